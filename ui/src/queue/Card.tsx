import { timeText } from '../i18n/dates'
import { hasKey, plural, t, type Key } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { ageShort, showName, Ticket } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { Wait } from '../kit/Wait'
import { stepLook } from './steps'
import { rangeText, roomText } from './place'
import { isAway, isEmergency, type QueueRow, type Step } from './rows'

/** Why the patient came, as reception noted it: one of their short list, or as typed. */
export function reasonText(reason: string): string {
  const key = `checkIn.reason.${reason}`
  return hasKey(key) ? t(key) : reason
}

/** The wait, or for who is called or served: where and since when. */
export function Standing({ row, bar }: { row: QueueRow; bar?: boolean }) {
  if (row.status === 'serving') return <span class="wait">{where(row, row.startedAt)}</span>
  if (isAway(row)) return <span class="wait qc-away"><Icon name="clock" size="s" />{row.missed > 0 ? `${plural('queue.missedTimes', row.missed)}. ` : ''}{t('queue.backAt', { time: timeText(row.backAt!) })}</span>
  const wait = <Wait since={row.waitingSince} target={row.targetMinutes} bar={bar} />
  return row.status === 'called'
    ? <><span class="wait qc-called">{t('queue.calledSince', { where: [where(row, row.calledAt), row.calls - row.missed > 1 && t('queue.calledTimes', { n: row.calls })].filter(Boolean).join(', ') })}</span> {wait}</>
    : wait
}

function where(row: QueueRow, since: string | undefined): string {
  const place = row.room ? roomText(row.room) : row.staff?.displayName
  return [place, since && timeText(since)].filter(Boolean).join(', ')
}

/** What else decides about the place, or says what they are here for: as short as a card allows. */
export function Marks({ row }: { row: QueueRow }) {
  return (
    <>
      {row.level === 0 && row.selfLevel > 0 && row.selfLevel < 4 && <span class={`qc-mark qc-says${row.selfLevel}`}><Icon name="message" size="s" />{t('queue.says', { level: t(`level.${row.selfLevel}` as Key) })}</span>}
      {row.slotAt && <span class="qc-mark"><Icon name="calendar" size="s" />{t('queue.booked', { time: timeText(row.slotAt) })}</span>}
      {row.why.some((w) => w.code === 'turn') && <span class="qc-mark qc-turn"><Icon name="refill" size="s" />{t('queue.theirTurn')}</span>}
      {row.collectOnly && <span class="qc-mark"><Icon name="pill" size="s" />{t('queue.collects')}</span>}
    </>
  )
}

export interface CardProps {
  row: QueueRow
  /** The step to offer as a button, if any; `filled` on the one card that is due. */
  step: Step | undefined
  filled: boolean
  fading: boolean
  selected: boolean
  /** On a list of all columns each card also says in which it stands. */
  stage?: boolean
  onStep: (step: Step, row: QueueRow) => void
  onMore: (row: QueueRow) => void
}

export function Card({ row, step, filled, fading, selected, stage, onStep, onMore }: CardProps) {
  const { patient: p } = row
  const look = step && stepLook(step, row)
  // Two animations of one look: a row that changes twice in a row fades twice.
  const fade = fading ? ` qc-new${row.version % 2}` : ''
  return (
    <article id={`row-${row.id}`} class={`card qc${isEmergency(row) ? ' qc1' : ''}${fade}${selected ? ' qc-sel' : ''}`} tabIndex={-1} data-testid={`card-${row.ticket}`} aria-label={`${row.ticket}, ${showName(p.displayName)}`}>
      <div class="row row-s">
        <Ticket number={row.ticket} />
        <span class="age num">{ageShort(p.age)}</span>
        {row.reason && !hasKey(`checkIn.reason.${row.reason}`) && <span class="t2"><Icon name="note" size="s" /><span class="vh">{t('queue.hasNote')}</span></span>}
        <IconButton class="sp" icon="dots" label={t('action.moreFor', { name: row.ticket })} aria-haspopup="dialog" data-testid={`more-${row.ticket}`} onClick={() => onMore(row)} />
      </div>
      <h3 class="nm">{showName(p.displayName)}</h3>
      {row.nameAlert && <p class="alertname"><Icon name="users" size="s" />{t('nameAlert.short')}</p>}
      <div class="qb">
        {!(row.collectOnly && row.level === 0) && <TriageBadge level={row.level as Level} />}
        {row.emergency && row.level === 0 && <span class="qc-sos">{t('queue.why.emergency')}</span>}
        <Marks row={row} />
        <Standing row={row} bar />
      </div>
      {row.estimate && <p class="cap num qc-est">{t('queue.estimateHead')}: {rangeText(row.estimate)}</p>}
      {stage && <p class="cap">{t(`stage.${row.stage}` as Key)}</p>}
      {look && <Button full size="s" kind={filled ? 'primary' : 'plain'} icon={step === 'call' ? 'bell' : undefined} data-testid={`step-${row.ticket}`} onClick={() => onStep(step, row)}>{look.text}</Button>}
    </article>
  )
}
