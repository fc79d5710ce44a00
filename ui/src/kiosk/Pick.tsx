import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { dayText } from '../i18n/dates'
import { language, plural, t, type Key } from '../i18n/words'
import { refusal } from './arrive'
import { book, moveBooking, placeName, readFree, type Booking, type Calendar } from './door'
import { reasonWord } from './Reason'
import { Shell } from './Shell'
import { goFor, opened, said, view } from './visitor'

type Day = Calendar['days'][number]
const FIRST_DAYS = 10
const shortDay = (day: string) => t(`date.dayShort.${new Date(`${day}T12:00:00Z`).getUTCDay() || 7}` as Key)
const monthOf = (day: string) => t(`date.month.${Number(day.slice(5, 7))}` as Key)
/** The days of each month by themselves, for a calendar that is read at a glance. */
const months = (days: readonly Day[]): Day[][] => [...new Set(days.map((d) => d.day.slice(0, 7)))].map((m) => days.filter((d) => d.day.startsWith(m)))
const name = (d: Calendar) => (language.value === 'st' && d.nameSt) || d.name

/** Where, what for, which day, what time: only what is free can be pressed. */
export function Pick({ moving }: { moving?: Booking }) {
  const [places, setPlaces] = useState<Calendar[]>()
  const [failed, setFailed] = useState<() => string>()
  const [departmentId, setDepartment] = useState(moving?.departmentId ?? '')
  const [reason, setReason] = useState(moving?.reason ?? '')
  const [day, setDay] = useState('')
  const [start, setStart] = useState('')
  const [more, setMore] = useState(false)
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const load = () => {
    setFailed(undefined)
    readFree().then((list) => {
      setPlaces(list)
      if (list.length === 1 && !departmentId) setDepartment(list[0]!.id)
    }, (e: unknown) => { if (opened.value) setFailed(() => refusal(e)) })
  }
  useEffect(load, [])

  const chosen = places?.find((p) => p.id === departmentId)
  const days = chosen?.days.filter((d) => d.state !== 'closed') ?? []
  const slots = days.find((d) => d.day === day)?.slots ?? []
  const reasons = view.value!.reasons.filter((r) => !r.bookingId && r.code !== 'collect')
  const missing = !departmentId ? 'kiosk.pickWhere' : !moving && !reason ? 'kiosk.pickWhy' : !day ? 'kiosk.pickDay' : !start ? 'kiosk.pickTime' : undefined

  const done = async () => {
    if (busy) return
    if (missing) {
      said.value = { tone: 'danger', text: () => t(missing) }
      scrollTo(0, 0)
      return
    }
    setBusy(true)
    try {
      if (moving) await moveBooking(moving.id, { id: command.current, version: moving.version, departmentId, day, start })
      else await book({ id: command.current, departmentId, day, start, reason })
      command.next()
      goFor({ at: 'visits' })
      said.value = { tone: 'ok', text: () => t('kiosk.booked', { day: dayText(day), time: start }) }
    } catch (e) {
      if (!opened.value) return
      if (!(e instanceof ApiError && e.code === 'network')) command.next()
      said.value = { tone: 'danger', text: refusal(e) }
      setStart('')
      load() // somebody else may have been as fast
      scrollTo(0, 0)
    } finally {
      setBusy(false)
    }
  }
  const title = moving ? t('kiosk.moveTitle') : t('kiosk.book')
  const act = day && start ? t(moving ? 'kiosk.moveTo' : 'kiosk.bookAt', { day: `${Number(day.slice(8))} ${monthOf(day)}`, time: start }) : title
  return (
    <Shell name="kiosk-pick" title={title} end={<button type="button" class="btn btn-p ki-next ki-deed" aria-busy={busy ? 'true' : undefined} onClick={() => void done()} data-testid="pick">{act}</button>}>
      <div class="ki-q ki-tight"><h1>{title}</h1></div>
      <div class="ki-pick">
        {moving && <section class="ki-has"><p class="eyebrow">{t('kiosk.youHave')}</p><p><b>{dayText(moving.day)}, <span class="num">{moving.start}</span></b></p><p class="ki-cap">{placeName(moving)}</p></section>}
        {failed && <p class="ki-sub" role="alert">{failed()} <button type="button" class="btn" onClick={load}>{t('action.tryAgain')}</button></p>}
        {!places && !failed && <p class="ki-sub" aria-busy="true">{t('kiosk.wait')}</p>}
        {places && !places.length && <p class="ki-sub">{t('kiosk.bookDesk')}</p>}
        {places && places.length > 1 && !moving && (
          <section><h2>{t('kiosk.where')}</h2><div class="ki-opts">{places.map((p) => <button key={p.id} type="button" aria-pressed={p.id === departmentId} onClick={() => { setDepartment(p.id); setDay(''); setStart('') }} data-testid={`place-${name(p)}`}>{name(p)}</button>)}</div></section>
        )}
        {chosen && !moving && (
          <section><h2>{t('kiosk.whatFor')}</h2><div class="ki-opts">{reasons.map((r) => <button key={r.code} type="button" aria-pressed={r.code === reason} onClick={() => setReason(r.code)} data-testid={`for-${r.code}`}>{reasonWord(r.code)}</button>)}</div></section>
        )}
        {chosen && (
          <section>
            <h2>{t('kiosk.whichDay')}</h2>
            {!days.length && <p class="ki-sub">{t('kiosk.noDays')}</p>}
            {months(days.slice(0, more ? undefined : FIRST_DAYS)).map((list) => <div key={list[0]!.day} role="group" aria-label={monthOf(list[0]!.day)}><h3>{monthOf(list[0]!.day)}</h3><div class="ki-days">
              {list.map((d) => {
                const full = d.state === 'full' || !d.slots.some((s) => s.free > 0)
                return (
                  <button key={d.day} type="button" class={full ? 'off' : undefined} aria-disabled={full} aria-pressed={d.day === day} onClick={() => { if (!full) { setDay(d.day); setStart('') } }} data-testid={`day-${d.day}`}>
                    <span>{shortDay(d.day)}</span><b class="num">{Number(d.day.slice(8))}</b><small>{t(full ? 'kiosk.full' : 'kiosk.free')}</small>
                  </button>
                )
              })}
            </div></div>)}
            {days.length > FIRST_DAYS && !more && <button type="button" class="btn" onClick={() => setMore(true)}>{t('kiosk.moreDays')}</button>}
          </section>
        )}
        {!!slots.length && (
          <section>
            <h2>{t('kiosk.whatTime')}</h2>
            <div class="ki-times">
              {slots.map((s) => (
                <button key={s.start} type="button" class={s.free ? undefined : 'off'} aria-disabled={!s.free} aria-pressed={s.start === start} onClick={() => { if (s.free) setStart(s.start) }} data-testid={`time-${s.start}`}>
                  <b class="num">{s.start}</b><small>{s.free ? plural('kiosk.places', s.free) : t('kiosk.full')}</small>
                </button>
              ))}
            </div>
          </section>
        )}
      </div>
    </Shell>
  )
}
