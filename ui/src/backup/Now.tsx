import { timeText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { Counts } from './Counts'
import { resultText, whenText, type Backup, type Run, type Standing, type Status } from './state'
import { StickArt } from './StickArt'

/** The first thing on the page: how it stands, and the one thing to do. */
export function Now({ how, status, run, last, busy, seen, onMake, onFolder }: { how: Standing; status: Status; run: Run | undefined; last: Backup | undefined; busy: boolean; seen: boolean; onMake: () => void; onFolder: () => void }) {
  const make = <Button kind={how === 'ok' ? 'plain' : 'primary'} icon="drive" busy={busy} onClick={onMake} data-testid="make-backup">{t('backup.make')}</Button>
  const canMake = status.present
  switch (how) {
    case 'running': return <Running run={status.run!} />
    case 'none': return (
      <section class="card bu-first" data-testid="backup-none">
        {!seen && <StickArt />}
        <div class="pad-l stack">
          {!seen && <><h2>{t('backup.none.title')}</h2><p>{t('backup.none.text')}</p></>}
          <p class="t2">{t('backup.none.or')}</p>
          <p><Button icon="drive" onClick={onFolder} data-testid="add-folder">{t('backup.folder')}</Button></p>
        </div>
      </section>
    )
    case 'never': return (
      <section class="card pad-l stack" data-testid="backup-never">
        <h2>{t('backup.never.title')}</h2>
        <p>{t('backup.never.text')}</p>
        {canMake ? <p>{make}</p> : <Bring status={status} />}
      </section>
    )
    case 'failed': return (
      <section class="stack" data-testid="backup-failed" data-result={status.trouble}>
        <Note tone="danger" alert><p class="b">{resultText(status.trouble!, run?.placeName ?? status.plug ?? status.placeName ?? '')}</p><p>{t('backup.earlier')}</p></Note>
        {last && <Old status={status} tone={status.level === 'ok' ? 'info' : 'warn'} />}
        {canMake ? <p>{make}</p> : status.trouble !== 'place-gone' && <Bring status={status} />}
      </section>
    )
    case 'old': return (
      <section class="stack" data-testid="backup-old" data-level={status.level}>
        <Old status={status} tone={status.level === 'now' ? 'danger' : 'warn'} />
        {canMake ? <p>{make}</p> : <Bring status={status} />}
      </section>
    )
    case 'ok': return (
      <section class="bu-good" data-testid="backup-good">
        <span class="bu-tick"><Icon name="check" /></span>
        <div class="grow stack-s stack">
          <h2>{t('backup.good.title')}</h2>
          {last && <p>{t('backup.good.text', { when: whenText(last.madeAt), place: last.placeName })}</p>}
          {last && <Counts counts={last.counts} />}
          <div class="row wrap no-print">
            {last && <Button kind="primary" icon="print" href={`/print/backup/${last.id}`} data-testid="print-slip">{t('backup.slip')}</Button>}
            {canMake && make}
          </div>
        </div>
      </section>
    )
  }
}

function Old({ status, tone }: { status: Status; tone: 'info' | 'warn' | 'danger' }) {
  return (
    <Note tone={tone} icon="clock">
      <p>{status.lastGoodAt && t('backup.old.text', { when: whenText(status.lastGoodAt), place: status.placeName ?? '' })}</p>
      {status.ageHours === undefined && <p>{t('backup.old.doubt')}</p>}
    </Note>
  )
}

/** No place is there: which one to bring. */
function Bring({ status }: { status: Status }) {
  return status.plug ? <p class="bu-bring" data-testid="bring"><Icon name="stick" /><b>{t('backup.old.plug', { place: status.plug })}</b></p> : null
}

const STOPS = ['writing', 'proving', 'done'] as const

function Running({ run }: { run: Run }) {
  const stops = run.kind === 'proof' ? STOPS.slice(1) : STOPS
  const at = stops.findIndex((s) => s === run.phase)
  return (
    <section class="card bu-now" data-testid="backup-running" data-phase={run.phase} aria-label={t('backup.title')}>
      <div class="dline">
        {stops.map((s, i) => (
          <span key={s} class={`stop${i < at ? ' done' : i === at ? ' on' : ''}`}>
            <b class="bu-w">{i < at && <Icon name="check" size="s" />}{t(`backup.phase.${s}`)}</b>
            {i === at ? t('backup.percent', { n: run.percent }) : i > at ? t('backup.phase.waits') : ''}
          </span>
        ))}
      </div>
      <div class="bu-pr">
        <progress class="bu-bar" max={100} value={run.percent} aria-label={t(`backup.phase.${run.phase}`)} />
        <p class="row wrap"><span>{t('backup.work')}</span><span class="cap sp">{t(run.reason === 'asked' || run.kind === 'proof' ? 'backup.startedBy.asked' : 'backup.startedBy.self', { time: timeText(run.startedAt) })}</span></p>
        <Note tone="warn">{t('backup.stay')}</Note>
      </div>
    </section>
  )
}
