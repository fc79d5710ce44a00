import './booking.css'
import { useEffect, useState } from 'preact/hooks'
import { useLive } from '../app/live'
import { errorOf, errorText, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Note, Skeleton } from '../kit/message'
import { Initials, showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { departmentName } from '../queue/departments'
import { useClinic } from '../reception/clinic'
import { sayBooked } from './acts'
import { book, readHours, readWeek, type Person, type To } from './calls'
import { ReasonField, RepeatField, type Repeat } from './fields'
import { dayName, whenText } from './say'
import { lastLooked, rememberLooked, spotNow } from './when'
import { freeIn, freeSlots, mondayOf, daysAfter, nearest } from './week'
import { WeekStrip } from './WeekStrip'

/**
 * A place for a patient who is already in front of one: department, day, time. It books, or with `onChoose` only says
 * what was chosen.
 */
export default function BookSheet({ person, begin, onChoose, onDone, onClose }: {
  person: Person
  /** What is proposed: a department, and a day to be near to. */
  begin?: { departmentId?: string; day?: string; start?: string; reason?: string }
  onChoose?: (to: To) => void
  onDone?: () => void
  onClose: () => void
}) {
  const now = spotNow()
  const clinic = useClinic()
  const hours = useLoad(readHours, [])
  const [wanted, setWanted] = useState(begin?.departmentId ?? lastLooked())
  const [day, setDay] = useState(begin?.day && begin.day > now.day ? begin.day : daysAfter(now.day, 1))
  const [start, setStart] = useState(begin?.start ?? '')
  const [reason, setReason] = useState(begin?.reason ?? '')
  const [repeat, setRepeat] = useState<Repeat>()
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()

  const places = (clinic?.departments ?? []).filter((d) => hours.data?.schedules.some((s) => s.active && s.departmentId === d.id))
  const at = (places.find((d) => d.id === wanted) ?? places[0])?.id ?? ''
  const monday = mondayOf(day)
  const week = useLoad(async () => (at ? readWeek(at, monday) : undefined), [at, monday])
  useLive(['booking'], week.reload)
  const load = week.data?.days.find((d) => d.day === day)
  const free = load ? freeSlots(load, now) : []
  const chosen = free.some((s) => s.start === start) ? start : ''

  // A day without a free place leads to the nearest one that has some.
  useEffect(() => {
    if (!load || free.length) return
    const near = nearest(week.data!.days, day, now.day)
    if (near) setDay(near.day)
  }, [week.data])

  const labels = { start: t('booking.time'), day: t('booking.day'), reason: t('booking.for'), repeat: t('booking.repeat'), patientId: t('booking.who') }
  const submit = async () => {
    if (busy) return
    if (!chosen) {
      setErrors([{ field: 'start', text: t('booking.timeFirst') }])
      return
    }
    const to = { departmentId: at, day, start: chosen }
    if (onChoose) return onChoose(to)
    setBusy(true)
    setErrors([])
    try {
      const { first, all } = await book({ id: command.current, patientId: person.id, ...to, reason, repeat })
      rememberLooked(at)
      sayBooked({ ...first, patient: person }, all.length, repeat?.times ?? 1)
      onDone?.()
      onClose()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, labels))
      setBusy(false)
      week.reload()
    }
  }

  const none = hours.data && clinic && !places.length
  return (
    <Sheet title={showName(person.displayName)} sub={t('booking.booking')} before={<Initials text={person.initials} />} onClose={onClose} onSubmit={() => void submit()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button>
        {!none && <Button kind="primary" size="l" type="submit" busy={busy} data-testid="book-go">{chosen ? t(onChoose ? 'booking.takeAt' : 'booking.bookAt', { day: dayName(day), time: chosen }) : t(onChoose ? 'action.choose' : 'booking.book')}</Button>}</>}>
      <ErrorSummary errors={errors} />
      {hours.error !== undefined && !hours.data && <Note tone="danger" alert>{errorText(hours.error)}</Note>}
      {none && <Note tone="info">{t('booking.none')}</Note>}
      {!hours.data && hours.error === undefined && <Skeleton rows={3} />}
      {places.length > 0 && (
        <>
          {places.length > 1 && <Chips legend={t('checkIn.where')} name="departmentId" value={at} onValue={(id) => { setWanted(id); setStart('') }} options={places.map((d) => ({ value: d.id, label: departmentName(d) }))} />}
          {week.data
            ? <WeekStrip days={week.data.days} chosen={day} today={now.day} over={undefined} onDay={(d) => { setDay(d); setStart('') }} onWeek={(by) => { setDay(daysAfter(monday, by * 7)); setStart('') }} />
            : week.error !== undefined ? <Note tone="danger" alert>{errorText(week.error)}</Note> : <Skeleton rows={2} />}
          {load && (free.length > 0
            ? <Chips legend={t('booking.timeOn', { day: whenText({ day, start: '' }, now.day).slice(0, -2) })} name="start" value={chosen} onValue={setStart} error={errorOf(errors, 'start')}
                options={free.map((s) => ({ value: s.start, label: freeIn(s) < s.capacity ? t('booking.freeAt', { time: s.start, n: freeIn(s) }) : s.start }))} />
            : <p class="t2">{t('booking.noneThen')}</p>)}
          {!onChoose && <ReasonField reasons={clinic?.facility.settings.reasons ?? []} value={reason} onValue={setReason} error={errorOf(errors, 'reason')} />}
          {!onChoose && <RepeatField value={repeat} onValue={setRepeat} from={day} />}
        </>
      )}
    </Sheet>
  )
}
