import './booking.css'
import { useEffect, useState } from 'preact/hooks'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { departmentName } from '../queue/departments'
import { useClinic } from '../reception/clinic'
import { useWide } from '../reception/useWide'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { moved, sayBooked, sayMoved } from './acts'
import { readDay, readHours, readWeek, type Booking, type Person, type To } from './calls'
import { DaySlots } from './DaySlots'
import { BookDock, MoveDock } from './Dock'
import { useDrag } from './drag'
import { SeatSheet } from './SeatSheet'
import { finding } from './say'
import { takeTask } from './task'
import { lastLooked, rememberLooked, spotNow } from './when'
import { daysAfter, fillOf, mondayOf } from './week'
import { WeekStrip } from './WeekStrip'

type Task = { kind: 'move'; booking: Booking; to?: To } | { kind: 'book'; person?: Person; to?: To }

/** A department's bookings: a week as a strip, a day as its times, and beside it whatever is being given a place. */
export default function Bookings() {
  const now = spotNow()
  const clinic = useClinic()
  const hours = useLoad(readHours, [])
  useLive(['booking', 'clinic'], hours.reload)
  const [task, setTask] = useState<Task | undefined>(takeTask)
  const [open, setOpen] = useState<Booking>()
  const [wanted, setWanted] = useState(() => (task?.kind === 'move' ? task.booking.departmentId : lastLooked()))
  const [day, setDay] = useState(() => (task?.kind === 'move' && task.booking.day > now.day ? task.booking.day : now.day))

  const places = (clinic?.departments ?? []).filter((d) => hours.data?.schedules.some((s) => s.active && s.departmentId === d.id))
  const place = places.find((d) => d.id === wanted) ?? places[0]
  const at = place?.id ?? ''
  const monday = mondayOf(day)
  const week = useLoad(async () => (at ? readWeek(at, monday) : undefined), [at, monday])
  const shown = useLoad(async () => (at ? readDay(day, at) : undefined), [at, day])
  const again = () => {
    week.reload()
    shown.reload()
  }
  useLive(['booking', 'queue'], again)
  // The first opening shows a day with something on it: after hours and on a closed day that is the next open one.
  const [settled, settle] = useState(task !== undefined)
  useEffect(() => {
    if (settled || !week.data) return
    const today = week.data.days.find((d) => d.day === day)
    if (today && fillOf(today) === 'closed') {
      const next = week.data.days.find((d) => d.day > day && fillOf(d) !== 'closed')
      if (next || day < daysAfter(now.day, 7)) setDay(next?.day ?? daysAfter(monday, 7))
      if (!next) return
    }
    settle(true)
  }, [week.data])

  const slots = shown.data?.departments[0]?.slots ?? []
  const seats = slots.flatMap((s) => s.bookings)
  const wide = useWide(600)
  const drag = useDrag((id, drop) => {
    const held = seats.find((b) => b.id === id) ?? (task?.kind === 'move' && task.booking.id === id ? task.booking : undefined)
    const [kind, what] = [drop.slice(0, drop.indexOf(':')), drop.slice(drop.indexOf(':') + 1)]
    if (!held || !at) return
    if (kind === 'day') {
      setTask({ kind: 'move', booking: held })
      look(what)
    } else {
      setTask(undefined)
      void moved(held, { departmentId: at, day, start: what }).then(again)
    }
  }, (drop) => { if (drop.startsWith('day:')) look(drop.slice(4)) })
  const look = (to: string) => {
    settle(true)
    setDay(to)
  }
  const choose = (departmentId: string) => {
    rememberLooked(departmentId)
    setWanted(departmentId)
  }
  const end = () => setTask(undefined)
  const begin = (person?: Person, to?: To) => setTask({ kind: 'book', person, to })
  useShortcuts(can('appointment.book') ? [{ keys: 'B', says: 'shortcut.book', run: () => begin() }] : [])

  const load = week.data?.days.find((d) => d.day === day)
  const title = load ? finding(load, now) : t('booking.title')
  const to = task?.to?.departmentId === at && task.to.day === day ? task.to.start : undefined
  const giving = task && {
    verb: t(task.kind === 'move' ? 'booking.moveHere' : 'booking.bookHere'),
    name: task.kind === 'move' ? showName(task.booking.patient.displayName) : task.person ? showName(task.person.displayName) : '',
    chosen: to, from: task.kind === 'move' ? task.booking : undefined,
  }
  const nameOf = (id: string) => {
    const d = clinic?.departments.find((x) => x.id === id)
    return d ? departmentName(d) : ''
  }
  const held = drag.held ? seats.find((b) => b.id === drag.held) : undefined
  const none = hours.data && clinic && places.length === 0

  const more = (
    <>
      {can('appointment.missed') && <Button size="s" icon="phone" href="/bookings/missed" data-testid="missed">{t('booking.missed')}</Button>}
      {can('message.settings') && <Button size="s" icon="message" href="/messages">{t('nav.messages')}</Button>}
      {place && <Button size="s" icon="print" href={`/print/bookings/${at}/${day}`} data-testid="print-day">{t('booking.print')}</Button>}
    </>
  )
  return (
    <Page name="bookings" title={title} class="bk">
      <div class="page-head bk-head">
        <h1>{none ? t('booking.title') : title}</h1>
        {places.length > 1 && (
          <div class="chips" role="group" aria-label={t('department.title')}>
            {places.map((d) => <button key={d.id} type="button" class={`chip${d.id === at ? ' on' : ''}`} aria-pressed={d.id === at} data-testid={`at-${d.code}`} onClick={() => choose(d.id)}>{d.id === at && <Icon name="check" size="s" />}{departmentName(d)}</button>)}
          </div>
        )}
        <span class="sp row row-s wrap">
          {wide && more}
          {can('appointment.book') && place && !task && <Button size="s" kind="primary" icon="plus" keys="B" data-testid="book" onClick={() => begin()}>{t('booking.book')}</Button>}
        </span>
      </div>
      {hours.error !== undefined && !hours.data && <Note tone="danger" alert>{errorText(hours.error)}</Note>}
      {none && <Empty title={t('booking.none')} text={t(can('appointment.schedule') ? 'booking.none.set' : 'booking.none.ask')}>{can('appointment.schedule') && <Button kind="primary" icon="clock" href="/departments/hours">{t('hours.title')}</Button>}</Empty>}
      {week.data && <WeekStrip days={week.data.days} chosen={day} today={now.day} over={drag.over} onDay={look} onWeek={(by) => look(daysAfter(day, by * 7))} />}
      {place && (
        <div class={`bk-grid${task ? ' bk-task' : ''}`}>
          {!shown.data && (shown.error !== undefined ? <Note tone="danger" alert>{errorText(shown.error)}</Note> : <Skeleton rows={6} />)}
          {shown.data && (slots.length > 0
            ? <DaySlots day={day} slots={slots} step={week.data?.schedule?.slotMinutes ?? 0} now={now} giving={giving} drag={drag} canBook={can('appointment.book') && load?.open !== false}
                onSeat={setOpen} onFree={(start) => { const spot = { departmentId: at, day, start }; setTask(task ? { ...task, to: spot } : { kind: 'book', to: spot }) }} />
            : <section class="card"><Empty title={title} text={load?.closed || t('booking.closedText')} /></section>)}
          {task?.kind === 'move' && <MoveDock key={task.booking.id} booking={task.booking} to={task.to} today={now.day} where={{ from: nameOf(task.booking.departmentId), to: nameOf(task.to?.departmentId ?? at) }} onClose={end} onDone={(b) => { end(); sayMoved(b, task.booking); again() }} />}
          {task?.kind === 'book' && <BookDock person={task.person} onPerson={(person) => setTask({ ...task, person })} to={task.to} where={nameOf(task.to?.departmentId ?? at)} today={now.day} reasons={clinic?.facility.settings.reasons ?? []} onClose={end} onDone={(b, made, asked) => { end(); sayBooked(b, made, asked); again() }} />}
        </div>
      )}
      {!wide && <p class="row row-s wrap">{more}</p>}
      {held && <div class="bk-ghost" ref={drag.ghost} aria-hidden="true"><b>{showName(held.patient.displayName)}</b></div>}
      {open && <SeatSheet booking={open} place={nameOf(open.departmentId)} today={now.day} onClose={() => setOpen(undefined)}
        onMove={() => { setTask({ kind: 'move', booking: open }); setOpen(undefined) }}
        onAgain={() => { begin(open.patient); setOpen(undefined) }} />}
    </Page>
  )
}
