import '../consultation/consultation.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { DiagnosisPicker } from '../consultation/DiagnosisPicker'
import { today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { serverNow } from '../kit/clock'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Select, TextArea, TextField } from '../kit/Field'
import { showName } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { toast } from '../kit/toast'
import { departmentName, useDepartments } from '../queue/departments'
import { command, missing, readTime, type Outcome, type Row, type RowForm } from './form'
import { Measured } from './Measured'
import { Who } from './Who'

type Detail = Schema['PaperSheetDetail']
const OUTCOMES: readonly Exclude<Outcome, 'here'>[] = ['home', 'referred', 'admitted', 'died', 'left']
const LEVELS = ['0', '1', '2', '3', '4'] as const

interface Props { detail: Detail; row: Row; form: RowForm; onForm: (to: RowForm) => void; onDone: (detail: Detail) => void }

/** One row in the order of the paper, so that the eye goes along with the keys. Ctrl+Enter saves and the next row is there. */
export function KeyRowForm({ detail, row, form: f, onForm, onDone }: Props) {
  const { sheet } = detail
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const departments = useDepartments().filter((d) => d.active && d.kind !== 'reception')
  const set = (part: Partial<RowForm>) => onForm({ ...f, ...part })
  const staff = detail.clinicians.map((c) => ({ value: c.id, label: c.displayName }))
  useEffect(() => { document.getElementById('arrivedAt')?.focus({ preventScroll: true }) }, [])

  const send = async (call: () => Promise<Detail>, done: (next: Row) => string) => {
    if (busy) return
    setBusy(true)
    try {
      const next = await call()
      toast(done(next.rows.find((r) => r.id === row.id)!))
      onDone(next)
    } catch (e) {
      // Refused for its content: what is sent next is another command. A lost answer is the same one again.
      if (e instanceof ApiError && e.status > 0 && e.status < 500) id.next()
      setErrors(formErrors(e, labels()))
      setBusy(false)
    }
  }
  const save = () => {
    const first = missing(f, sheet.day)
    setErrors(first)
    if (first.length) return
    void send(() => ask(api.POST('/api/v1/downtime/rows/{rowId}/key', { params: { path: { rowId: row.id } }, body: command(id.current, sheet.day, f) })),
      (r) => {
        const who = { ticket: r.ticket, name: showName(r.displayName), number: r.fileNumber }
        return t(r.numberState === 'used' ? 'paper.savedNumber' : 'paper.saved', who)
      })
  }
  const strike = (reason: 'crossed-out' | 'unreadable') => void send(
    () => ask(api.POST('/api/v1/downtime/rows/{rowId}/void', { params: { path: { rowId: row.id } }, body: { id: id.current, reason } })),
    (r) => `${r.ticket}: ${t(`paper.row.${reason}`)}`)
  useShortcuts([{ keys: 'Ctrl+Enter', says: 'shortcut.saveRow', run: save, inFields: true }])

  const time = (name: 'arrivedAt' | 'endedAt') => {
    const read = readTime(f[name])
    return <TextField label={t(`paper.${name}`)} name={name} value={f[name]} onValue={(v) => set({ [name]: v })} inputMode="numeric" maxLength={6} optional={name === 'endedAt'}
      error={errorOf(errors, name)} echo={read && read !== f[name].trim() ? read : undefined} hint={name === 'arrivedAt' && !read ? t('paper.timeHint') : undefined} />
  }
  const ends = [...OUTCOMES.map((value) => ({ value: value as Outcome, label: t(`consult.outcome.${value}`) })),
    ...(sheet.day === today(serverNow()) ? [{ value: 'here' as Outcome, label: t('paper.outcome.here') }] : [])]
  return (
    <form class="card pp-form" noValidate onSubmit={(e) => e.preventDefault()}>
      <header class="card-head">
        <h2>{t('paper.rowOf', { rank: row.rank, ticket: row.ticket })}</h2>
        <span class="sp row row-s wrap pp-strike">
          <span class="cap">{t('paper.strike')}:</span>
          <Button size="s" kind="quiet" onClick={() => strike('crossed-out')} data-testid="crossed-out">{t('paper.row.crossed-out')}</Button>
          <Button size="s" kind="quiet" onClick={() => strike('unreadable')} data-testid="unreadable">{t('paper.row.unreadable')}</Button>
        </span>
      </header>
      <div class="pp-errors"><ErrorSummary errors={errors} /></div>
      <section class="grp">
        <p class="legend">{t('paper.day.time')}</p>
        <div class="fgrid">
          {time('arrivedAt')}
          {time('endedAt')}
          <Select full label={t('paper.otherDepartment')} name="departmentId" value={f.departmentId || sheet.departmentId} onValue={(v) => set({ departmentId: v })} error={errorOf(errors, 'departmentId')}
            options={departments.map((d) => ({ value: d.id, label: departmentName(d) }))} />
        </div>
      </section>
      <Who row={row} form={f} set={set} errors={errors} />
      <section class="grp">
        <p class="legend">{t('paper.day.vitals')}</p>
        <div class="stack">
          <TextField label={t('paper.day.complaint')} name="complaint" value={f.complaint} onValue={(v) => set({ complaint: v })} maxLength={1000} error={errorOf(errors, 'complaint')} />
          <Measured values={f.vitals} onValues={(vitals) => set({ vitals })} errors={errors} />
          <Segmented legend={t('paper.colour')} name="level" value={f.level} onValue={(level) => set({ level })} error={errorOf(errors, 'level')}
            options={LEVELS.map((value) => ({ value, label: value === '0' ? t('paper.colour.0') : `${value} ${t(`paper.colour.${value}`)}` }))} />
          <Select label={t('paper.triagedBy')} name="triagedBy" value={f.triagedBy} onValue={(v) => set({ triagedBy: v })} none={t('paper.sameAsSeen')} options={staff} error={errorOf(errors, 'triagedBy')} />
        </div>
      </section>
      <section class="grp">
        <p class="legend">{t('consult.outcome')}</p>
        <div class="stack">
          <Segmented<Outcome> quiet legend={t('consult.outcome')} name="outcome" value={f.outcome} onValue={(outcome) => set({ outcome })} options={ends} error={errorOf(errors, 'outcome')} />
          {f.outcome === 'referred' && <TextField label={t('paper.referredTo')} name="referredTo" value={f.referredTo} onValue={(v) => set({ referredTo: v })} maxLength={120} error={errorOf(errors, 'referredTo')} />}
          {f.outcome !== 'here' && <>
            <DiagnosisPicker value={f.diagnoses} onValue={(diagnoses) => set({ diagnoses })} error={errorOf(errors, 'diagnoses')} />
            <TextArea label={t('paper.medicines')} name="medicines" value={f.medicines} onValue={(v) => set({ medicines: v })} rows={2} maxLength={2000} />
          </>}
          <Select label={t('paper.seenBy')} name="seenBy" value={f.seenBy} onValue={(v) => set({ seenBy: v })} none={t('paper.nobody')} options={staff} error={errorOf(errors, 'seenBy')} />
        </div>
      </section>
      <footer class="actions pp-actions">
        <span class="sp" />
        <Button kind="primary" keys="Ctrl Enter" busy={busy} onClick={save} data-testid="save-row">{t('paper.saveRow')}</Button>
      </footer>
    </form>
  )
}

const labels = (): Record<string, string> => ({
  arrivedAt: t('paper.arrivedAt'), endedAt: t('paper.endedAt'), departmentId: t('paper.department'), 'find-paper': t('paper.person'), patientId: t('paper.person'),
  complaint: t('paper.day.complaint'), level: t('paper.colour'), triagedBy: t('paper.triagedBy'), seenBy: t('paper.seenBy'), outcome: t('consult.outcome'),
  referredTo: t('paper.referredTo'), diagnoses: t('consult.diagnosis'), medicines: t('consult.medicines'), day: t('paper.dayOnSheet'),
  'newPatient.familyName': t('name.family'), 'newPatient.givenNames': t('name.given'), 'newPatient.birthDate': t('birth.label'), 'newPatient.village': t('village.label'),
  'newPatient.sex': t('sex.label'), 'vitals.temperatureCel': t('vital.temperature'), 'vitals.heartRate': t('vital.pulse'), 'vitals.respiratoryRate': t('vital.respiration'),
  'vitals.systolicMmHg': t('vital.bp'), 'vitals.diastolicMmHg': t('vital.bp'), 'vitals.spo2Percent': t('vital.spo2'), 'vitals.weightKg': t('vital.weight'), 'vitals.glucoseMmolL': t('vital.glucose'),
})
