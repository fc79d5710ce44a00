import './chart.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useFollow, useLive } from '../app/live'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { useSoon } from '../app/useSoon'
import { PatientBookings } from '../booking/PatientBookings'
import { FamilyPanel } from '../family/FamilyPanel'
import { dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { concerns, filesOf, fromFile } from '../joined/file'
import { JoinedFiles } from '../joined/JoinedFiles'
import { JoinedNote } from '../joined/JoinedNote'
import { useStanding } from '../joined/standing'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { PatientBanner, showName } from '../kit/person'
import type { Level } from '../kit/TriageBadge'
import { NumbersPanel } from '../numbers/NumbersPanel'
import { PhotoPanel } from '../photo/PhotoPanel'
import { WhoOpened } from '../privacy/WhoOpened'
import { allergyState } from './allergy'
import { AllergySheet } from './AllergySheet'
import { Identity } from './Identity'
import { ProblemSheet } from './ProblemSheet'
import { Trend } from './Trend'
import { VisitRecord } from './VisitRecord'

type Tab = 'visit' | 'past' | 'identity' | 'opened'

/** Everything known about a patient, for clinicians. Opening it is in the journal. */
export default function ChartPage({ params }: PageArgs) {
  const patientId = params['id']!
  const chart = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}/chart', { params: { path: { patientId } } })), [patientId])
  const reread = useSoon(chart.reload)
  const files = filesOf(patientId, chart.data?.patient)
  useFollow(files)
  useLive(['queue', 'patient'], reread, (e) => concerns(files, e) && !e.action.startsWith('queue.'))
  useStanding(chart.data?.patient)
  const [tab, setTab] = useState<Tab>('visit')
  const [sheet, setSheet] = useState<'allergy' | 'problem'>()
  const c = chart.data
  const name = c ? showName(c.patient.displayName) : ''
  const visit = c?.openVisit?.visit
  const tabs: readonly (readonly [Tab, string])[] = [
    ['visit', t('chart.thisVisit')], ['past', `${t('chart.pastVisits')} ${c?.pastVisits.length ?? ''}`], ['identity', t('chart.identity')],
    ...(can('patient.access') ? [['opened', t('chart.whoOpened')] as const] : []),
  ]
  const banner = c && (
    <>
      <PatientBanner person={c.patient} allergy={allergyState(c)} ticket={visit?.ticket} level={visit ? (visit.level as Level) : undefined} />
      <div class="tabs" role="group" aria-label={t('chart.title', { name })}>
        {tabs.map(([id, label]) => <button key={id} type="button" class="tab" aria-pressed={tab === id} onClick={() => setTab(id)} data-testid={`tab-${id}`}>{label}</button>)}
        <span class="sp" />
        <Button size="s" icon="print" href={`/print/summary/${patientId}`}>{t('action.print')}</Button>
        {visit && can('encounter.sign') && <Button size="s" kind="primary" icon="pen" href={`/consult/${patientId}`}>{t('chart.continueNote')}</Button>}
      </div>
    </>
  )
  return (
    <Page name="chart" title={name ? t('chart.title', { name }) : t('chart.thisVisit')} banner={banner} class="chart-page">
      {!c && (chart.error ? <Note tone="danger" alert>{errorText(chart.error)}</Note> : <Skeleton rows={6} />)}
      {c && <JoinedNote patient={c.patient} onChange={reread} />}
      {c && tab === 'opened' && <WhoOpened patientId={patientId} />}
      {c && tab !== 'opened' && (
        <div class="chart-grid">
          <div class="stack">
            {tab === 'visit' && (c.openVisit
              ? <VisitRecord record={c.openVisit} from={fromFile(c.patient, c.openVisit.visit.patientId)} onChange={reread} open />
              : <section class="card pad"><h2>{t('chart.notHere')}</h2><p class="t2">{t('chart.notHere.text')}</p></section>)}
            {tab === 'visit' && <Trend chart={c} />}
            {tab === 'past' && (c.pastVisits.length
              ? c.pastVisits.map((r) => <VisitRecord key={r.visit.id} record={r} from={fromFile(c.patient, r.visit.patientId)} onChange={reread} />)
              : <section class="card pad"><p class="t2">{t('chart.noPastVisits')}</p></section>)}
            {tab === 'identity' && <><Identity patient={c.patient} /><NumbersPanel patient={c.patient} onChange={reread} /><FamilyPanel patient={c.patient} onChange={reread} /><JoinedFiles patient={c.patient} /><PhotoPanel patient={c.patient} onChange={reread} /></>}
          </div>
          <div class="stack">
            <Allergies chart={c} onAdd={() => setSheet('allergy')} />
            <PatientBookings patient={c.patient} />
            <Problems chart={c} onAdd={() => setSheet('problem')} />
            <Medicines chart={c} />
          </div>
        </div>
      )}
      {c && sheet === 'allergy' && <AllergySheet chart={c} onClose={() => setSheet(undefined)} onDone={() => { setSheet(undefined); reread() }} />}
      {c && sheet === 'problem' && <ProblemSheet patientId={patientId} onClose={() => setSheet(undefined)} onDone={() => { setSheet(undefined); reread() }} />}
    </Page>
  )
}

function Allergies({ chart, onAdd }: { chart: Schema['Chart']; onAdd: () => void }) {
  return (
    <section class="card" aria-labelledby="allergies-head">
      <header class="card-head"><h2 id="allergies-head">{t('chart.allergies')}</h2><button type="button" class="linklike sp" onClick={onAdd} data-testid="add-allergy">{t('action.add')}</button></header>
      {chart.allergies.length > 0
        ? <ul class="plain">{chart.allergies.map((a) => <li key={a.id}><b class="danger"><Icon name="stop" size="s" /> {a.substance}</b><From patient={chart.patient} file={a.patientId} /><span class="cap">{a.reaction}</span></li>)}</ul>
        : <p class="plain-none">{chart.noKnownAllergiesSaidAt ? t('allergy.noneKnownOn', { date: dateText(chart.noKnownAllergiesSaidAt.slice(0, 10)) }) : t('allergy.notAsked')}</p>}
    </section>
  )
}

function From({ patient, file }: { patient: Schema['Patient']; file: string }) {
  const from = fromFile(patient, file)
  return from ? <span class="jn-from">{from}</span> : null
}

function Problems({ chart, onAdd }: { chart: Schema['Chart']; onAdd: () => void }) {
  return (
    <section class="card" aria-labelledby="problems-head">
      <header class="card-head"><h2 id="problems-head">{t('chart.problems')}</h2><button type="button" class="linklike sp" onClick={onAdd} data-testid="add-problem">{t('action.add')}</button></header>
      {chart.problems.length > 0
        ? <ul class="plain">{chart.problems.map((p) => <li key={p.id}><b>{p.text}</b><From patient={chart.patient} file={p.patientId} /><span class="cap">{[p.since && t('chart.since', { date: dateText(p.since) }), p.code].filter(Boolean).join(', ')}</span></li>)}</ul>
        : <p class="plain-none">{t('chart.noProblems')}</p>}
    </section>
  )
}

function Medicines({ chart }: { chart: Schema['Chart'] }) {
  const fileOf = new Map([...(chart.openVisit ? [chart.openVisit] : []), ...chart.pastVisits].map((r) => [r.visit.id, r.visit.patientId]))
  return (
    <section class="card" aria-labelledby="medicines-head">
      <header class="card-head"><h2 id="medicines-head">{t('chart.medicines')}</h2></header>
      {chart.medicines.length > 0
        ? <ul class="plain">{chart.medicines.slice(0, 12).map((m) => <li key={m.medicine + m.prescribedAt}><b>{[m.medicine, m.strength].filter(Boolean).join(' ')}</b><From patient={chart.patient} file={fileOf.get(m.visitId) ?? chart.patient.id} /><span class="cap num">{[m.frequency, dateText(m.prescribedAt.slice(0, 10))].filter(Boolean).join(', ')}</span></li>)}</ul>
        : <p class="plain-none">{t('chart.noMedicines')}</p>}
    </section>
  )
}
