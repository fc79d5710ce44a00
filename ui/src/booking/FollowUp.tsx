import './patient.css'
import { useRef, useState } from 'preact/hooks'
import { Lazy } from '../app/Lazy'
import { useLive } from '../app/live'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { uuidv7 } from '../app/uuidv7'
import { laterWords, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { departmentName } from '../queue/departments'
import { useClinic } from '../reception/clinic'
import { book, cancel, readOfPatient, readWeek, type Booking, type Person, type To, type WeekDay } from './calls'
import { proposal, type Proposal } from './proposal'
import { whenText } from './say'
import { spotNow } from './when'
import { daysAfter, mondayOf, nearest, placesOf, takenOf } from './week'

const bookSheet = () => laterWords(import('./BookSheet'))

/** The three weeks around a day, without those that are over. */
async function around(departmentId: string, day: string, from: string): Promise<WeekDay[]> {
  const mondays = [-7, 0, 7].map((n) => daysAfter(mondayOf(day), n)).filter((m) => daysAfter(m, 6) >= from)
  return (await Promise.all(mondays.map((m) => readWeek(departmentId, m)))).flatMap((w) => w.days)
}

const tomorrow = () => daysAfter(spotNow().day, 1)

const NOTHING: Proposal = { to: undefined, already: undefined, load: undefined }

export interface FollowingUp extends Proposal {
  /** The same once it is known: a signature must not overtake it. A box that does not answer books nothing. */
  settled: () => Promise<Proposal>
}

/** The place that a consultation's "come back" leads to. `wanted` is empty while nobody is to come back. */
export function useFollowUp(patientId: string, departmentId: string, wanted: string | undefined, chosen: To | undefined): FollowingUp {
  const on = can('appointment.book') ? wanted : undefined
  const at = chosen?.departmentId ?? departmentId
  const near = chosen?.day ?? on
  // Read once, because each reading is in the journal; how full the days are is not, and may be read as often as it changes.
  const theirs = useRef<ReturnType<typeof readOfPatient> | undefined>(undefined)
  const find = async () => {
    if (!on || !near) return NOTHING
    const from = tomorrow()
    theirs.current ??= readOfPatient(patientId)
    theirs.current.catch(() => { theirs.current = undefined })
    const [days, { appointments }] = await Promise.all([around(at, near, from), theirs.current])
    return proposal(days, appointments, on, at, from, chosen)
  }
  const found = useLoad(find, [at, near, chosen?.start, on, patientId])
  useLive(['booking'], found.reload, (e) => {
    if (e.patientId === patientId) theirs.current = undefined
    return on !== undefined
  })
  const known = on && !found.loading ? found.data : undefined
  return { ...(known ?? NOTHING), settled: () => (known ? Promise.resolve(known) : find().catch(() => NOTHING)) }
}

/** Says what signing will book, and lets one choose another place. */
export function FollowUp({ patient, proposal: p, begin, onChoose }: { patient: Person; proposal: Proposal; begin: { departmentId: string; day: string }; onChoose: (to: To) => void }) {
  const [choosing, setChoosing] = useState(false)
  const clinic = useClinic()
  const now = spotNow()
  const place = (id: string) => {
    const d = clinic?.departments.find((x) => x.id === id)
    return d ? departmentName(d) : ''
  }
  if (!p.to && !p.already) return null
  return (
    <div class="fu" data-testid="follow-up">
      <span class="echo"><Icon name="calendar" size="s" />
        {p.already ? t('booked.already', { when: whenText(p.already, now.day), place: place(p.already.departmentId) }) : t('booked.books', { when: whenText(p.to!, now.day), place: place(p.to!.departmentId) })}
      </span>
      {p.load && <span class="cap num">{t('booked.taken', { n: takenOf(p.load), of: placesOf(p.load) })}</span>}
      {p.to && <button type="button" class="linklike" data-testid="follow-up-change" onClick={() => setChoosing(true)}>{t('action.change')}</button>}
      {choosing && <Lazy over load={bookSheet} props={{ person: patient, begin: { ...begin, ...p.to }, onClose: () => setChoosing(false), onChoose: (to: To) => { setChoosing(false); onChoose(to) } }} />}
    </div>
  )
}

/** What became of a follow-up, for the bar that says the note was signed. */
export interface Followed { says: string; tone: 'ok' | 'warn'; undo: () => void }

/**
 * Books what was shown. Somebody may have taken the place meanwhile: then the nearest one that is free now, and the bar
 * says which it became, because the patient was told another.
 */
export async function bookAfter(patient: Person, to: To): Promise<Followed> {
  const made = (b: Booking, key: 'booked.done' | 'booked.doneOther'): Followed => ({
    says: t(key, { when: whenText(b, spotNow().day) }), tone: key === 'booked.done' ? 'ok' : 'warn', undo: () => void cancel(b, 'undo').catch(() => undefined),
  })
  const at = async (place: To): Promise<Booking> => ({ ...(await book({ id: uuidv7(), patientId: patient.id, ...place, reason: '', source: 'follow-up' })).first, patient })
  try {
    return made(await at(to), 'booked.done')
  } catch (refused) {
    try {
      const near = nearest(await around(to.departmentId, to.day, tomorrow()), to.day, tomorrow())
      if (near && (near.day !== to.day || near.start !== to.start)) return made(await at({ departmentId: to.departmentId, day: near.day, start: near.start }), 'booked.doneOther')
    } catch {
      // then it is the first refusal that counts
    }
    return { says: t('booked.notDone', { why: errorText(refused, t('booked.title')) }), tone: 'warn', undo: () => undefined }
  }
}
