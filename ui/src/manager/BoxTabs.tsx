import { can } from '../app/session'
import type { Operation } from '../app/api'
import { t, type Key } from '../i18n/words'

const TABS: readonly { path: string; label: Key; needs: Operation }[] = [
  { path: '/system', label: 'system.title', needs: 'system.read' },
  { path: '/backups', label: 'backup.title', needs: 'backup.list' },
  { path: '/network', label: 'network.title', needs: 'trust.read' },
  { path: '/keys', label: 'nav.keys', needs: 'keys.list' },
]

/** The pages about the box itself: how it is doing, how it is reached, what opens it. */
export function BoxTabs({ at }: { at: '/system' | '/backups' | '/network' | '/keys' }) {
  return (
    <nav class="chips" aria-label={t('system.pages')}>
      {TABS.filter((tab) => can(tab.needs)).map((tab) => <a key={tab.path} class={`chip${tab.path === at ? ' on' : ''}`} href={tab.path} aria-current={tab.path === at ? 'page' : undefined}>{t(tab.label)}</a>)}
    </nav>
  )
}
