import './patient.css'
import { useEffect } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { checkingIn } from '../app/chosen'
import { useFollow, useLive } from '../app/live'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { useSoon } from '../app/useSoon'
import { PatientBookings } from '../booking/PatientBookings'
import { CardList } from '../card/CardList'
import { Identity } from '../chart/Identity'
import { concerns, filesOf, fromFile, isLinking } from '../joined/file'
import { JoinedFiles } from '../joined/JoinedFiles'
import { JoinedNote } from '../joined/JoinedNote'
import { useStanding } from '../joined/standing'
import { FamilyPanel } from '../family/FamilyPanel'
import { NumbersPanel } from '../numbers/NumbersPanel'
import { departmentName } from '../queue/departments'
import { dateText } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { PatientBanner, showName, Ticket } from '../kit/person'
import { PhotoPanel } from '../photo/PhotoPanel'
import { RightsPanel } from '../privacy/RightsPanel'
import { reasonText } from './ArrivalFields'
import { lastCheckIn } from './checkedIn'
import { useClinic, type Department } from './clinic'

type Visit = Schema['Visit']
const SOME = 20

/** What the desk sees of a patient: who it is, the cards, and when they came. Never what was found. */
export default function PatientPage({ params }: PageArgs) {
  const patientId = params['id']!
  const at = { params: { path: { patientId } } }
  const patient = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}', at)), [patientId])
  const visits = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}/visits', at)), [patientId])
  const files = filesOf(patientId, patient.data)
  useLive(['queue'], visits.reload, (e) => concerns(files, e))
  const reread = useSoon(patient.reload)
  useFollow(files)
  useLive(['patient'], reread, (e) => concerns(files, e) && (/^(card|photo|file|patient)\./.test(e.action) || isLinking(e)))
  useStanding(patient.data)
  // A check-in from here may have brought a new phone number.
  const arrived = lastCheckIn.value
  useEffect(() => { if (arrived?.patientId === patientId) patient.reload() }, [arrived])
  const clinic = useClinic()
  const p = patient.data
  const open = visits.data?.find((v) => !v.closedAt)
  const banner = p && <PatientBanner person={{ ...p, phone: p.phones?.[0]?.display }} ticket={open?.ticket} />
  const actions = p && (
    <>
      <span class="sp" />
      {open
        ? <Button icon="ticket" href={`/print/ticket/${open.id}`}>{t('print.ticket')}</Button>
        : can('visit.checkIn') && visits.data && !p.deceasedOn && <Button kind="primary" icon="line" onClick={() => { checkingIn.value = patientId }} data-testid="check-in-here">{t('action.checkIn')}</Button>}
    </>
  )
  return (
    <Page name="patient" title={p ? showName(p.displayName) : t('patient.title')} banner={banner} actions={p && (open || can('visit.checkIn')) ? actions : undefined}>
      {!p && (patient.error !== undefined ? <><h1 class="vh">{t('patient.title')}</h1><Note tone="danger" alert>{errorText(patient.error)}</Note></> : <Skeleton rows={6} />)}
      {p && (
        <div class="pt">
          <div class="stack">
            <JoinedNote patient={p} onChange={reread} />
            {p.deceasedOn && <Note tone="warn">{t('patient.died', { date: dateText(p.deceasedOn) })}</Note>}
            <Identity patient={p} />
            <NumbersPanel patient={p} onChange={reread} />
            <JoinedFiles patient={p} />
            <PhotoPanel patient={p} onChange={reread} />
          </div>
          <div class="stack">
            <CardList patient={p} onChange={reread} />
            <PatientBookings patient={p} />
            <FamilyPanel patient={p} onChange={reread} />
            <Visits list={visits.data} error={visits.error} departments={clinic?.departments ?? []} patient={p} />
            <RightsPanel patientId={patientId} />
          </div>
        </div>
      )}
    </Page>
  )
}

function Visits({ list, error, departments, patient }: { list: readonly Visit[] | undefined; error: unknown; departments: readonly Department[]; patient: Schema['Patient'] }) {
  const place = (id: string) => {
    const d = departments.find((x) => x.id === id)
    return d ? departmentName(d) : ''
  }
  return (
    <section class="card" aria-labelledby="visits-head">
      <header class="card-head"><h2 id="visits-head">{t('patient.visits')}</h2>{list && <span class="cap sp">{plural('patient.visitCount', list.length)}</span>}</header>
      {!list && (error !== undefined ? <div class="pad"><Note tone="warn">{errorText(error)}</Note></div> : <Skeleton rows={3} />)}
      <ul>
        {list?.slice(0, SOME).map((v) => (
          <li key={v.id} class="pt-visit">
            <span class="num pt-day">{dateText(v.day)}</span>
            <span class="grow pt-where">{[place(v.departmentId), v.reason && reasonText(v.reason)].filter(Boolean).join(', ')}{fromFile(patient, v.patientId) && <> <span class="jn-from">{fromFile(patient, v.patientId)}</span></>}</span>
            <Ticket number={v.ticket} />
            <span class="cap">{v.outcome ? t(`outcome.${v.outcome}` as Key) : t('patient.hereNow')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
