import { can } from '../app/session'
import { timeText } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Sheet } from '../kit/Sheet'
import { sexAge, showName, Ticket, type Sex } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { Note } from '../kit/message'
import { Marks, reasonText } from './Card'
import { movedForText } from './MoveSheet'
import { rangeText } from './place'
import { stepLook } from './steps'
import { isAway, MANY_MISSED, steps, type QueueRow, type Step, type Who } from './rows'

type Reason = NonNullable<QueueRow['why']>[number]

/** One reason for a place in the line, in words. */
export function whyText(reason: Reason): string {
  const p = reason.params as Record<string, string | number>
  switch (reason.code) {
    case 'level': return t('queue.why.level', { level: `${p['level']} ${t(`level.${p['level']}` as Key)}` })
    case 'said': return t('queue.why.said', { level: t(`level.${p['level']}` as Key) })
    case 'turn': return t('queue.why.turn', { every: p['every'] ?? '' })
    case 'away': return t('queue.why.away', { time: timeText(String(p['until'])) })
    case 'slot':
    case 'slot-early':
    case 'slot-lost': return t(`queue.why.${reason.code}`, { time: timeText(String(p['at'])) })
    case 'late': return t('queue.why.late', { target: p['targetMinutes'] ?? '' })
    case 'arrival': return t('queue.why.arrival', { time: timeText(String(p['at'])) })
    default: return t(`queue.why.${reason.code}` as Key)
  }
}

/** Behind "More" on a row: everything that can be done with it, and why it stands where it stands. */
export function RowSheet({ row, who, onStep, onClose }: { row: QueueRow; who: Who; onStep: (step: Step, row: QueueRow) => void; onClose: () => void }) {
  const { patient: p } = row
  const facts = [sexAge({ sex: p.sex as Sex, age: p.age }), p.village, p.fileNumber && t('fileNumber.short', { number: p.fileNumber })].filter(Boolean).join(', ')
  return (
    <Sheet size="s" before={<Ticket number={row.ticket} />} title={showName(p.displayName)} sub={facts} onClose={onClose}>
      <div class="row row-s wrap">
        {!(row.collectOnly && row.level === 0) && <TriageBadge level={row.level as Level} />}
        {row.reason && <span>{reasonText(row.reason)}</span>}
        <Marks row={row} />
      </div>
      {row.movedFor && <p class="t2"><Icon name="swap" size="s" /> {t('queue.movedHere', { reason: movedForText(row.movedFor) })}</p>}
      {row.missed >= MANY_MISSED && <Note tone="warn">{t('queue.stillHere', { n: row.missed })}</Note>}
      {row.nameAlert && <p class="alertname"><Icon name="users" size="s" />{t('nameAlert.here')}</p>}
      <div class="menu-list">
        {steps(row, who).map((step, i) => {
          const { icon, text } = stepLook(step, row)
          return <button key={step} type="button" data-first={i === 0 || undefined} data-testid={`do-${step}`} onClick={() => { onClose(); onStep(step, row) }}><Icon name={icon} />{text}</button>
        })}
        {can('chart.read') && <a href={`/patients/${p.id}`} onClick={onClose}><Icon name="note" />{t('action.openChart')}</a>}
      </div>
      <section>
        <h3 class="sheet-h">{t('queue.why')}</h3>
        <ol class="why">{(row.why ?? []).map((r) => <li key={r.code}>{whyText(r)}</li>)}</ol>
        {row.status === 'waiting' && !isAway(row) && <p class="qc-ahead"><b>{row.before ? plural('queue.before', row.before) : t('queue.beforeNone')}</b>
          {row.estimate && <>, {t('queue.estimateHead').toLowerCase()} {rangeText(row.estimate)}. <span class="cap">{t('queue.estimateFrom')}</span></>}</p>}
      </section>
    </Sheet>
  )
}
