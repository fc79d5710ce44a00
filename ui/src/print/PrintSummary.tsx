import './summary.css'
import { api, ask, type Schema } from '../app/api'
import type { PageArgs } from '../app/pages'
import { session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { allergyState } from '../chart/allergy'
import { shownVitals } from '../consultation/TriageStrip'
import { dateText, dayText, instantText, timeText } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { serverNow } from '../kit/clock'
import { Mark } from '../kit/Logo'
import { Empty } from '../kit/message'
import { ageText, bornText, showName } from '../kit/person'
import { groups } from './face'
import { PrintPage } from './PrintPage'

type Chart = Schema['Chart']
type Record = Schema['VisitRecord']
type Written = NonNullable<Schema['Encounter']['note']>
const SHAPES = ['○', '◆', '▲', '■', '●'] as const
const UNITS: Partial<{ [label in Key]: string }> = { 'vital.temperature': '°C', 'vital.pulse': '/min', 'vital.respiration': '/min', 'vital.bp': 'mmHg' }

/** The newest visit on A4, for the patient or the next clinic. Only what stands: nothing that was struck through. */
export default function PrintSummary({ params }: PageArgs) {
  const patientId = params['patientId']!
  const load = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}/chart', { params: { path: { patientId } } })), [patientId])
  const chart = load.data
  const record = chart && (chart.openVisit ?? chart.pastVisits[0])
  return (
    <PrintPage name="summary" title={t('print.summary')} size={t('print.size.a4')} margins from={`/patients/${patientId}`} ready={!!record} error={load.error}>
      {chart && !record && <Empty title={t('chart.noPastVisits')} />}
      {chart && record && <Summary chart={chart} record={record} />}
    </PrintPage>
  )
}

function Summary({ chart, record }: { chart: Chart; record: Record }) {
  const { patient: p } = chart
  const { facility, staff } = session.value!
  const { visit } = record
  const standing = record.encounters.filter((e) => !e.struck && e.note)
  const notes = standing.map((e) => e.note!)
  const triage = record.triages.at(-1)
  const last = standing.at(-1)
  const born = bornText(p)
  return (
    <article class="vs">
      <header class="vs-head">
        <Mark class="vs-mark" />
        <div><b>{showName(facility.name)}</b><p>{[facility.district, facility.phone && `Tel. ${facility.phone}`].filter(Boolean).join('. ')}</p></div>
        <div class="vs-r"><b>{t('print.summary')}</b><p>{dateText(visit.day)}, {t('ticket.label')} {visit.ticket}</p></div>
      </header>
      <section class="vs-pat">
        <div><h2>{showName(p.displayName)}</h2><p>{t(`sex.${p.sex}`)}, {ageText(p.age)}{born && ` (${born})`}. {p.village}</p></div>
        {p.fileNumber && <p class="vs-file"><small>{t('fileNumber.label')}</small>{groups(p.fileNumber)}</p>}
      </section>
      <Allergies chart={chart} />
      <div class="vs-two">
        <section>
          <h3>{t('print.found')}</h3>
          {notes.flatMap((n) => n.diagnoses).map((d) => <p key={d.code + d.text}><b>{d.text}</b>{d.code && ` (${d.code})`}, {t(`certainty.${d.certainty}` as Key)}</p>)}
          {notes.flatMap((n) => [n.complaint, n.examination]).filter(Boolean).map((text) => <p key={text} class="vs-pre">{text}</p>)}
          {notes.length === 0 && <p>{t('chart.noNote')}</p>}
        </section>
        {triage && (
          <section>
            <h3>{t('print.measured', { time: timeText(record.paper ? record.paper.occurredAt : triage.at) })}</h3>
            <dl class="vs-kv num">{shownVitals(triage).map((v) => [<dt key={v.label}>{t(v.label)}</dt>, <dd key={`${v.label}-v`}>{[v.text, UNITS[v.label]].filter(Boolean).join(' ')}</dd>])}</dl>
            <p class="vs-tri"><b>{SHAPES[triage.outcome.level]} {triage.outcome.level || ''} {t(`level.${triage.outcome.level}` as Key)}</b>, {triage.author}</p>
          </section>
        )}
      </div>
      <Medicines notes={notes} />
      <ToDo notes={notes} />
      <section class="vs-sign">
        <p>{last && <>{t('print.signedBy')} <b>{last.author.displayName}</b>, {instantText(record.paper ? last.occurredAt : last.signedAt)}</>}</p>
        <p class="vs-line">{t('print.stamp')}</p>
      </section>
      <footer>{showName(facility.name)}. {t('print.printedBy', { name: showName(staff.displayName), time: instantText(serverNow()) })}. <b>{t('print.confidential')}.</b></footer>
    </article>
  )
}

function Allergies({ chart }: { chart: Chart }) {
  const a = allergyState(chart)
  if (a.kind === 'known') return <p class="vs-all">{a.items.map((i, at) => <span key={i.substance}>{at > 0 && '; '}<b>{t('allergy.is', { what: i.substance })}</b>{i.reaction && ` (${i.reaction})`}</span>)}</p>
  return <p class="vs-all vs-none">{a.kind === 'none' ? t('allergy.noneKnownOn', { date: dateText(a.askedOn) }) : t('allergy.notAsked')}</p>
}

function Medicines({ notes }: { notes: readonly Written[] }) {
  const lines = notes.flatMap((n) => n.prescriptions)
  if (!lines.length) return null
  return (
    <section>
      <h3>{t('consult.medicines')}</h3>
      <table class="vs-t">
        <thead><tr><th scope="col">{t('consult.medicine.name')}</th><th scope="col">{t('consult.medicine.dose')}</th><th scope="col">{t('consult.medicine.frequency')}</th><th scope="col">{t('consult.medicine.days')}</th><th scope="col" class="n">{t('consult.medicine.quantity')}</th></tr></thead>
        <tbody>
          {lines.map((m) => (
            <tr key={m.medicine + m.form + m.strength}>
              <td><b>{m.medicine}</b>{[m.strength, m.form].filter(Boolean).length > 0 && <><br />{[m.strength, m.form].filter(Boolean).join(' ')}</>}{m.note && <><br /><i>{m.note}</i></>}</td>
              <td>{m.dose}</td><td>{m.frequency}</td><td>{m.days && t('consult.medicine.forDays', { n: m.days })}</td><td class="n">{m.quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ToDo({ notes }: { notes: readonly Written[] }) {
  const advice = notes.map((n) => n.advice).filter(Boolean)
  const referrals = notes.map((n) => n.referral).filter((r) => r !== undefined && r !== null)
  const next = notes.map((n) => n.followUp).filter((f) => f?.on).at(-1)
  if (!advice.length && !referrals.length && !next) return null
  return (
    <section class="vs-adv">
      <h3>{t('print.toDo')}</h3>
      {advice.map((text) => <p key={text} class="vs-pre">{text}</p>)}
      {referrals.map((r) => <p key={r.to}><b>{t('consult.referral')}: {r.to}</b>{r.reason && `. ${r.reason}`} ({t(`consult.referral.${r.urgency}` as Key)})</p>)}
      {next?.on && <p class="vs-next"><b>{t('print.nextVisit', { day: `${dayText(next.on)} ${next.on.slice(0, 4)}` })}</b>{next.note && ` ${next.note}`}</p>}
    </section>
  )
}
