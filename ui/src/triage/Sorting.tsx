import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { Lazy } from '../app/Lazy'
import { ApiError, errorOf, errorText, formErrors } from '../app/problem'
import { back, navigate } from '../app/router'
import { hasRole } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { useDraft } from '../app/useDraft'
import { allergyState } from '../chart/allergy'
import { timeText } from '../i18n/dates'
import { laterWords, t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { ManyChips } from '../kit/choice'
import { serverNow } from '../kit/clock'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { PatientBanner, showName } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { toast } from '../kit/toast'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { Wait } from '../kit/Wait'
import { start } from '../queue/commands'
import { nextForTriage } from '../queue/rows'
import { useBoard } from '../queue/useBoard'
import { standing } from './decide'
import { Feels } from './Feels'
import { blank, chartOfAge, figureProblems, restored, saving, type Chart, type Decided, type Form, type SaidWhy } from './form'
import { chartLabel } from './labels'
import { lastValues } from './last'
import { ScoreBar, ScorePanel } from './ScorePanel'
import type { Sign } from './Signs'
import { useOutOfSight } from './useOutOfSight'
import { useScore } from './useScore'
import { lastText, Vitals, VITAL_LABELS } from './Vitals'

/** The short list of complaints; `complaint.<code>` is its word everywhere. */
const COMPLAINTS = ['fever', 'cough', 'breathing', 'pain', 'vomiting', 'diarrhoea', 'injury', 'other'] as const

const GROWING_YEARS = 18

export const patientSaid = () => laterWords(import('./PatientSaid'))

interface Props { chart: Schema['Chart']; record: Schema['VisitRecord']; signs: readonly Sign[] }

/** The triage of one patient who is here: one form, the score beside it, one press to the next patient. */
export function Sorting({ chart: record, record: { visit, triages }, signs }: Props) {
  const { patient, patientSaid: said } = record
  const [form, setForm] = useState<Form>(blank)
  const set = (part: Partial<Form>) => setForm((f) => ({ ...f, ...part, measuredAt: part.numbers && !f.measuredAt ? new Date(serverNow()).toISOString() : part.measuredAt ?? f.measuredAt }))
  const draft = useDraft(visit.id, patient.id, 'triage', form, (kept) => setForm(restored(kept)))
  const line = useBoard()
  const next = nextForTriage(line.all?.entries ?? [], visit.id)
  const row = line.all?.entries.find((r) => r.visitId === visit.id)

  // The words for moving follow the chart the server took; before its first answer, the age.
  const [byServer, setByServer] = useState<Chart | undefined>()
  const chart = byServer ?? chartOfAge(patient.age)
  const { result, problems, error } = useScore(patient.id, form, chart)
  useEffect(() => {
    if (!result) return
    setByServer((result.tews.chart || undefined) as Chart | undefined)
    setForm((f) => {
      const decision = standing(f.decision, result.computed)
      return decision === f.decision ? f : { ...f, decision }
    })
  }, [result])

  const [errors, setErrors] = useState<FormError[]>([])
  const [failed, setFailed] = useState('')
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const labels = useLabels()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const wrong = useMemo(() => formErrors(new ApiError(422, { code: 'invalid', errors: [...figureProblems(form), ...problems] }), labels), [form, problems, labels])
  // No complaint while somebody types: a field is looked at when it is left, all of them when Save is pressed.
  const errorAt = (field: string) => (left.has(field) ? errorOf(wrong, field) : undefined) ?? errorOf(errors, field)

  // A second press, or a lost answer, sends the same command; a changed form is a new one.
  const written = JSON.stringify(form)
  const sent = useRef('')
  useEffect(() => {
    if (sent.current && sent.current !== written) {
      sent.current = ''
      command.next()
      setErrors([])
      setFailed('')
    }
  }, [written])

  const save = async (goOn: boolean) => {
    if (busy) return
    const figures = figureProblems(form)
    if (figures.length) {
      sent.current = written
      setErrors(formErrors(new ApiError(422, { code: 'invalid', errors: figures }), labels))
      return
    }
    setBusy(true)
    setFailed('')
    sent.current = written
    try {
      const saved = await ask(api.POST('/api/v1/visits/{visitId}/triage', { params: { path: { visitId: visit.id } }, body: saving(form, chart, command.current, patient.id) }))
      draft.end()
      const done = t('triage.saved', { ticket: visit.ticket, level: t(`level.${saved.triage.outcome.level as Level}`) })
      toast(done)
      if (!goOn || !next || !(await start(next, 'triage', done))) navigate(hasRole('nurse') ? '/' : '/queue')
    } catch (e) {
      if (e instanceof ApiError && e.code === 'invalid') setErrors(formErrors(e, labels))
      else setFailed(errorText(e))
    } finally {
      setBusy(false)
    }
  }
  useShortcuts([
    { keys: 'Ctrl+S', says: 'shortcut.save', run: () => void save(false), inFields: true },
    { keys: 'Ctrl+Enter', says: 'shortcut.saveNext', run: () => void save(true), inFields: true },
  ])

  const last = useMemo(() => lastValues(record), [record])
  const [more, setMore] = useState(false)
  const [panel, panelAway] = useOutOfSight()
  const years = patient.age ? (patient.age.unit === 'years' ? patient.age.value : 0) : undefined
  const before = triages.at(-1)
  const name = showName(patient.displayName)

  return (
    <Page name="triage" title={`${t('triage.title')}: ${visit.ticket}`} flush
      banner={
        <PatientBanner person={{ ...patient, phone: undefined }} ticket={visit.ticket} allergy={allergyState(record)}
          wait={row && row.status !== 'serving' ? <Wait since={row.waitingSince} target={row.targetMinutes} /> : <>{t('wait.title')} <Wait since={visit.arrivedAt} /></>}
          before={<IconButton icon="back" label={t('action.back')} onClick={() => back('/queue')} />}>
          {row?.nameAlert && <p class="alertname"><Icon name="users" size="s" />{t('nameAlert.here')}</p>}
        </PatientBanner>
      }
      actions={
        <>
          {failed && <div class="tri-failed"><Note tone="danger" alert>{failed}</Note></div>}
          {panelAway && <ScoreBar form={form} result={result} />}
          <span class={`cap row row-s tri-draft${draft.failed ? ' b' : ''}`} role="status" data-testid="draft-state">
            {draft.failed ? <><Icon name="warn" size="s" />{t('draft.failed')}</> : draft.savedAt ? <><Icon name="check" size="s" />{t('draft.saved', { time: timeText(draft.savedAt) })}</> : null}
          </span>
          <span class="sp" />
          <Button kind={next ? 'plain' : 'primary'} busy={busy} keys="Ctrl S" data-testid="save" onClick={() => void save(false)}>{t('action.save')}</Button>
          {next && <Button kind="primary" busy={busy} iconEnd="go" data-testid="save-next" onClick={() => void save(true)}>{t('triage.saveNext', { ticket: next.ticket })}</Button>}
        </>
      }>
      <div class="tri-grid">
        <form class="tri-form" noValidate aria-label={`${t('triage.title')}, ${name}`} onSubmit={(e) => { e.preventDefault(); void save(true) }}
          onFocusOut={(e) => { const id = (e.target as HTMLElement).id.replace(/-lower$/, ''); if (id) setLeft((l) => new Set([...l, id, ...(id === 'input.systolicMmHg' ? ['input.diastolicMmHg'] : [])])) }}>
          <ErrorSummary errors={errors} />
          {said.length > 0 && <Lazy over load={patientSaid} props={{ said, decided: form.decision, computed: result?.computed ?? 0, why: form.said, errorAt, onWhy: (why: SaidWhy) => set({ said: why }), onDecided: (decision: Decided) => set({ decision }) }} />}
          {before && <Note tone="info"><span class="row row-s wrap">{t('triage.before', { time: timeText(before.at), name: before.author })} <TriageBadge level={before.outcome.level as Level} /></span></Note>}
          <section>
            <div class="row sec"><h2 id="complaint-head">{t('triage.complaint')}</h2></div>
            <ManyChips quiet legend={t('triage.complaint')} name="complaint" value={form.chips} onValue={(chips) => set({ chips })} options={COMPLAINTS.map((value) => ({ value, label: t(`complaint.${value}`) }))} />
            <label class="tri-words"><span class="vh">{t('triage.inTheirWords')}</span>
              <input class="in" id="complaint.text" name="complaint.text" autoComplete="off" maxLength={1000} placeholder={t('triage.inTheirWords')} value={form.text} onInput={(e) => set({ text: e.currentTarget.value })} /></label>
          </section>
          <section>
            <div class="row sec wrap">
              <h2>{t('triage.measure')}</h2>
              <span class="cap" data-testid="chart-used">{chart ? chartLabel(chart) : t('triage.noChart')}</span>
              {lastText(last.at) && <span class="cap">{lastText(last.at)}</span>}
              {!more && <button type="button" class="fold sp" aria-expanded={false} data-testid="more-measures" onClick={() => setMore(true)}><Icon name="plus" />{t('triage.moreMeasures')}</button>}
            </div>
            <Vitals form={form} set={set} result={result} last={last} more={more} needsHeight={years === undefined || years < GROWING_YEARS} errorAt={errorAt} />
          </section>
          <Feels form={form} set={set} chart={chart} result={result} errorAt={errorAt} />
        </form>
        <ScorePanel panel={panel} form={form} result={result} chart={chart} signs={signs} said={said.some((s) => !s.review)} errorAt={errorAt} failed={error === undefined ? undefined : errorText(error)}
          onSigns={(ids) => set({ signs: ids })} onDecided={(decision) => set({ decision })} onMeasuredNow={() => set({ measuredAt: new Date(serverNow()).toISOString() })} />
      </div>
    </Page>
  )
}

/** What stands on the page for each name the server may complain about. */
function useLabels(): Record<string, string> {
  const said = t('triage.title') // the words of this render's language
  return useMemo(() => ({
    ...Object.fromEntries(Object.entries(VITAL_LABELS).map(([field, key]) => [field, t(key)])),
    'input.avpu': t('triage.awake'), 'input.mobility': t('triage.moving'), 'input.trauma': t('triage.injury'), 'input.painScore': t('triage.pain'),
    'complaint.text': t('triage.inTheirWords'), 'decision.level': t('level.label'), 'decision.reason': t('triage.reason'),
    'decision.reasonText': t('triage.reasonText'), 'said.reason': t('triage.reason'), 'said.text': t('triage.reasonText'), 'decision.unfinishedReason': t('triage.whyUnfinished'),
  }), [said])
}
