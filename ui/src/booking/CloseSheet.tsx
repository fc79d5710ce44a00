import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { dayText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Select, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { departmentName } from '../queue/departments'
import type { Department } from '../reception/clinic'
import { giveTask } from './task'
import { readDay } from './week'

/** A day is closed: then nobody can be booked on it, and whoever is booked already is named, to be moved. */
export function CloseSheet({ departments, today, onClose }: { departments: readonly Department[]; today: string; onClose: () => void }) {
  const [day, setDay] = useState('')
  const [departmentId, setDepartment] = useState('')
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const [closed, setClosed] = useState<Schema['ClosedWith']>()
  const command = useCommandId()
  const labels = { day: t('booking.day'), departmentId: t('hours.where'), reason: t('hours.whyClosed') }
  const read = readDay(day, today)

  const close = async () => {
    if (busy) return
    const wrong: FormError[] = []
    if (!read) wrong.push({ field: 'day', text: t('hours.noDay') })
    if (!reason.trim()) wrong.push({ field: 'reason', text: t('error.required', { field: labels.reason }) })
    setErrors(wrong)
    if (wrong.length || !read) return
    setBusy(true)
    try {
      const done = await ask(api.POST('/api/v1/closed-days', { body: { id: command.current, day: read, reason: reason.trim(), ...(departmentId && { departmentId }) } }))
      toast(t('hours.closedNow', { day: dayText(read) }))
      if (done.bookings.length) setClosed(done)
      else onClose()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, labels))
      setBusy(false)
    }
  }

  if (closed) {
    return (
      <Sheet title={plural('hours.stillBooked', closed.bookings.length)} sub={dayText(closed.day)} onClose={onClose}>
        <Note tone="warn">{t('hours.moveThem')}</Note>
        <ul class="oh-booked">
          {closed.bookings.map((b) => (
            <li key={b.id} class="oh-row">
              <b class="num">{b.start}</b><span class="grow">{showName(b.patient.displayName)}<span class="cap num">{[b.patient.fileNumber, b.patient.phone].filter(Boolean).join(', ')}</span></span>
              <Button size="s" icon="swap" onClick={() => { onClose(); giveTask({ kind: 'move', booking: b }) }}>{t('action.move')}</Button>
            </li>
          ))}
        </ul>
      </Sheet>
    )
  }
  return (
    <Sheet size="s" title={t('hours.close')} onClose={onClose} onSubmit={() => void close()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" busy={busy} data-testid="close-go">{t('hours.close')}</Button></>}>
      <ErrorSummary errors={errors} />
      <TextField label={labels.day} name="day" value={day} onValue={setDay} maxLength={12} hint={t('hours.dayHint')} echo={read ? dayText(read) : undefined} error={errorOf(errors, 'day')} data-first />
      <Select label={labels.departmentId} name="departmentId" value={departmentId} onValue={setDepartment} none={t('hours.wholeClinic')} options={departments.map((d) => ({ value: d.id, label: departmentName(d) }))} error={errorOf(errors, 'departmentId')} />
      <TextField label={labels.reason} name="reason" value={reason} onValue={setReason} maxLength={120} hint={t('hours.whyHint')} error={errorOf(errors, 'reason')} />
    </Sheet>
  )
}
