import './time.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { dayText, instantText, timeText, today } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { serverNow } from '../kit/clock'
import { Note, Skeleton } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { choices, WHY, type By } from './doubt'

const LABELS: Readonly<Record<By, Key>> = { device: 'system.time.device', box: 'system.time.box', computer: 'system.time.computer' }

/** A manager says which time is right: that of the device in their hand, the box's as it stands, or its computer's. */
export default function TimeSheet({ onClose }: { onClose: () => void }) {
  const found = useLoad(() => ask(api.GET('/api/v1/clock')), [])
  const [by, setBy] = useState<By>('device')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const [, tick] = useState(0)
  const id = useCommandId()
  useEffect(() => {
    const every = setInterval(() => tick((n) => n + 1), 1000)
    return () => clearInterval(every)
  }, [])

  const box = found.data
  const now = serverNow()
  const times: Record<By, number> = { device: Date.now(), box: now, computer: box ? now + Date.parse(box.computer) - Date.parse(box.now) : now }
  const why = box && WHY[box.doubt]

  async function save() {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      await ask(api.POST('/api/v1/clock', { body: by === 'device' ? { id: id.current, by, now: new Date().toISOString() } : { id: id.current, by } }))
      await ask(api.GET('/api/v1/clock')) // its head tells these screens what time it is now
      toast(t('system.time.set'))
      onClose()
    } catch (e) {
      setError(errorText(e))
      id.next() // the time goes on: the same command would say another
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet size="s" title={t('system.time.which')} onClose={onClose} onSubmit={() => void save()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" busy={busy} data-testid="time-save">{t('system.time.use')}</Button></>}>
      <div class="stack">
        {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
        {error && <Note tone="danger" alert>{error}</Note>}
        {!box && !found.error && <Skeleton rows={3} />}
        {box && (
          <>
            {why && <p>{t(why)}</p>}
            <fieldset class="tm-list">
              <legend class="vh">{t('system.time.which')}</legend>
              {choices(times.box, times.computer).map((one) => (
                <label key={one} class={`tm-one${one === by ? ' tm-on' : ''}`}>
                  <input type="radio" name="by" value={one} checked={one === by} onChange={() => setBy(one)} data-first={one === by || undefined} data-testid={`time-${one}`} />
                  <span class="grow">{t(LABELS[one])}<span class="cap">{day(times[one])}</span></span>
                  <b class="num tm-time">{timeText(times[one])}</b>
                </label>
              ))}
            </fieldset>
            {times[by] < Date.parse(box.newest) - 60_000 && <Note tone="warn">{t('system.time.before', { when: instantText(box.newest) })}</Note>}
            {by !== 'computer' && box.synchronised && <Note tone="info">{t('system.time.network')}</Note>}
            <p class="cap">{t('system.time.kept')}</p>
          </>
        )}
      </div>
    </Sheet>
  )
}

function day(at: number): string {
  const civil = today(at)
  return `${dayText(civil)} ${civil.slice(0, 4)}`
}
