import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { Qr } from '../card/Qr'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { toast } from '../kit/toast'
import { useCountdown } from '../sign-in/countdown'
import { KindField, PlaceField, type Kind } from './fields'

const KINDS: readonly Kind[] = ['tablet', 'desk', 'kiosk', 'display']
type Shown = Schema['Pairing'] & { until: number; before: ReadonlySet<string> }

/** Takes a new device in: a code to scan or type, which works once. */
export function AddDevice({ devices, departments }: { devices: readonly Schema['Device'][]; departments: readonly Schema['Department'][] }) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>('tablet')
  const [departmentId, setDepartmentId] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState<Shown | undefined>()
  const id = useCommandId()
  const code = useRef<HTMLParagraphElement>(null)
  const left = useCountdown(shown?.until)

  const arrived = shown && devices.find((d) => !shown.before.has(d.id) && !d.revokedAt)
  useEffect(() => {
    if (!arrived) return
    toast(t('device.taken', { name: arrived.name }))
    setShown(undefined)
    setName('')
  }, [arrived?.id])
  useEffect(() => { code.current?.focus() }, [shown?.code])

  async function make() {
    setBusy(true)
    setErrors([])
    try {
      const made = await ask(api.POST('/api/v1/devices/pairings', { body: { id: id.current, kind, name: name.trim(), ...(departmentId && { departmentId }) } }))
      setShown({ ...made, until: Date.now() + made.expiresInSeconds * 1000, before: new Set(devices.map((d) => d.id)) })
    } catch (error) {
      setErrors(formErrors(error, { name: t('device.name') }))
    } finally {
      id.next()
      setBusy(false)
    }
  }

  return (
    <aside class="card dv-add" aria-labelledby="add-device">
      <header class="card-head"><h2 id="add-device">{t('device.add')}</h2></header>
      <div class="pad stack">
        {!shown && (
          <form class="stack" noValidate onSubmit={(e) => { e.preventDefault(); void make() }}>
            <ErrorSummary errors={errors} />
            <TextField label={t('device.name')} name="name" optional value={name} onValue={setName} maxLength={40} hint={t('device.nameOptional')} error={errorOf(errors, 'name')} />
            <KindField kinds={KINDS} value={kind} onValue={setKind} />
            {(kind === 'tablet' || kind === 'desk') && <PlaceField departments={departments} value={departmentId} onValue={setDepartmentId} />}
            <Button kind="primary" icon="qr" type="submit" full busy={busy} data-testid="make-code">{t('device.makeCode')}</Button>
          </form>
        )}
        {shown && left === 0 && (
          <>
            <p role="alert">{t('device.codeOver')}</p>
            <Button kind="primary" icon="refill" busy={busy} onClick={() => void make()}>{t('device.codeNew')}</Button>
          </>
        )}
        {shown && left > 0 && (
          <>
            <div class="dv-pair">
              <Qr svg={shown.svg} label={t('pair.link')} />
              <p class="mono" data-testid="pairing-code" tabIndex={-1} ref={code}>{shown.code.slice(0, 3)} {shown.code.slice(3)}</p>
              <p class="cap num">{t('device.codeLasts', { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` })}</p>
            </div>
            <ol class="dv-steps">
              <li>{t('device.step1', { address: shown.link.split('#')[0]! })}</li>
              <li>{t('device.step2')}</li>
            </ol>
            <p class="row row-s dv-wait" role="status"><Icon name="refill" /><b class="grow">{t('device.waiting')}</b><Button kind="quiet" size="s" onClick={() => setShown(undefined)}>{t('action.cancel')}</Button></p>
          </>
        )}
      </div>
    </aside>
  )
}
