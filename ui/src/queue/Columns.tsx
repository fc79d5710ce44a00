import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Card } from './Card'
import { columns, isLate, nextStep, STAGES, type QueueRow, type Step, type Who } from './rows'

export interface LineProps {
  rows: readonly QueueRow[]
  who: Who
  /** Rows that show their next step as a button. */
  buttons: ReadonlySet<string>
  /** The row of the one filled button. */
  due: string | undefined
  fading: ReadonlySet<string>
  selected: string | undefined
  onStep: (step: Step, row: QueueRow) => void
  onMore: (row: QueueRow) => void
  done: number
  onDone: () => void
}

/** The board: a column for each stage, the one that waits for a clinician set off. */
export function Columns(props: LineProps) {
  const by = columns(props.rows)
  const stages = STAGES.filter((s) => s !== 'other' || by.other.length > 0)
  return (
    <div class={`board board-${stages.length + 1}`}>
      {stages.map((stage) => {
        const late = by[stage].filter((r) => isLate(r, minute.value)).length
        return (
          <section key={stage} class={`col${stage === 'waiting' ? ' col-on' : ''}`} aria-labelledby={`col-${stage}`} data-testid={`column-${stage}`}>
            <header>
              <b class="num">{by[stage].length}</b>
              <h2 id={`col-${stage}`}>{t(`stage.${stage}`)}</h2>
              {late > 0 && <span class="late">{plural('late.count', late)}</span>}
            </header>
            {by[stage].map((row) => <LineCard key={row.id} row={row} {...props} />)}
          </section>
        )
      })}
      <section class="col" aria-labelledby="col-done">
        <header><b class="num">{props.done}</b><h2 id="col-done">{t('queue.doneToday')}</h2></header>
        <div class="doneart">
          <p class="t2">{props.done ? plural('queue.goneHome', props.done) : t('queue.nobodyGone')}</p>
          {props.done > 0 && <Button size="s" data-testid="show-done" onClick={props.onDone}>{t('queue.showDone')}</Button>}
        </div>
      </section>
    </div>
  )
}

export function LineCard({ row, stage, ...p }: { row: QueueRow; stage?: boolean } & LineProps) {
  return (
    <Card row={row} stage={stage} step={p.buttons.has(row.id) ? nextStep(row, p.who) : undefined} filled={row.id === p.due} fading={p.fading.has(row.id)}
      selected={row.id === p.selected} onStep={p.onStep} onMore={p.onMore} />
  )
}
