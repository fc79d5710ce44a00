import { useState } from 'preact/hooks'
import { can } from '../app/session'
import { end, move } from '../queue/commands'
import { departmentName } from '../queue/departments'
import { MoveSheet } from '../queue/MoveSheet'
import type { QueueRow } from '../queue/rows'
import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { sexAge, showName, Ticket } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { CancelSheet } from './CancelSheet'
import { reasonText } from './ArrivalFields'
import { useClinic } from './clinic'

/** What the desk can do with somebody in the line. */
export function RowMenu({ row, rows, onClose }: { row: QueueRow; rows: readonly QueueRow[]; onClose: () => void }) {
  const [next, setNext] = useState<'move' | 'cancel'>()
  const clinic = useClinic()
  const { patient: p } = row
  const gone = row.stage === 'done'

  if (next === 'cancel') return <CancelSheet row={row} onClose={onClose} />
  if (next === 'move' && clinic) {
    return <MoveSheet row={row} rows={rows} departments={clinic.departments} onClose={onClose} onMove={(d, why) => { onClose(); void move(row, d.id, departmentName(d), why) }} />
  }
  return (
    <Sheet size="s" before={<Ticket number={row.ticket} />} title={showName(p.displayName)}
      sub={[sexAge(p), p.village, p.fileNumber && t('fileNumber.short', { number: p.fileNumber }), row.reason && reasonText(row.reason)].filter(Boolean).join(', ')} onClose={onClose}>
      <div class="menu-list">
        {!gone && can('queue.move') && <button type="button" data-first data-testid="row-move" onClick={() => setNext('move')}><Icon name="swap" />{t('action.move')}</button>}
        <a href={`/print/ticket/${row.visitId}`} data-testid="row-ticket" onClick={onClose}><Icon name="ticket" />{t('print.ticket')}</a>
        <a href={`/patients/${p.id}`} data-testid="row-open" onClick={onClose}><Icon name="user" />{t('action.open')}</a>
        {!gone && can('queue.left') && <button type="button" data-testid="row-left" onClick={() => { onClose(); void end(row, 'left') }}><Icon name="door" />{t('queue.left')}</button>}
        {row.stage === 'arrived' && can('visit.cancel') && <button type="button" data-testid="row-cancel" onClick={() => setNext('cancel')}><Icon name="close" />{t('checkIn.cancel')}</button>}
      </div>
    </Sheet>
  )
}
