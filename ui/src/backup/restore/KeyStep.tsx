import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError, errorText } from '../../app/problem'
import { t } from '../../i18n/words'
import { Button } from '../../kit/Button'
import { Field, PasswordField } from '../../kit/Field'
import type { IconName } from '../../kit/Icon'
import { Note } from '../../kit/message'
import { base64, refusal, type Way } from '../../sealed/unlock'
import { CodeField } from './CodeField'
import { GROUPS, openBackup, type Copy, type Key, type Opened } from './desk'
import { Frame } from './Frame'

const WAYS: readonly { way: Way; icon: IconName; label: 'sealed.passphrase' | 'sealed.recovery' | 'sealed.file' }[] = [
  { way: 'recovery', icon: 'sheet', label: 'sealed.recovery' },
  { way: 'passphrase', icon: 'lock', label: 'sealed.passphrase' },
  { way: 'file', icon: 'stick', label: 'sealed.file' },
]
const WORDS = {
  recovery: { title: 'restore.keyTitle', lead: 'restore.keyLead' },
  passphrase: { title: 'restore.keyPassphrase', lead: 'restore.keyPassphraseLead' },
  file: { title: 'restore.keyFile', lead: 'restore.keyFileLead' },
} as const

/** What opens it: the paper from the safe, or another key of the clinic. */
export function KeyStep({ copy, onBack, onOpened }: { copy: Copy; onBack: () => void; onOpened: (key: Key, opened: Opened) => void }) {
  const [way, setWay] = useState<Way>('recovery')
  const [groups, setGroups] = useState<readonly string[]>(Array.from({ length: GROUPS }, () => ''))
  const [typed, setTyped] = useState('')
  const [file, setFile] = useState<File | undefined>()
  const [wrong, setWrong] = useState<string | undefined>()
  const [other, setOther] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const first = () => form.current?.querySelector('input')?.focus()
  useEffect(first, [way])
  const choose = (to: Way) => { setWay(to); setTyped(''); setFile(undefined); setWrong(undefined); setOther(undefined) }

  async function open() {
    setWrong(undefined)
    setOther(undefined)
    const code = groups.join('-')
    if (way === 'file' ? !file : way === 'passphrase' ? !typed : groups.every((g) => !g)) {
      setWrong(t(`sealed.missing.${way}`))
      first()
      return
    }
    setBusy(true)
    try {
      const key: Key = way === 'passphrase' ? { passphrase: typed } : way === 'recovery' ? { recoveryCode: code } : { keyFile: await base64(file!) }
      onOpened(key, await openBackup(copy.id, key))
    } catch (error) {
      const known = error instanceof ApiError && error.code === 'bad-credentials' ? t('restore.wrong') : error instanceof ApiError ? refusal(error, way) : undefined
      setWrong(known)
      if (!known) setOther(errorText(error))
      setBusy(false)
      first()
    }
  }
  return (
    <Frame step="key" title={t(WORDS[way].title)} lead={t(WORDS[way].lead)} next={t('restore.open')} busy={busy} onNext={() => void open()} onBack={{ says: t('action.back'), do: onBack }}>
      <div class="stack" ref={form}>
        {other && <Note tone="danger" icon="warn" alert>{other}</Note>}
        <div role="alert" class="vh">{wrong}</div>
        {way === 'recovery' && <CodeField groups={groups} onGroups={setGroups} error={wrong} />}
        {way === 'passphrase' && <PasswordField label={t('sealed.passphrase')} name="passphrase" value={typed} onValue={setTyped} autoComplete="off" maxLength={512} error={wrong} />}
        {way === 'file' && (
          <Field label={t('sealed.file')} name="file" error={wrong}
            control={(c) => <input class="in rs-file" type="file" {...c} onChange={(e) => setFile(e.currentTarget.files?.[0])} />} />
        )}
      </div>
      <div class="rs-ways">
        <p class="t2">{t('restore.keyOther')}</p>
        <div class="row wrap">{WAYS.filter((w) => w.way !== way).map((w) => <Button key={w.way} icon={w.icon} onClick={() => choose(w.way)} data-testid={`open-by-${w.way}`}>{t(w.label)}</Button>)}</div>
      </div>
    </Frame>
  )
}
