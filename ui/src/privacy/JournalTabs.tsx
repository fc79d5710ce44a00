import { t, type Key } from '../i18n/words'

const TABS = [
  { path: '/journal', label: 'journal.title' },
  { path: '/journal/seen', label: 'breach.tab' },
  { path: '/journal/consent', label: 'consent.title' },
  { path: '/journal/retention', label: 'retention.title' },
] as const satisfies readonly { path: string; label: Key }[]

/** The pages about who saw what, and what the law asks of it. */
export function JournalTabs({ at }: { at: (typeof TABS)[number]['path'] }) {
  return (
    <nav class="chips no-print" aria-label={t('journal.pages')}>
      {TABS.map((tab) => <a key={tab.path} class={`chip${tab.path === at ? ' on' : ''}`} href={tab.path} aria-current={tab.path === at ? 'page' : undefined}>{t(tab.label)}</a>)}
    </nav>
  )
}
