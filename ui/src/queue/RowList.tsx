import { useState } from 'preact/hooks'
import { plural, t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { minute } from '../kit/clock'
import { DayLine } from '../kit/DayLine'
import { Empty } from '../kit/message'
import { sexAge, showName, Ticket, type Sex } from '../kit/person'
import { Table } from '../kit/Table'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { Marks, Standing } from './Card'
import { LineCard, type LineProps } from './Columns'
import { rangeText } from './place'
import { columns, isLate, nextStep, STAGES, type OpenStage, type QueueRow } from './rows'
import { stepLook } from './steps'

/** The line as one list in serving order, with the day line as a filter: a table where there is room, cards elsewhere. */
export function RowList({ table, ...props }: LineProps & { table: boolean }) {
  const [stage, setStage] = useState<OpenStage | undefined>()
  const by = columns(props.rows)
  const rows = stage ? by[stage] : props.rows
  const stops = STAGES.filter((s) => s !== 'other' || by.other.length > 0)
    .map((s) => ({ id: s, label: t(`stage.${s}`), count: by[s].length, late: by[s].filter((r) => isLate(r, minute.value)).length }))
  return (
    <div class="stack">
      <div class="card">
        <DayLine label={t('queue.stages')} chosen={stage} onChoose={(id) => (id === 'done' ? props.onDone() : setStage(id as OpenStage | undefined))}
          stops={[...stops, { id: 'done', label: t('stage.done'), count: props.done, late: 0, done: true }]} />
      </div>
      {rows.length === 0 ? <Empty title={stage ? t('queue.emptyStage', { stage: t(`stage.${stage}`) }) : t('queue.emptyTitle')} text={t('queue.emptyLead')}>
        {stage && <Button icon="line" onClick={() => setStage(undefined)}>{t('queue.seeAll')}</Button>}</Empty>
        : table ? <LineTable {...props} rows={rows} />
        : <div class="qlist">{rows.map((row) => <LineCard key={row.id} row={row} stage={!stage} {...props} />)}</div>}
      {!table && props.done > 0 && <p class="row"><span class="t2">{plural('queue.goneHome', props.done)}</span><Button size="s" class="sp" data-testid="show-done" onClick={props.onDone}>{t('queue.showDone')}</Button></p>}
    </div>
  )
}

function LineTable({ rows, ...p }: LineProps) {
  return (
    <div class="card">
      <Table label={t('queue.title')} rows={rows} rowKey={(r) => r.id}
        rowClass={(r) => [r.level === 1 && 'l1', r.id === p.selected && 'sel', p.fading.has(r.id) && 'changed'].filter(Boolean).join(' ') || undefined}
        columns={[
          { key: 'ticket', head: t('ticket.label'), cell: (r) => <span id={`row-${r.id}`} tabIndex={-1}><Ticket number={r.ticket} /></span> },
          { key: 'name', head: t('name.label'), cell: (r) => <><span class="nm">{showName(r.patient.displayName)}</span> <span class="cap num">{sexAge({ sex: r.patient.sex as Sex, age: r.patient.age })}</span></> },
          { key: 'level', head: t('level.label'), cell: (r) => <span class="row row-s wrap">{!(r.collectOnly && r.level === 0) && <TriageBadge level={r.level as Level} />}<Marks row={r} /></span> },
          { key: 'wait', head: t('wait.title'), cell: (r) => <Standing row={r} /> },
          ...(rows.some((r) => r.estimate) ? [{ key: 'estimate', head: t('queue.estimateHead'), cell: (r: QueueRow) => (r.estimate ? <span class="num">{rangeText(r.estimate)}</span> : null) }] : []),
          { key: 'stage', head: t('queue.stage'), cell: (r) => t(`stage.${r.stage}`) },
          { key: 'step', head: <span class="vh">{t('queue.actions')}</span>, class: 'qact', cell: (r) => {
            const step = p.buttons.has(r.id) ? nextStep(r, p.who) : undefined
            return <span class="row row-s">
              {step && <Button size="s" kind={r.id === p.due ? 'primary' : 'plain'} data-testid={`step-${r.ticket}`} onClick={() => p.onStep(step, r)}>{stepLook(step, r).text}</Button>}
              <IconButton class="sp" icon="dots" label={t('action.moreFor', { name: r.ticket })} aria-haspopup="dialog" data-testid={`more-${r.ticket}`} onClick={() => p.onMore(r)} />
            </span>
          } },
        ]} />
    </div>
  )
}
