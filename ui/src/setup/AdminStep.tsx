import { useState } from 'preact/hooks'
import { errorOf } from '../app/problem'
import { t } from '../i18n/words'
import { PasswordField, TextField } from '../kit/Field'
import { StepPage } from './StepPage'
import { strength } from './strength'
import { useSave } from './useSave'
import type { StepProps } from './Wizard'

/** The first manager. The password goes to the box once and never comes back. */
export function AdminStep({ progress, onSaved, onBack }: StepProps) {
  const before = progress.answers.admin
  const [displayName, setDisplayName] = useState(before?.displayName ?? '')
  const [username, setUsername] = useState(before?.username ?? '')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const labels = { 'admin.displayName': t('staff.displayName'), 'admin.username': t('signIn.username'), 'admin.password': t('password.label') }
  const { errors, setErrors, busy, save } = useSave('admin', labels, onSaved)
  const { short, enough } = strength(password)
  const keeps = before !== undefined && !password && !again
  const next = () => {
    if (password !== again) setErrors([{ field: 'again', text: t('password.different') }])
    else void save({ admin: { displayName, username, ...(keeps ? {} : { password }) } })
  }
  return (
    <StepPage step="admin" title={t('setup.adminTitle')} lead={t('setup.adminLead')} errors={errors} busy={busy} onBack={onBack} onNext={next}>
      <div class="card pad-l fgrid">
        <TextField label={labels['admin.displayName']} name="admin.displayName" value={displayName} onValue={setDisplayName} maxLength={60} autoComplete="name" error={errorOf(errors, 'admin.displayName')} />
        <TextField label={labels['admin.username']} name="admin.username" value={username} onValue={setUsername} maxLength={32} autoComplete="username" autoCapitalize="none" spellcheck={false} hint={t('staff.usernameHint')} error={errorOf(errors, 'admin.username')} />
        <PasswordField label={labels['admin.password']} name="admin.password" value={password} onValue={setPassword} autoComplete="new-password" hint={short ?? t(before ? 'setup.passwordKept' : 'setup.passwordHint')} echo={enough} error={errorOf(errors, 'admin.password')} />
        <PasswordField label={t('password.repeat')} name="again" value={again} onValue={setAgain} autoComplete="new-password" echo={again && again === password ? t('setup.same') : undefined} error={errorOf(errors, 'again')} />
      </div>
    </StepPage>
  )
}
