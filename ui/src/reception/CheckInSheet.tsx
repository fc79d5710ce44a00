import './checkin.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { ApiError, errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { ForToday, useToday } from '../booking/ForToday'
import { dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Face } from '../kit/Face'
import { Check } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { ageText, bornText, Initials, showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { AlreadyHere } from './AlreadyHere'
import { likelyDepartment, likelyReason, open } from './arrival'
import { PlaceCards, ReasonChips } from './ArrivalFields'
import { sayCheckedIn } from './checkedIn'
import { useClinic } from './clinic'
import { lastPlace } from './lastPlace'
import { PhoneCheck, savePhone } from './PhoneCheck'

type Patient = Schema['Patient']
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
interface Props { patientId: string; onClose: () => void }

/** From a scan or a search hit to a place in the line: Enter is enough. */
export default function CheckInSheet(props: Props) {
  return <CheckIn key={props.patientId} {...props} />
}

function CheckIn({ patientId, onClose }: Props) {
  const patient = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId } } })), [])
  const board = useLoad(() => ask(api.GET('/api/v1/queue', {})), [])
  useLive(['queue'], board.reload)
  const clinic = useClinic()
  const expected = useToday(patientId)
  const p = patient.data
  const close = useAlike(p)

  const [chosenReason, chooseReason] = useState<string>()
  const [chosenPlace, choosePlace] = useState<string>()
  const [phone, setPhone] = useState<string>()
  const [collects, setCollects] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const command = useCommandId()

  const reasons = clinic?.facility.settings.reasons ?? []
  const booked = expected.data?.[0]
  const reason = chosenReason ?? (booked && reasons.includes(booked.reason) ? booked.reason : likelyReason(reasons, p?.age))
  const places = clinic ? open(clinic.departments) : []
  const place = chosenPlace ?? booked?.departmentId ?? (clinic && likelyDepartment(reason, clinic.departments, lastPlace())?.id) ?? ''
  const rows = board.data?.entries ?? []
  const here = rows.filter((r) => r.patient.id === patientId)
  const ready = !!(p && clinic && board.data) && !expected.loading

  // Enter before the places are there counts, once it is to be seen who it is about.
  const [wanted, want] = useState(false)
  const lost = board.error !== undefined
  useEffect(() => {
    if (!wanted || !(ready || lost)) return
    want(false) // once: what is refused is pressed anew, and nobody is checked in when the box comes back after a while
    if (ready && !here[0]) void send(false)
  }, [wanted, ready, lost])

  const send = async (emergency: boolean) => {
    if (p && !ready && !lost && !emergency) want(true)
    if (busy || !ready) return
    setBusy(true)
    setFailed(undefined)
    try {
      if (phone !== undefined) patient.put(await savePhone(p, phone))
      setPhone(undefined)
      const visit = await ask(api.POST('/api/v1/visits', { body: { id: command.current, patientId, departmentId: place, reason, emergency, collectOnly: collects && !emergency } }))
      sayCheckedIn(visit, p.displayName)
      onClose()
    } catch (e) {
      // An answer that never came may stand for a visit that was made: only then the same command is said again.
      if (e instanceof ApiError && e.status > 0 && e.status < 500) command.next()
      if (e instanceof ApiError && e.code === 'visit-open') board.reload()
      else setFailed(e)
      setBusy(false)
    }
  }

  const facts = p && [`${t(`sex.${p.sex}`)}, ${ageText(p.age)}${bornText(p) ? ` (${bornText(p)})` : ''}`, p.fileNumber && t('fileNumber.short', { number: p.fileNumber }), p.village].filter(Boolean).join('. ')
  const foot = here[0]
    ? undefined
    : (
      <>
        <Button kind="danger" icon="stop" busy={busy || !ready} onClick={() => void send(true)} data-testid="check-in-emergency">{t('checkIn.emergency')}</Button>
        <span class="sp" />
        <Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button>
        <Button kind="primary" size="l" type="submit" keys="Enter" busy={busy || wanted || !p} data-first data-testid="check-in">{t('checkIn.submit')}</Button>
      </>
    )
  return (
    <Sheet title={p ? showName(p.displayName) : t('app.loading')} sub={facts} before={p && !p.photo && <Initials text={p.initials} size="l" />} foot={foot} onClose={onClose}
      onSubmit={() => void send(false)}
      keys={here[0] ? [] : [
        { keys: 'Ctrl+Enter', says: 'checkIn.submit', run: () => void send(false), inFields: true },
        // All nine from the first moment, so that no key is lost while the departments are on their way.
        ...DIGITS.map((n) => ({ keys: String(n), says: 'shortcut.department' as const, run: () => { if (places[n - 1]) choosePlace(places[n - 1]!.id) } })),
      ]}>
      {patient.error !== undefined && !p && <Note tone="danger" alert>{errorText(patient.error)}</Note>}
      {!ready && patient.error === undefined && <Skeleton rows={4} />}
      {ready && (
        <>
          {failed !== undefined && <Note tone="danger" alert>{errorText(failed, t('department.name'))}</Note>}
          {p.photo && (
            <figure class="ci-face">
              <Face person={p} size="xl" />
              <figcaption><b>{t('photo.same')}</b><span class="t2">{t('photo.sameHow')}</span></figcaption>
            </figure>
          )}
          {p.deceasedOn && <Note tone="warn">{t('patient.died', { date: dateText(p.deceasedOn) })}</Note>}
          {close.names.length > 0 && <p class="alertname ci-alert" data-testid="name-alert"><Icon name="users" size="s" />{t('nameAlert', { name: close.names.map(showName).join(', ') })}</p>}
          {here[0]
            ? <AlreadyHere rows={here} all={rows} departments={clinic.departments} onClose={onClose} />
            : (
              <>
                <ForToday bookings={expected.data ?? []} departments={clinic.departments} place={place} />
                <ReasonChips reasons={reasons} value={reason} onValue={chooseReason} />
                <PlaceCards departments={clinic.departments} rows={rows} value={place} onValue={choosePlace} keys />
                <div><Check label={t('checkIn.collectOnly')} name="collectOnly" checked={collects} onChange={setCollects} /><p class="cap">{t('checkIn.collectOnlyHint')}</p></div>
                <div class="ci-last">
                  <PhoneCheck patient={p} value={phone} onValue={setPhone} />
                  <span class="t2">{close.lastVisitDay && `${t('checkIn.lastHere', { date: dateText(close.lastVisitDay) })}. `}<a href={`/patients/${patientId}`} onClick={onClose}>{t('checkIn.openPage')}</a></span>
                </div>
              </>
            )}
        </>
      )}
    </Sheet>
  )
}

/** Who of those in the clinic now is called nearly the same, found by the server's own search; and when the patient came last. */
function useAlike(p: Patient | undefined): { names: readonly string[]; lastVisitDay: string } {
  const [alike, setAlike] = useState<{ names: readonly string[]; lastVisitDay: string }>({ names: [], lastVisitDay: '' })
  const name = p?.displayName
  useEffect(() => {
    if (!p || !name) return undefined
    let gone = false
    ask(api.POST('/api/v1/patients/search', { body: { text: name } })).then(({ patients }) => {
      if (gone) return
      const all = patients ?? []
      setAlike({
        names: [...new Set(all.filter((o) => o.id !== p.id && o.openVisit).map((o) => o.displayName))].slice(0, 3),
        lastVisitDay: all.find((o) => o.id === p.id)?.lastVisitDay ?? '',
      })
    }, () => undefined) // a help only; checking in goes on without it
    return () => { gone = true }
  }, [name])
  return alike
}
