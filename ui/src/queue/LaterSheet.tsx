import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { serverNow } from '../kit/clock'
import { showName, Ticket } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { timeText } from '../i18n/dates'
import type { QueueRow } from './rows'

const MINUTES = [15, 30, 60, 120] as const

/** Goes away for a while and keeps the place: for how long? A press does it, and the bar takes it back. */
export function LaterSheet({ row, onLater, onClose }: { row: QueueRow; onLater: (minutes: number) => void; onClose: () => void }) {
  const at = (minutes: number) => timeText(new Date(serverNow() + minutes * 60_000).toISOString())
  return (
    <Sheet size="s" before={<Ticket number={row.ticket} />} title={t('queue.later')} sub={showName(row.patient.displayName)} onClose={onClose}
      keys={MINUTES.map((minutes, i) => ({ keys: String(i + 1), says: 'queue.later', run: () => onLater(minutes) }))}>
      <p>{t('queue.laterLead')}</p>
      <div class="menu-list">
        {MINUTES.map((minutes, i) => (
          <button key={minutes} type="button" data-first={i === 0 || undefined} data-testid={`later-${minutes}`} onClick={() => onLater(minutes)}>
            <Icon name="clock" /><span class="grow">{t('queue.inMinutes', { n: minutes })}</span><span class="cap num">{at(minutes)}</span>
          </button>
        ))}
      </div>
    </Sheet>
  )
}
