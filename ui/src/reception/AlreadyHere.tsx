import { useEffect, useRef, useState } from 'preact/hooks'
import { can } from '../app/session'
import { move } from '../queue/commands'
import { departmentName } from '../queue/departments'
import { MoveSheet } from '../queue/MoveSheet'
import type { QueueRow } from '../queue/rows'
import { timeText } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Ticket } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import type { Department } from './clinic'

/** Checked in before: where the patient stands and since when, and what can be done about it. */
export function AlreadyHere({ rows, all, departments, onClose }: { rows: readonly QueueRow[]; all: readonly QueueRow[]; departments: readonly Department[]; onClose: () => void }) {
  const [moving, setMoving] = useState<QueueRow>()
  const box = useRef<HTMLDivElement>(null)
  // The button that had focus is gone with the form.
  useEffect(() => box.current?.querySelector<HTMLElement>('button, a')?.focus(), [])
  return (
    <div class="ci-here" ref={box} data-testid="already-here">
      {rows.map((r) => (
        <section key={r.id}>
          <p class="row wrap"><Ticket number={r.ticket} /><b>{t('checkIn.alreadyHere', { ticket: r.ticket, time: timeText(r.arrivedAt) })}</b></p>
          <p class="row wrap"><span>{placeName(r, departments)}, {t(`stage.${r.stage}` as Key)}</span><TriageBadge level={r.level as Level} /></p>
          <p class="row row-s wrap">
            {can('queue.move') && <Button icon="swap" onClick={() => setMoving(r)} data-testid="here-move">{t('action.move')}</Button>}
            <Button icon="ticket" href={`/print/ticket/${r.visitId}`} onClick={onClose}>{t('print.ticket')}</Button>
            <Button icon="user" href={`/patients/${r.patient.id}`} onClick={onClose}>{t('action.open')}</Button>
          </p>
        </section>
      ))}
      {moving && (
        <MoveSheet row={moving} rows={all} departments={departments} onClose={() => setMoving(undefined)}
          onMove={(d, why) => { setMoving(undefined); void move(moving, d.id, departmentName(d), why).then((done) => { if (done) onClose() }) }} />
      )}
    </div>
  )
}

function placeName(r: QueueRow, departments: readonly Department[]): string {
  const d = departments.find((x) => x.id === r.departmentId)
  return d ? departmentName(d) : r.department.name
}
