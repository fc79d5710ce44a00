import { t, type Key } from '../i18n/words'

const TABS: readonly { path: string; label: Key }[] = [
  { path: '/staff', label: 'staff.title' },
  { path: '/departments', label: 'department.title' },
  { path: '/permissions', label: 'may.title' },
  { path: '/activity', label: 'activity.tab' },
  { path: '/programs', label: 'program.title' },
]

/** The pages about who works where and may do what. */
export function TeamTabs({ at }: { at: '/staff' | '/departments' | '/permissions' | '/programs' | '/activity' }) {
  return (
    <nav class="chips" aria-label={t('staff.pages')}>
      {TABS.map((tab) => <a key={tab.path} class={`chip${tab.path === at ? ' on' : ''}`} href={tab.path} aria-current={tab.path === at ? 'page' : undefined}>{t(tab.label)}</a>)}
    </nav>
  )
}
