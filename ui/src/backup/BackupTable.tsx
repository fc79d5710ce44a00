import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon, type IconName } from '../kit/Icon'
import { Table, type Column } from '../kit/Table'
import { sizeText } from '../manager/size'
import { whenText, type Backup } from './state'

const STATE: Record<Backup['state'], { icon: IconName; look: string }> = {
  good: { icon: 'check', look: 'k' }, bad: { icon: 'warn', look: 'd' }, thinned: { icon: 'undo', look: 'o' }, missing: { icon: 'warn', look: 'w' },
}

/** Every backup that was good when it was made, the newest first. */
export function BackupTable({ backups, kept, onOpen }: { backups: readonly Backup[]; kept: Schema['BackupList']['kept']; onOpen: (b: Backup) => void }) {
  const columns: Column<Backup>[] = [
    { key: 'when', head: t('backup.when'), class: 'nm num', cell: (b) => whenText(b.madeAt) },
    { key: 'where', head: t('backup.where'), class: 'bu-where', cell: (b) => b.placeName },
    { key: 'size', head: t('backup.size'), class: 'num mg-wide', num: true, cell: (b) => sizeText(b.bytes) },
    { key: 'proof', head: t('backup.proof'), cell: (b) => <State backup={b} /> },
    { key: 'open', head: <span class="vh">{t('backup.open')}</span>, num: true, cell: (b) => <Button size="s" kind="quiet" data-testid={`backup-${b.number}`} aria-label={t('backup.openNamed', { when: whenText(b.madeAt) })} onClick={() => onOpen(b)}>{t('backup.open')}</Button> },
  ]
  return (
    <section class="card mg-stack">
      <div class="card-head"><h2>{t('backup.list')}</h2></div>
      {backups.length === 0 ? <p class="tfoot t2">{t('backup.listEmpty')}</p>
        : <Table label={t('backup.list')} columns={columns} rows={backups} rowKey={(b) => b.id} rowClass={(b) => (b.state === 'thinned' || b.state === 'missing' ? 'gone' : undefined)} />}
      <p class="tfoot cap">{t('backup.kept', { days: kept.days, weeks: kept.weeks, months: kept.months })}</p>
    </section>
  )
}

export function State({ backup: b }: { backup: Backup }) {
  const { icon, look } = STATE[b.state]
  return <span class={`state state-${look}`} data-state={b.state}><Icon name={icon} size="s" />{t(`backup.state.${b.state}`)}</span>
}
