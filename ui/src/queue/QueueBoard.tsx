import './queue.css'
import { useMemo, useRef, useState } from 'preact/hooks'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { timeText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips, Segmented } from '../kit/choice'
import { Empty, Note, Skeleton } from '../kit/message'
import { useShortcuts } from '../kit/shortcuts'
import { Columns } from './Columns'
import { later, move } from './commands'
import { departmentName, useDepartments } from './departments'
import { DoneSheet } from './DoneSheet'
import { LaterSheet } from './LaterSheet'
import { LoadStrip } from './LoadStrip'
import { MoveSheet } from './MoveSheet'
import { RowList } from './RowList'
import { RowSheet } from './RowSheet'
import { roomText } from './place'
import { ServeSheet } from './ServeSheet'
import { byDepartment, columns, due, isAway, listed, nextStep, offered, STAGES, type QueueRow, type Step } from './rows'
import { take } from './steps'
import { me, useBoard } from './useBoard'
import { useView, useWide, type View } from './view'

type Over = { what: 'row' | 'move' | 'later'; row: QueueRow } | { what: 'done' | 'room' }

/** The line of the clinic: who is where, who is next and why. */
export default function QueueBoard() {
  const [department, setDepartment] = useState('')
  const [over, setOver] = useState<Over | undefined>()
  const [selected, setSelected] = useState<string | undefined>()
  const line = useBoard(department, over !== undefined)
  const departments = useDepartments()
  const wide = useWide()
  const [view, setView] = useView()
  const who = me()
  const rows = line.board?.entries ?? []
  const first = due(rows, who)
  const buttons = useMemo(() => offered(rows, who), [rows, who.id])
  const close = () => setOver(undefined)

  const begin = (step: Step, row: QueueRow) => void take(step, row, (r, what) => setOver({ what, row: r })).then(line.reload)
  const order = useMemo(() => (wide && view === 'board' ? STAGES.flatMap((s) => columns(rows)[s]) : listed(rows, who)), [rows, wide, view, who.id])
  const shownOrder = useRef(order)
  shownOrder.current = order
  const select = (by: 1 | -1) => {
    const list = shownOrder.current
    const at = list.findIndex((r) => r.id === selected)
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))]
    if (!next) return
    setSelected(next.id)
    document.getElementById(`row-${next.id}`)?.focus()
  }
  const chosen = rows.find((r) => r.id === selected)
  useShortcuts([
    { keys: 'J', says: 'shortcut.down', run: () => select(1) },
    { keys: 'K', says: 'shortcut.up', run: () => select(-1) },
    ...(who.line ? [
      { keys: 'C', says: 'shortcut.call', run: () => {
        const row = chosen ?? rows.find((r) => nextStep(r, who) === 'call')
        if (row?.status === 'waiting' && !isAway(row)) begin('call', row)
      } },
      { keys: 'M', says: 'shortcut.move', run: () => { if (chosen) setOver({ what: 'move', row: chosen }) } },
    ] as const : []),
  ])

  const people = byDepartment(line.all?.entries ?? [])
  const places = departments.filter((d) => people.has(d.id) || d.id === department)
  const shared = { rows, who, buttons, due: first?.id, fading: line.fading, selected, onStep: begin, onMore: (row: QueueRow) => setOver({ what: 'row', row }) }

  return (
    <Page name="queue-board" title={t('queue.title')} class="qb-page">
      <div class="page-head qb-head">
        <h1>{t('queue.title')}</h1>
        {places.length > 1 && <Chips quiet legend={t('department.title')} name="department" value={department || 'all'} onValue={(d) => setDepartment(d === 'all' ? '' : d)}
          options={[{ value: 'all', label: t('queue.allDepartments') }, ...places.map((d) => ({ value: d.id, label: departmentName(d) }))]} />}
        <div class="sp row row-s qb-tools">
          {can('queue.call') && <Button size="s" kind="quiet" icon="door" data-testid="my-room" onClick={() => setOver({ what: 'room' })}>{line.all?.place ? roomText(line.all.place.room) : t('queue.serve')}</Button>}
          {wide && <Segmented<View> quiet legend={t('queue.look')} name="view" value={view} onValue={setView}
            options={[{ value: 'board', label: t('queue.board') }, { value: 'list', label: t('queue.list') }]} />}
        </div>
      </div>
      {line.error !== undefined && <Note tone="danger" alert>{errorText(line.error)}{line.at !== undefined && ` ${t('app.asOf', { time: timeText(line.at) })}.`}</Note>}
      {line.board && can('queue.load') && <LoadStrip department={department} departments={departments} onDepartment={setDepartment} />}
      {!line.board ? (line.error === undefined && <Skeleton rows={6} />)
        : rows.length === 0 && line.board.counts.done === 0 ? (
          <Empty title={t('queue.emptyTitle')} text={t('queue.emptyLead')}>
            {department && <Button icon="line" onClick={() => setDepartment('')}>{t('queue.seeAll')}</Button>}
          </Empty>
        )
        : wide && view === 'board' ? <Columns {...shared} done={line.board.counts.done} onDone={() => setOver({ what: 'done' })} />
        : <RowList {...shared} rows={order} table={wide} done={line.board.counts.done} onDone={() => setOver({ what: 'done' })} />}
      <p class="vh" role="status">{line.board && plural('queue.peopleHere', rows.length)}</p>

      {over?.what === 'row' && <RowSheet row={over.row} who={who} onStep={begin} onClose={close} />}
      {over?.what === 'move' && <MoveSheet row={over.row} rows={line.all?.entries ?? []} departments={departments} onClose={close}
        onMove={(d, why) => { close(); void move(over.row, d.id, departmentName(d), why).then(line.reload) }} />}
      {over?.what === 'done' && line.board && <DoneSheet rows={line.board.doneToday} count={line.board.counts.done} onClose={close} />}
      {over?.what === 'later' && <LaterSheet row={over.row} onClose={close} onLater={(minutes) => { close(); void later(over.row, minutes).then(line.reload) }} />}
      {over?.what === 'room' && <ServeSheet now={line.all?.place} departments={departments} onClose={close} onDone={() => { close(); line.reload() }} />}
    </Page>
  )
}
