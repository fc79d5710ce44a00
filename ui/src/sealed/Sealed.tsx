import './sealed.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Page } from '../app/Page'
import { ApiError, errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { Lazy } from '../app/Lazy'
import { allWords, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Field, PasswordField, TextField } from '../kit/Field'
import { Icon, type IconName } from '../kit/Icon'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Mark } from '../kit/Logo'
import { Note } from '../kit/message'
import { useCountdown } from '../sign-in/countdown'
import { isPublic } from './kind'
import { readSeal, refusal, unlock, type Way } from './unlock'

const EVERY_MS = 4000
const ALL: readonly Way[] = ['passphrase', 'recovery', 'file']
const WAYS: readonly { way: Way; icon: IconName; label: 'sealed.passphrase' | 'sealed.recovery' | 'sealed.file' }[] = [
  { way: 'passphrase', icon: 'lock', label: 'sealed.passphrase' },
  { way: 'recovery', icon: 'sheet', label: 'sealed.recovery' },
  { way: 'file', icon: 'stick', label: 'sealed.file' },
]

const damaged = () => allWords(import('../backup/restore/Damaged'))

/** All there is while the records are locked: for who has a key, or for patients on their way to reception. */
export default function Sealed({ onOpen }: { onOpen: () => Promise<void> }) {
  const found = useLoad(readSeal, [])
  useEffect(() => {
    const timer = setInterval(found.reload, EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const [restoring, setRestoring] = useState(false)
  const open = found.data?.sealed === false && !restoring // somebody opened it elsewhere, or plugged a stick in
  useEffect(() => {
    if (open) void onOpen()
  }, [open])
  if ((found.data?.damage || restoring) && !isPublic()) return <Lazy load={damaged} props={{ damage: found.data?.damage, restoring, onRestoring: setRestoring, onDone: () => void onOpen() }} />
  return isPublic() ? <PleaseGo /> : <Locked kinds={found.data?.kinds ?? ALL} keyFile={found.data?.keyFile} wait={found.data?.retryAfterSeconds} onOpen={onOpen} />
}

function Locked({ kinds, keyFile, wait, onOpen }: { kinds: readonly string[]; keyFile?: string; wait?: number; onOpen: () => Promise<void> }) {
  const [way, setWay] = useState<Way>('passphrase')
  const [typed, setTyped] = useState('')
  const [file, setFile] = useState<File | undefined>()
  const [wrong, setWrong] = useState<string | undefined>()
  const [other, setOther] = useState<string | undefined>()
  const [until, setUntil] = useState<number | undefined>()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const left = useCountdown(until)
  const first = () => form.current?.querySelector('input')?.focus()
  useEffect(() => { if (wait && until === undefined) setUntil(Date.now() + wait * 1000) }, [wait])
  useEffect(first, [way])
  useEffect(() => { if (!kinds.includes(way)) choose(kinds[0] as Way) }, [kinds])
  const choose = (to: Way) => { setWay(to); setTyped(''); setFile(undefined); setWrong(undefined); setOther(undefined) }

  async function submit(e: Event) {
    e.preventDefault()
    if (busy || left > 0) return
    setOther(undefined)
    setWrong(undefined)
    if (way === 'file' ? !file : !typed.trim()) {
      setWrong(t(`sealed.missing.${way}`))
      first()
      return
    }
    setBusy(true)
    try {
      await unlock(way, typed, file)
      await onOpen()
    } catch (error) {
      const known = error instanceof ApiError ? refusal(error, way) : undefined
      setWrong(known)
      if (error instanceof ApiError && error.code === 'throttled') setUntil(Date.now() + Number(error.params.retryAfterSeconds) * 1000)
      else if (error instanceof ApiError && error.code === 'wrong-state') await onOpen()
      else if (!known) setOther(errorText(error))
      first()
    } finally {
      setBusy(false)
    }
  }

  return (
    <Page name="sealed" title={t('sealed.title')} focus="own" flush>
      <div class="sl">
        <section class="sl-card">
          <div class="sl-top"><span class="sl-ic"><Icon name="lock" /></span><LanguageSwitch large /></div>
          <h1>{t('sealed.title')}</h1>
          <p class="lead">{t('sealed.lead')}</p>
          <form class="sl-form" noValidate onSubmit={(e) => void submit(e)} ref={form}>
            {left > 0 && <Note tone="warn" icon="clock" alert>{t('error.throttled', { retryAfterSeconds: left })}</Note>}
            {other && <Note tone="danger" icon="warn" alert>{other}</Note>}
            <div role="alert" class="vh">{wrong}</div>
            {way === 'passphrase' && <PasswordField label={t('sealed.passphrase')} name="passphrase" value={typed} onValue={setTyped} autoComplete="off" maxLength={512} error={wrong} />}
            {way === 'recovery' && <TextField label={t('sealed.recovery')} name="recovery" value={typed} onValue={setTyped} maxLength={60} autoCapitalize="none" spellcheck={false} hint={t('sealed.recoveryHint')} error={wrong} />}
            {way === 'file' && (
              <Field label={t('sealed.file')} name="file" hint={keyFile && t('sealed.fileHint', { name: keyFile })} error={wrong}
                control={(c) => <input class="in sl-file" type="file" {...c} onChange={(e) => setFile(e.currentTarget.files?.[0])} />} />
            )}
            <Button kind="primary" size="l" full icon="key" type="submit" busy={busy} data-testid="unlock">{left > 0 ? t('signIn.waiting', { seconds: left }) : t('sealed.unlock')}</Button>
          </form>
          <div class="sl-or"><span>{t('sealed.or')}</span></div>
          <div class="sl-ways">
            {WAYS.filter((w) => w.way !== way && kinds.includes(w.way)).map((w) => (
              <Button key={w.way} icon={w.icon} onClick={() => choose(w.way)} data-testid={`unlock-by-${w.way}`}>{t(w.label)}</Button>
            ))}
          </div>
          <p class="sl-stick"><Icon name="stick" /><span>{t('sealed.stick')}</span></p>
        </section>
        <p class="sl-foot"><Mark class="sl-mark" /><span>{t('sealed.patients')}</span></p>
      </div>
    </Page>
  )
}

/** On a screen in the waiting room: where to go, in both languages, and no way to try a key. */
function PleaseGo() {
  return (
    <Page name="sealed-public" title="Karete" focus="own" flush>
      <div class="sl">
        <section class="sl-card sl-public">
          <Mark class="sl-hat" />
          <h1 lang="st">Ka kopo eang kamohelong</h1>
          <p class="sl-both" lang="en">Please go to reception</p>
        </section>
      </div>
    </Page>
  )
}
