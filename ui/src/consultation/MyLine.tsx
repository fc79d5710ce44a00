import type { Schema } from '../app/api'
import { plural, t } from '../i18n/words'
import { Ticket, ageShort, showName } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { Wait } from '../kit/Wait'
import { timeText } from '../i18n/dates'

export type QueueRow = Schema['QueueRow']

const SHOWN = 6

/** Whom I see, the one in front of me first; then who is called, then the line in its order. */
export function mine(rows: readonly QueueRow[], me: string): QueueRow[] {
  const rank = (r: QueueRow) => (r.stage === 'serving' ? (r.staff?.id === me ? 0 : 9) : r.status === 'called' && r.staff?.id === me ? 1 : 2)
  return rows.filter((r) => r.stage === 'waiting' || (r.stage === 'serving' && r.staff?.id === me))
    .map((r, order) => ({ r, order })).sort((a, b) => rank(a.r) - rank(b.r) || a.order - b.order).map((x) => x.r)
}

/** The doctor's line as cards; a press begins with that person. */
export function MyLine({ rows, current, onPick }: { rows: readonly QueueRow[]; current?: string; onPick: (row: QueueRow) => void }) {
  return (
    <aside class="myline" aria-labelledby="myline-head">
      <h2 id="myline-head">{t('consult.myLine')} <span class="t2 num">{rows.length}</span></h2>
      {rows.length === 0 && <p class="cap">{t('consult.lineEmpty')}</p>}
      {rows.slice(0, SHOWN).map((r) => (
        <button key={r.id} type="button" class={`lc${r.visitId === current ? ' on' : ''}`} aria-current={r.visitId === current ? 'true' : undefined} data-testid={`line-${r.ticket}`} onClick={() => onPick(r)}>
          <span class="row row-s"><Ticket number={r.ticket} /><span class="cap sp num">{ageShort(r.patient.age)}</span></span>
          <b>{showName(r.patient.displayName)}</b>
          <span class="lb"><TriageBadge level={r.level as Level} />
            {r.stage === 'serving' && r.startedAt ? <span class="wait">{timeText(r.startedAt)}</span> : <Wait since={r.waitingSince} target={r.targetMinutes} />}</span>
        </button>
      ))}
      {rows.length > SHOWN && <p class="cap">{plural('consult.lineMore', rows.length - SHOWN)}</p>}
    </aside>
  )
}
