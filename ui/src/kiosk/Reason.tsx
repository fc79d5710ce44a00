import { useState } from 'preact/hooks'
import { ApiError } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { hasKey, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { refusal } from './arrive'
import { Listen } from './clips'
import { checkIn, placeName, readDoor } from './door'
import { ReasonArt } from './reasonArt'
import { Shell } from './Shell'
import { go, goFor, opened, place, said, view } from './visitor'

export function reasonWord(code: string): string {
  const [own, desk] = [`kiosk.reason.${code}`, `checkIn.reason.${code}`]
  return hasKey(own) ? t(own) : hasKey(desk) ? t(desk) : code
}

/** A picture for each reason; one press, and the person is in the line. */
export function Reason() {
  const [busy, setBusy] = useState<string>()
  const command = useCommandId()
  const now = view.value!
  const odd = now.reasons.filter((r) => !now.bookings.some((b) => b.id === r.bookingId)).length % 2 === 1
  const choose = async (code: string, key: string) => {
    if (busy) return
    setBusy(key)
    try {
      await checkIn(command.current, code)
      goFor({ at: 'here' })
    } catch (e) {
      if (!opened.value) return
      if (!(e instanceof ApiError && e.code === 'network')) command.next()
      if (e instanceof ApiError && e.code === 'visit-open') { // somebody at the desk was as fast
        await readDoor().then(() => goFor({ at: 'here' }), () => undefined)
        return
      }
      said.value = { tone: 'danger', text: refusal(e) }
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <Shell name="kiosk-reason" title={t('kiosk.why')}
      end={place.value === 'kiosk' && <button type="button" class="btn" onClick={() => go({ at: 'visits' })} data-testid="my-visits"><Icon name="calendar" size="l" />{t('kiosk.myVisits')}</button>}>
      <div class="ki-q ki-tight">
        <h1>{t('kiosk.why')}</h1>
        <Listen clip="reason" />
      </div>
      <ul class="ki-tiles">
        {now.reasons.map((r, i) => {
          const booked = r.bookingId ? now.bookings.find((b) => b.id === r.bookingId) : undefined
          const key = r.bookingId ?? r.code
          return (
            <li key={key} class={booked ? 'ki-wide ki-first' : i === now.reasons.length - 1 && odd ? 'ki-wide' : undefined}>
              <button type="button" class="ki-tile" aria-busy={busy === key ? 'true' : undefined} onClick={() => void choose(r.code, key)} data-testid={booked ? 'reason-booking' : `reason-${r.code}`}>
                <ReasonArt code={booked ? 'booking' : r.code} />
                <span>{booked ? <><b>{t('kiosk.myVisitAt', { time: booked.start })}</b><small>{placeName(booked)}</small></> : <b>{reasonWord(r.code)}</b>}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </Shell>
  )
}
