import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { usePatientSearch } from '../app/usePatientSearch'
import { t, type Key } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { Chips } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Icon, type IconName } from '../kit/Icon'
import { Initials, sexAge, showName } from '../kit/person'
import { SearchBox } from '../kit/SearchBox'
import { useShortcuts } from '../kit/shortcuts'
import { book, move, type Booking, type Person, type To } from './calls'
import { ReasonField, RepeatField, type Repeat } from './fields'
import { whenText, dayName } from './say'

/** Why somebody is moved; the journal keeps the word. */
export const MOVED_BECAUSE = ['asked', 'transport', 'clinic'] as const
export type MovedBecause = (typeof MOVED_BECAUSE)[number]

function Frame({ icon, title, children, act, onClose }: { icon: IconName; title: string; children: ComponentChildren; act: ComponentChildren; onClose: () => void }) {
  useShortcuts([{ keys: 'Esc', says: 'action.close', run: onClose }])
  return (
    <aside class="card bk-dock" aria-label={title} data-testid="dock">
      <p class="bk-dock-bar"><Icon name={icon} size="s" /><b class="grow">{title}</b><IconButton icon="close" label={t('action.close')} onClick={onClose} /></p>
      <div class="pad stack bk-dock-body">{children}</div>
      <div class="bk-dock-act">{act}</div>
    </aside>
  )
}

function Who({ person }: { person: Person }) {
  return (
    <div class="row bk-who"><Initials text={person.initials} /><div class="grow"><h2>{showName(person.displayName)}</h2><p class="cap num">{[sexAge(person), person.fileNumber && t('fileNumber.short', { number: person.fileNumber }), person.village].filter(Boolean).join(', ')}</p></div></div>
  )
}

/** Somebody's place is changed for another: chosen in the day beside it, said here. */
export function MoveDock({ booking, to, where, today, onDone, onClose }: {
  booking: Booking; to: To | undefined; where: { from: string; to: string }; today: string; onDone: (moved: Booking) => void; onClose: () => void
}) {
  const [why, setWhy] = useState<MovedBecause | ''>('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const go = async () => {
    if (busy) return
    if (!to) {
      setErrors([{ field: '', text: t('booking.chooseFirst') }])
      return
    }
    setBusy(true)
    setErrors([])
    try {
      onDone(await move(booking, to, why, command.current))
    } catch (e) {
      command.next()
      setErrors(formErrors(e, { start: t('booking.time'), day: t('booking.day'), reason: t('booking.why') }).map((f) => ({ ...f, field: '' })))
      setBusy(false)
    }
  }
  return (
    <Frame icon="swap" title={t('booking.moving')} onClose={onClose}
      act={<>
        <Button kind="primary" full busy={busy} data-testid="move-go" onClick={() => void go()}>{to ? t('booking.moveTo', { day: dayName(to.day), time: to.start }) : t('action.move')}</Button>
        <Button kind="quiet" full onClick={onClose} data-testid="move-leave">{t('booking.leaveIt', { day: dayName(booking.day) })}</Button>
      </>}>
      <ErrorSummary errors={errors} />
      <Who person={booking.patient} />
      <ol class="bk-fromto">
        <li><span class="cap">{t('booking.from')}</span><span><s>{whenText(booking, today)}</s>{where.from !== where.to && <span class="cap"> {where.from}</span>}</span></li>
        <li class="to"><span class="cap">{t('booking.to')}</span>{to ? <span><b>{whenText(to, today)}</b><span class="cap">{where.to}</span></span> : <span class="t2">{t('booking.choosePlace')}</span>}</li>
      </ol>
      <Chips<MovedBecause> legend={t('booking.why')} name="why" value={why} onValue={setWhy} options={MOVED_BECAUSE.map((value) => ({ value, label: t(`booking.why.${value}` as Key) }))} />
    </Frame>
  )
}

/** Somebody is given a place: found here, the place chosen in the day beside it. */
export function BookDock({ person, onPerson, to, where, today, reasons, onDone, onClose }: {
  person: Person | undefined; onPerson: (p: Person | undefined) => void; to: To | undefined; where: string; today: string; reasons: readonly string[]
  onDone: (booked: Booking, made: number, asked: number) => void; onClose: () => void
}) {
  const find = usePatientSearch(!person)
  const [reason, setReason] = useState('')
  const [repeat, setRepeat] = useState<Repeat>()
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const labels = { patientId: t('booking.who'), start: t('booking.time'), day: t('booking.day'), reason: t('booking.for'), repeat: t('booking.repeat') }
  const go = async () => {
    if (busy) return
    if (!person || !to) {
      setErrors([{ field: person ? '' : 'find-book', text: t(person ? 'booking.chooseFirst' : 'booking.whoFirst') }])
      return
    }
    setBusy(true)
    setErrors([])
    try {
      const { first, all } = await book({ id: command.current, patientId: person.id, ...to, reason, repeat })
      onDone({ ...first, patient: person }, all.length, repeat?.times ?? 1)
    } catch (e) {
      command.next()
      setErrors(formErrors(e, labels).map((f) => (f.field === 'reason' ? f : { ...f, field: '' })))
      setBusy(false)
    }
  }
  return (
    <Frame icon="calendar" title={t('booking.booking')} onClose={onClose}
      act={<Button kind="primary" full busy={busy} data-testid="book-go" onClick={() => void go()}>{to ? t('booking.bookAt', { day: dayName(to.day), time: to.start }) : t('booking.book')}</Button>}>
      <ErrorSummary errors={errors} />
      {person
        ? <div><Who person={person} /><button type="button" class="linklike" onClick={() => onPerson(undefined)} data-testid="other-person">{t('booking.other')}</button></div>
        : <div class="bk-find"><h2 class="h3">{t('booking.who')}</h2><SearchBox id="find-book" text={find.text} onText={find.setText} rows={find.rows} answered={find.answered} heading={find.heading} onPick={(row) => { find.setText(''); onPerson(find.rows?.find((r) => r.id === row.id)) }} autoFocus /></div>}
      <ol class="bk-fromto">
        <li class="to"><span class="cap">{t('booking.when')}</span>{to ? <span><b>{whenText(to, today)}</b><span class="cap">{where}</span></span> : <span class="t2">{t('booking.choosePlace')}</span>}</li>
      </ol>
      {person && <ReasonField reasons={reasons} value={reason} onValue={setReason} error={errorOf(errors, 'reason')} />}
      {person && <RepeatField value={repeat} onValue={setRepeat} from={to?.day} />}
    </Frame>
  )
}
