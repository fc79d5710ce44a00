import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { sizeText } from '../manager/size'
import type { Seen } from './state'

/** What is plugged in and not in use: asked for, never taken. */
export function Strangers({ seen, onUse }: { seen: readonly Seen[]; onUse: (m: Seen) => void }) {
  return <>{seen.map((m) => <Stranger key={m.path} medium={m} onUse={() => onUse(m)} />)}</>
}

function Stranger({ medium: m, onUse }: { medium: Seen; onUse: () => void }) {
  return (
    <section class="card bu-seen" data-testid="seen" data-mark={m.mark}>
      <span class="mg-icon"><Icon name={m.network ? 'net' : 'stick'} /></span>
      <div class="grow">
        <h2>{t(m.network ? 'backup.seen.share' : 'backup.seen.title')}</h2>
        <p><b>{m.label || m.path}</b>{m.bytes > 0 && <span class="t2 num"> · {t('backup.place.free', { free: sizeText(m.freeBytes), all: sizeText(m.bytes) })}</span>}</p>
        <p class="t2">{t(m.readOnly ? 'backup.seen.readOnly' : m.mark === 'failing' ? 'backup.seen.failing' : m.mark === 'other' ? 'backup.seen.marked' : 'backup.seen.text')}</p>
      </div>
      {!m.readOnly && m.mark !== 'failing' && <Button kind={m.mark === 'other' ? 'plain' : 'primary'} icon="plus" onClick={onUse} data-testid="use-medium">{t('backup.seen.use')}</Button>}
    </section>
  )
}
