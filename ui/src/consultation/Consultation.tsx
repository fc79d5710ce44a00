import './consultation.css'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { errorOf, errorText, formErrors } from '../app/problem'
import { navigate } from '../app/router'
import { session } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { useDraft } from '../app/useDraft'
import { bookAfter, FollowUp, useFollowUp } from '../booking/FollowUp'
import type { To } from '../booking/calls'
import { readDay } from '../booking/week'
import { useLive } from '../app/live'
import { useLoad } from '../app/useLoad'
import { uuidv7 } from '../app/uuidv7'
import type { PageArgs } from '../app/pages'
import { dateText, isoDate, timeText, today } from '../i18n/dates'
import { rich, t } from '../i18n/words'
import { fetchFirst, Lazy } from '../app/Lazy'
import { laterWords } from '../i18n/words'
import { isLinking } from '../joined/file'
import { useStanding } from '../joined/standing'
import { Button } from '../kit/Button'
import { Chips, Segmented } from '../kit/choice'
import { serverNow } from '../kit/clock'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Select, TextArea, TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { PatientBanner, showName } from '../kit/person'
import { toast } from '../kit/toast'
import { complain } from '../app/complain'
import { allergyState } from '../chart/allergy'
import { DiagnosisPicker, type Diagnosis } from './DiagnosisPicker'
import { MedicineLines, type Prescription } from './MedicineLines'
import { mine, MyLine, type QueueRow } from './MyLine'
import { TriageStrip } from './TriageStrip'

type Outcome = 'home' | 'referred' | 'admitted' | 'died' | 'left'
type Back = 'none' | 'week' | 'twoWeeks' | 'month' | 'date'

/** What is written, as the draft keeps it. */
interface Writing {
  complaint: string
  examination: string
  advice: string
  diagnoses: Diagnosis[]
  prescriptions: Prescription[]
  back: Back | ''
  backOn: string
  /** The place chosen by hand; else the nearest free one is taken. */
  backAt?: To
  outcome: Outcome | ''
  referTo: string
  referWhy: string
  referUrgency: 'routine' | 'urgent' | 'emergency'
  moveTo: string
}

const blank: Writing = {
  complaint: '', examination: '', advice: '', diagnoses: [], prescriptions: [], back: '', backOn: '', outcome: '',
  referTo: '', referWhy: '', referUrgency: 'routine', moveTo: '',
}

const DAYS: Record<'week' | 'twoWeeks' | 'month', number> = { week: 7, twoWeeks: 14, month: 28 }

/** The civil day so many days after another. */
export function daysAfter(day: string, n: number): string {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  const at = new Date(Date.UTC(y, m - 1, d + n))
  return isoDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
}

function followUpOn(w: Writing): string | undefined {
  if (w.back === 'date') return readDay(w.backOn, today(serverNow()))
  return w.back === '' || w.back === 'none' ? undefined : daysAfter(today(serverNow()), DAYS[w.back])
}

/** The command that signs what is written. */
export function signing(w: Writing, id: string, patientId: string, booked?: string): Schema['SignNote'] {
  const on = booked ?? followUpOn(w) ?? (w.back === 'date' && w.backOn ? w.backOn : undefined) // what is no day is refused, with its field named
  return {
    id, patientId, complaint: w.complaint, examination: w.examination, advice: w.advice, diagnoses: w.diagnoses, prescriptions: w.prescriptions,
    outcome: w.outcome as Outcome, followUp: on ? { on, note: '' } : undefined,
    referral: w.outcome === 'referred' ? { to: w.referTo, reason: w.referWhy, urgency: w.referUrgency } : undefined,
    moveTo: w.moveTo || undefined,
  }
}

const saidQuotes = () => laterWords(import('../triage/SaidQuote'))

export default function Consultation({ params }: PageArgs) {
  const patientId = params['id']!
  const me = session.value?.staff.id ?? ''
  const chart = useLoad(async () => {
    const found = await ask(api.GET('/api/v1/patients/{patientId}/chart', { params: { path: { patientId } } }))
    if (found.patientSaid.length) await fetchFirst(saidQuotes).catch(() => undefined)
    return found
  }, [patientId])
  const board = useLoad(() => ask(api.GET('/api/v1/queue', {})), [])
  const departments = useLoad(() => ask(api.GET('/api/v1/departments')), [])
  useLive(['queue'], board.reload)
  // Another file of the same person may bring an allergy.
  useLive(['queue'], chart.reload, (e) => isLinking(e) && e.subject.id === patientId)
  useStanding(chart.data?.patient)

  const visit = chart.data?.openVisit?.visit
  const line = mine(board.data?.entries ?? [], me)
  const next = line.find((r) => r.visitId !== visit?.id && r.stage === 'waiting')
  const name = chart.data ? showName(chart.data.patient.displayName) : ''

  return (
    <Page name="consultation" title={name ? `${t('consult.title')}: ${name}` : t('consult.title')} flush task={!!visit}>
      <div class="con-main">
        <MyLine rows={line} current={visit?.id} onPick={(r) => void begin(r)} />
        <section class="con">
          {!chart.data ? (chart.error ? <Note tone="danger" alert>{errorText(chart.error)}</Note> : <Skeleton rows={6} />)
            : !chart.data.openVisit ? <><h1 class="vh">{name}</h1><Empty title={t('consult.noVisit', { name })} text={t('consult.noVisit.text')}><Button href={`/patients/${patientId}`}>{t('action.openChart')}</Button></Empty></>
            : <Writer key={chart.data.openVisit.visit.id} chart={chart.data} record={chart.data.openVisit} next={next} departments={departments.data?.departments ?? []} />}
        </section>
      </div>
    </Page>
  )
}

/** Opens a person from the line; who was only waiting is started, and that can be taken back. */
export async function begin(row: QueueRow): Promise<void> {
  if (row.stage === 'waiting') {
    try {
      await ask(api.POST('/api/v1/queue/{entryId}/start', { params: { path: { entryId: row.id } }, body: { id: uuidv7(), patientId: row.patient.id } }))
      toast(t('queue.started', { name: showName(row.patient.displayName) }), () => {
        ask(api.POST('/api/v1/queue/{entryId}/wait', { params: { path: { entryId: row.id } }, body: { id: uuidv7(), patientId: row.patient.id } }))
          .catch((e: unknown) => complain(e))
      })
    } catch (e) {
      complain(e)
      return
    }
  }
  navigate(`/consult/${row.patient.id}`)
}

interface WriterProps {
  chart: Schema['Chart']
  record: Schema['VisitRecord']
  next: QueueRow | undefined
  departments: readonly Schema['Department'][]
}

function Writer({ chart, record, next, departments }: WriterProps) {
  const { patient } = chart
  const { visit } = record
  const [w, setW] = useState<Writing>(blank)
  const set = (part: Partial<Writing>) => setW((old) => ({ ...old, ...part }))
  const draft = useDraft(visit.id, patient.id, 'consultation', w, (found) => setW({ ...blank, ...found }))
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const triage = record.triages.at(-1)
  const said = chart.patientSaid.filter((s) => s.visitId === visit.id)
  const allergies = useMemo(() => chart.allergies.map((a) => ({ substance: a.substance, class: a.class })), [chart.allergies])
  const signed = record.encounters.filter((e) => !e.struck)
  const wanted = w.outcome === 'died' ? undefined : followUpOn(w)
  const follow = useFollowUp(patient.id, visit.departmentId, wanted, w.backAt)
  const labels: Record<string, string> = {
    complaint: t('consult.cameFor'), examination: t('consult.examination'), advice: t('consult.advice'), diagnoses: t('consult.diagnosis'),
    prescriptions: t('consult.medicines'), outcome: t('consult.outcome'), 'referral.to': t('consult.referral'), 'followUp.on': t('consult.comeBack'),
  }

  // A second press, or a lost answer, sends the same command; a changed text is a new one.
  const written = JSON.stringify(w)
  const sent = useRef('')
  useEffect(() => {
    if (sent.current && sent.current !== written) command.next()
  }, [written])

  const sign = async (goOn: boolean) => {
    if (!w.outcome) {
      setErrors([{ field: 'outcome', text: t('error.required', { field: labels['outcome']! }) }])
      return
    }
    setBusy(true)
    sent.current = written
    try {
      const place = await follow.settled()
      await ask(api.POST('/api/v1/visits/{visitId}/encounters', { params: { path: { visitId: visit.id } }, body: signing(w, command.current, patient.id, (place.to ?? place.already)?.day) }))
      draft.end()
      const booked = place.to && await bookAfter(patient, place.to)
      toast([t(w.moveTo ? 'consult.signedMoved' : 'consult.signedClosed', { name: showName(patient.displayName) }), booked?.says].filter(Boolean).join(' '), w.moveTo ? undefined : () => { reopen(visit.id, patient.id); booked?.undo() }, booked?.tone)
      if (goOn && next) await begin(next)
      else navigate('/')
    } catch (e) {
      setErrors(formErrors(e, labels))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class="con-form" noValidate onSubmit={(e) => { e.preventDefault(); void sign(true) }}
      onKeyDown={(e) => { if (e.key === 'Enter' && e.ctrlKey) { e.preventDefault(); void sign(true) } }}>
      <PatientBanner person={patient} allergy={allergyState(chart)} ticket={visit.ticket}><a class="con-chart" href={`/patients/${patient.id}`}>{t('action.openChart')}</a></PatientBanner>
      <TriageStrip triage={triage} />
      {said.length > 0 && <div class="con-note"><Lazy over load={saidQuotes} props={{ said }} /></div>}
      <ErrorSummary errors={errors} />
      {signed.length > 0 && <div class="con-note"><Note tone="info">{t('consult.signedBefore', { time: timeText(signed.at(-1)!.signedAt), name: signed.at(-1)!.author.displayName })}</Note></div>}
      <div class="con-grid">
        <div class="con-col">
          <TextArea label={labels['complaint']!} name="complaint" rows={4} maxLength={4000} value={w.complaint} onValue={(complaint) => set({ complaint })} error={errorOf(errors, 'complaint')} />
          <TextArea label={labels['examination']!} name="examination" rows={3} maxLength={4000} value={w.examination} onValue={(examination) => set({ examination })} />
          <DiagnosisPicker value={w.diagnoses} onValue={(diagnoses) => set({ diagnoses })} error={errorOf(errors, 'diagnoses')} />
        </div>
        <div class="con-col">
          <div>
            <div class="row sec"><span class="lab" id="meds-head">{labels['prescriptions']}</span>
              {w.prescriptions.length === 0 && chart.medicines.length > 0 && (
                <button type="button" class="linklike sp" onClick={() => set({ prescriptions: repeated(chart.medicines) })}>{t('consult.medicine.repeat', { date: dateText(chart.medicines[0]!.prescribedAt.slice(0, 10)) })}</button>
              )}
            </div>
            <MedicineLines value={w.prescriptions} onValue={(prescriptions) => set({ prescriptions })} allergies={allergies} />
          </div>
          <TextArea label={labels['advice']!} name="advice" rows={2} maxLength={2000} value={w.advice} onValue={(advice) => set({ advice })} />
          <Chips<Back> legend={labels['followUp.on']!} name="back" value={w.back} onValue={(back) => set({ back, backAt: undefined })} error={errorOf(errors, 'followUp.on')}
            options={(['none', 'week', 'twoWeeks', 'month', 'date'] as const).map((value) => ({ value, label: t(`consult.comeBack.${value}`) }))} />
          {w.back === 'date'
            ? <TextField label={t('consult.comeBack.on')} name="backOn" value={w.backOn} maxLength={10} placeholder="2026-12-24" onValue={(backOn) => set({ backOn, backAt: undefined })} echo={followUpOn(w) && dateText(followUpOn(w)!)} />
            : followUpOn(w) && !follow.to && !follow.already && <p class="echo"><Icon name="check" size="s" />{dateText(followUpOn(w)!)}</p>}
          <FollowUp patient={patient} proposal={follow} begin={{ departmentId: visit.departmentId, day: wanted ?? '' }} onChoose={(backAt) => set({ backAt })} />
          <Segmented<Outcome> legend={labels['outcome']!} name="outcome" value={w.outcome} onValue={(outcome) => set({ outcome })} error={errorOf(errors, 'outcome')}
            options={(['home', 'referred', 'admitted', 'died', 'left'] as const).map((value) => ({ value, label: t(`consult.outcome.${value}`) }))} />
          {w.outcome === 'referred' && (
            <div class="refer">
              <TextField label={labels['referral.to']!} name="referral.to" value={w.referTo} maxLength={120} onValue={(referTo) => set({ referTo })} error={errorOf(errors, 'referral.to')} />
              <TextField label={t('consult.referral.why')} name="referral.reason" value={w.referWhy} maxLength={1000} onValue={(referWhy) => set({ referWhy })} />
              <Segmented legend={t('consult.referral.urgency')} name="urgency" value={w.referUrgency} onValue={(referUrgency) => set({ referUrgency })}
                options={(['routine', 'urgent', 'emergency'] as const).map((value) => ({ value, label: t(`consult.referral.${value}`) }))} />
            </div>
          )}
          <Select label={t('consult.moveTo')} name="moveTo" value={w.moveTo} onValue={(moveTo) => set({ moveTo })} none={t('consult.moveTo.none')}
            options={departments.filter((d) => d.active && d.id !== visit.departmentId).map((d) => ({ value: d.id, label: d.name }))} />
        </div>
      </div>
      <div class="actions">
        <span class="cap row row-s" role="status" data-testid="draft-state">
          {draft.failed ? <><Icon name="warn" size="s" />{t('draft.failed')}</> : draft.savedAt ? <><Icon name="check" size="s" />{t('draft.saved', { time: timeText(draft.savedAt) })}</> : t('consult.nothingSaved')}
        </span>
        <span class="sp" />
        <Button busy={busy} onClick={() => void sign(false)} data-testid="sign">{t('action.sign')}</Button>
        <Button kind="primary" type="submit" busy={busy} iconEnd="go" keys="Ctrl Enter" data-testid="sign-next">
          {next ? rich('consult.signNextTicket', { ticket: next.ticket }) : t('action.signNext')}
        </Button>
      </div>
    </form>
  )
}

/** The lines of the newest visit that prescribed anything. */
function repeated(medicines: readonly Schema['Medicine'][]): Prescription[] {
  const visitId = medicines[0]?.visitId
  return medicines.filter((m) => m.visitId === visitId).map(({ prescribedAt: _at, visitId: _visit, ...line }) => line)
}

function reopen(visitId: string, patientId: string): void {
  ask(api.POST('/api/v1/visits/{visitId}/reopen', { params: { path: { visitId } }, body: { id: uuidv7(), patientId } }))
    .then(() => navigate(`/consult/${patientId}`), (e: unknown) => complain(e))
}
