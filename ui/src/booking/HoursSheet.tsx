import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { ManyChips } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { FieldError, Select, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Ticket } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { departmentName } from '../queue/departments'
import type { Department } from '../reception/clinic'
import type { Schedule } from './calls'
import { placesADay } from './opening'
import { minutes, readTime } from './week'

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
const STEPS = ['5', '10', '15', '20', '30', '45', '60', '90', '120'] as const

interface Form { weekdays: string[]; opens: string; closes: string; slotMinutes: string; capacity: string }

const toForm = (s: Schedule | undefined): Form => ({
  weekdays: (s?.weekdays ?? [1, 2, 3, 4, 5]).map(String), opens: s?.opens ?? '08:00', closes: s?.closes ?? '12:30', slotMinutes: String(s?.slotMinutes ?? 30), capacity: String(s?.capacity ?? 3),
})

/** When one department takes bookings. Nobody who is booked already is moved by it. */
export function HoursSheet({ department: d, schedule, onClose, onDone }: { department: Department; schedule: Schedule | undefined; onClose: () => void; onDone: () => void }) {
  const [form, setForm] = useState(() => toForm(schedule))
  const [version, setVersion] = useState(schedule?.version ?? 0)
  const [overtaken, setOvertaken] = useState(false)
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const set = (part: Partial<Form>) => setForm((f) => ({ ...f, ...part }))
  const labels = { weekdays: t('hours.days'), opens: t('hours.opens'), closes: t('hours.closes'), slotMinutes: t('hours.step'), capacity: t('hours.capacity') }

  const read = { opens: readTime(form.opens), closes: readTime(form.closes), capacity: /^\d{1,2}$/.test(form.capacity.trim()) ? Number(form.capacity) : 0 }
  const step = Number(form.slotMinutes)
  const whole = read.opens && read.closes && read.capacity ? { opens: read.opens, closes: read.closes, slotMinutes: step, capacity: read.capacity } : undefined

  const save = async (active: boolean) => {
    if (busy) return
    const wrong: FormError[] = []
    const say = (field: keyof typeof labels, text: string) => wrong.push({ field, text })
    if (!form.weekdays.length) say('weekdays', t('error.required', { field: labels.weekdays }))
    for (const field of ['opens', 'closes'] as const) if (!read[field]) say(field, t('hours.noTime', { field: labels[field] }))
    if (!read.capacity) say('capacity', t('hours.noCapacity'))
    if (whole && minutes(whole.opens) + step > minutes(whole.closes)) say('closes', t('hours.noSlot'))
    setErrors(wrong)
    if (wrong.length || !whole) return
    setBusy(true)
    try {
      await ask(api.PUT('/api/v1/departments/{departmentId}/schedule', {
        params: { path: { departmentId: d.id }, header: version ? { 'If-Match': `"${version}"` } : {} },
        body: { id: command.current, weekdays: form.weekdays.map(Number).sort(), ...whole, active },
      }))
      toast(t(active ? 'hours.saved' : 'hours.stopped', { name: departmentName(d) }))
      onDone()
    } catch (e) {
      command.next()
      if (e instanceof ApiError && e.code === 'stale') {
        const theirs = e.current as Schedule
        setVersion(theirs.version)
        setForm(toForm(theirs))
        setOvertaken(true)
      } else {
        setErrors(formErrors(e, labels))
      }
      setBusy(false)
    }
  }

  return (
    <Sheet title={departmentName(d)} sub={t('hours.title')} before={<Ticket number={d.code} />} onClose={onClose} onSubmit={() => void save(true)}
      foot={<>
        {schedule?.active && <Button kind="danger" busy={busy} data-testid="hours-stop" onClick={() => void save(false)}>{t('hours.stop')}</Button>}
        <span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button>
        <Button kind="primary" type="submit" busy={busy} data-testid="hours-save">{t('action.save')}</Button>
      </>}>
      <ErrorSummary errors={errors} />
      {overtaken && <Note tone="warn" alert>{t('hours.overtaken')}</Note>}
      <div>
        <ManyChips legend={labels.weekdays} name="weekdays" value={form.weekdays} onValue={(weekdays) => set({ weekdays })} options={DAYS.map((value) => ({ value, label: t(`date.day.${value}` as Key) }))} />
        {errorOf(errors, 'weekdays') && <FieldError text={errorOf(errors, 'weekdays')!} />}
      </div>
      <div class="fgrid">
        <TextField label={labels.opens} name="opens" value={form.opens} onValue={(opens) => set({ opens })} maxLength={5} error={errorOf(errors, 'opens')} data-first />
        <TextField label={labels.closes} name="closes" value={form.closes} onValue={(closes) => set({ closes })} maxLength={5} error={errorOf(errors, 'closes')} />
        <Select label={labels.slotMinutes} name="slotMinutes" value={form.slotMinutes} onValue={(slotMinutes) => set({ slotMinutes })} error={errorOf(errors, 'slotMinutes')}
          options={[...new Set([...STEPS, form.slotMinutes])].sort((a, b) => Number(a) - Number(b)).map((value) => ({ value, label: t('hours.minutes', { n: value }) }))} />
        <TextField label={labels.capacity} name="capacity" value={form.capacity} onValue={(capacity) => set({ capacity })} inputMode="numeric" maxLength={2} error={errorOf(errors, 'capacity')}
          echo={whole && placesADay(whole) > 0 ? plural('hours.aDay', placesADay(whole)) : undefined} />
      </div>
      <p class="t2">{t('hours.staysBooked')}</p>
    </Sheet>
  )
}
