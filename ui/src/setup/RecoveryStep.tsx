import { useEffect, useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { PasswordField, TextField } from '../kit/Field'
import { Note, Skeleton } from '../kit/message'
import { RecoveryCode } from '../keys/RecoveryCode'
import { PowerChoice } from './PowerChoice'
import { StepPage } from './StepPage'
import { strength } from './strength'
import { useSave } from './useSave'
import type { StepProps } from './Wizard'
import { printCode } from './wizard'

type Printed = Schema['PrintedCode']

/** How the records are opened after the power was off: the paper, the passphrase, and whether anybody must come. */
export function RecoveryStep({ progress, onSaved, onBack }: StepProps) {
  const before = progress.answers.recovery
  const [printed, setPrinted] = useState<Printed | undefined>()
  const [typed, setTyped] = useState<readonly string[]>(['', ''])
  const [passphrase, setPassphrase] = useState('')
  const [auto, setAuto] = useState(before?.autoUnlock ?? false)
  const labels = {
    'recovery.passphrase': t('sealed.passphrase'),
    'recovery.groups[0]': group(printed?.ask[0]), 'recovery.groups[1]': group(printed?.ask[1]), 'recovery.groups': t('sealed.recovery'),
  }
  const { errors, setErrors, busy, save } = useSave('recovery', labels, onSaved)
  const { short, enough } = strength(passphrase)
  const show = () => {
    setTyped(['', ''])
    printCode().then(setPrinted, (e: unknown) => setErrors(formErrors(e, labels)))
  }
  useEffect(() => { if (!before) show() }, [])
  const next = () => {
    const wrong = (printed?.ask ?? []).flatMap((n, i) => {
      const field = `recovery.groups[${i}]`
      if (!typed[i]!.trim()) return [{ field, text: t('error.required', { field: group(n) }) }]
      return right(printed!, i, typed[i]!) ? [] : [{ field, text: t('setup.recoveryWrong', { n }) }]
    })
    setErrors(wrong)
    if (wrong.length) return
    void save({ recovery: { autoUnlock: auto, ...(printed ? { groups: [...typed] } : {}), ...(passphrase || !before ? { passphrase } : {}) } })
  }
  return (
    <StepPage step="recovery" title={t('setup.recoveryTitle')} lead={t('setup.recoveryLead')} errors={errors} busy={busy} onBack={onBack} onNext={next}>
      {printed ? <Paper printed={printed} typed={typed} onTyped={setTyped} clinic={progress.answers.clinic?.name ?? ''} errors={errors} /> : before
        ? <Note tone="ok"><p>{t('setup.recoveryKept')}</p><p class="su-gap"><Button onClick={show} data-testid="new-code">{t('setup.recoveryNew')}</Button></p></Note>
        : <Skeleton rows={2} />}
      <section class="card pad-l stack" aria-labelledby="phrase-title">
        <h2 id="phrase-title">{t('setup.recoveryPhrase')}</h2>
        <p class="t2">{t('setup.recoveryPhraseLead')}</p>
        <PasswordField label={labels['recovery.passphrase']} name="recovery.passphrase" value={passphrase} onValue={setPassphrase} autoComplete="off" maxLength={512}
          hint={short ?? t(before ? 'setup.passwordKept' : 'setup.passwordHint')} echo={enough} error={errorOf(errors, 'recovery.passphrase')} />
      </section>
      <PowerChoice auto={auto} onAuto={setAuto} />
    </StepPage>
  )
}

const group = (n: number | undefined) => t('setup.recoveryGroup', { n: n ?? '' })

// As the box reads it: capital or small, with the letters that are never used for those they look like.
const tidy = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
const right = (printed: Printed, i: number, typed: string) => tidy(typed) === printed.groups[printed.ask[i]! - 1]

function Paper({ printed, typed, onTyped, clinic, errors }: {
  printed: Printed
  typed: readonly string[]
  onTyped: (typed: string[]) => void
  clinic: string
  errors: Parameters<typeof errorOf>[0]
}) {
  return (
    <>
      <RecoveryCode groups={printed.groups} clinic={clinic} />
      <section class="stack" aria-labelledby="show-title">
        <h2 id="show-title">{t('setup.recoveryShow')}</h2>
        <div class="fgrid ky-two">
          {printed.ask.map((n, i) => (
            <TextField key={n} label={group(n)} name={`recovery.groups[${i}]`} value={typed[i]!} maxLength={8} autoCapitalize="none" spellcheck={false}
              onValue={(v) => onTyped(typed.map((was, j) => (j === i ? v : was)))}
              echo={right(printed, i, typed[i]!) ? t('setup.recoveryRight') : undefined} error={errorOf(errors, `recovery.groups[${i}]`)} />
          ))}
        </div>
      </section>
    </>
  )
}
