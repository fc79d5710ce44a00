import type { Schema } from '../../app/api'
import { countText, instantText } from '../../i18n/dates'
import { t } from '../../i18n/words'
import { Icon } from '../../kit/Icon'
import { Note } from '../../kit/message'
import { Table, type Column } from '../../kit/Table'
import type { Restored } from './desk'
import { Frame } from './Frame'

interface Line { what: string; written: string; found: string; same: boolean; seal?: boolean }

const line = (c: Schema['RestoredCount']): Line => ({ what: t(`restore.count.${c.what}`), written: countText(c.written), found: countText(c.found), same: c.written === c.found })

/** What was written in the backup beside what is on the box now, to be held against the slip. */
export function DoneStep({ result: r, onDone }: { result: Restored; onDone: () => void }) {
  const rows: Line[] = [
    ...r.counts.map(line),
    { what: t('restore.seal'), written: r.head.slice(0, 2).join(' '), found: r.found.slice(0, 2).join(' '), same: r.head.join() === r.found.join(), seal: true },
  ]
  const columns: Column<Line>[] = [
    { key: 'what', head: t('restore.counted'), class: 'nm', cell: (l) => l.what },
    { key: 'written', head: t('restore.written'), num: true, cell: (l) => <span class={l.seal ? 'mono' : 'num'}>{l.written}</span> },
    { key: 'found', head: t('restore.found'), num: true, cell: (l) => <b class={l.seal ? 'mono' : 'num'}>{l.found}</b> },
    { key: 'same', head: t('restore.compared'), cell: (l) => <span class={`state state-${l.same ? 'k' : 'd'}`}><Icon name={l.same ? 'check' : 'warn'} size="s" /><span class="rs-word">{t(l.same ? 'restore.same' : 'restore.differs')}</span></span> },
  ]
  const time = r.seconds < 60 ? t('restore.seconds', { n: r.seconds }) : t('restore.minutes', { m: Math.floor(r.seconds / 60), s: r.seconds % 60 })
  return (
    <Frame step="done" title={t(r.same ? 'restore.doneTitle' : 'restore.doneDiffers')} lead={t('restore.doneLead', { time })}
      next={t('restore.start')} onNext={onDone} onBack={{ says: t('restore.print'), do: () => print() }} backIcon="print">
      <section class="card rs-table" data-testid="restore-done" data-same={r.same ? 'yes' : 'no'}>
        <Table label={t('restore.compared')} columns={columns} rows={rows} rowKey={(l) => l.what} />
        {r.words.length > 0 && <p class="tfoot cap"><span>{t('backup.words')}: <b>{r.words.join(' · ')}</b></span></p>}
      </section>
      <div class="rs-two">
        <Note tone="warn" icon="clock"><b>{t('restore.missing')}</b> {t('restore.missingText', { when: instantText(r.since) })}</Note>
        {!r.safety && <Note tone="info" icon="key"><b>{t('restore.oldBox')}</b> {t('restore.oldBoxText')}</Note>}
      </div>
      {r.hadOwnKey && !r.autoUnlock && <Note tone="info" icon="lock">{t('restore.noAuto')}</Note>}
      <p class="t2">{t('restore.everybody')}{r.safety ? ` ${t('restore.safety', { folder: r.safety })}` : ''}</p>
    </Frame>
  )
}
