import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { useCommandId } from '../app/useCommandId'
import { instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { sizeText } from '../manager/size'
import { State } from './BackupTable'
import { Counts } from './Counts'
import { laterText, type Backup, type Place } from './state'

/** All that is known of one backup, to compare it with its slip and to prove it again. */
export function BackupSheet({ backup: b, place, running, onClose, onDone }: { backup: Backup; place: Place | undefined; running: boolean; onClose: () => void; onDone: () => void }) {
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const there = place?.where === 'there' || place?.where === 'read-only'
  const lies = b.state === 'good' || b.state === 'bad'
  const prove = () => {
    setBusy(true)
    ask(api.POST('/api/v1/backups/{backupId}/prove', { params: { path: { backupId: b.id } }, body: { id: id.current } }))
      .then(() => { id.next(); onClose(); onDone() }, (e: unknown) => { id.next(); complain(e); setBusy(false) })
  }
  return (
    <Sheet title={t('backup.sheet', { number: b.number })} sub={<State backup={b} />} onClose={onClose}
      foot={(
        <>
          {lies && there && !running && <Button icon="refill" busy={busy} onClick={prove} data-testid="prove-again">{t('backup.prove')}</Button>}
          {b.state === 'good' && <Button kind="primary" icon="print" href={`/print/backup/${b.id}`}>{t('backup.slip')}</Button>}
        </>
      )}>
      <div class="stack">
        {b.failure && <Note tone="danger"><p>{t('backup.failedOn', { when: instantText(b.failedAt!) })}</p><p>{laterText(b.failure, b.placeName)}</p></Note>}
        {b.doubtful && <Note tone="warn" icon="clock">{t('backup.doubtful')}</Note>}
        <Counts counts={b.counts} />
        <dl class="kv mg-kv">
          <dt>{t('backup.when')}</dt><dd>{instantText(b.madeAt)}</dd>
          <dt>{t('backup.where')}</dt><dd>{b.placeName}</dd>
          <dt>{t('backup.provedOn')}</dt><dd>{instantText(b.provedAt)}</dd>
          <dt>{t('backup.size')}</dt><dd>{sizeText(b.bytes)}</dd>
          <dt>{t('backup.file')}</dt><dd class="mono">{b.file}</dd>
          <dt>{t('backup.fingerprint')}</dt><dd class="mono">{(b.fingerprint ?? []).join(' ')}</dd>
          <dt>{t('backup.words')}</dt><dd>{(b.words ?? []).join(' · ')}</dd>
          <dt>{t('backup.version')}</dt><dd>{b.version}</dd>
        </dl>
        {lies && !there && <p class="t2">{t('backup.provePlug', { place: b.placeName })}</p>}
      </div>
    </Sheet>
  )
}
