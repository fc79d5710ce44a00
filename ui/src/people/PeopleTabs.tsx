import { findPage } from '../app/nav'
import { t, type Key } from '../i18n/words'

const TABS = [
  { path: '/duplicates', label: 'people.doubles' },
  { path: '/imports', label: 'people.registers' },
  { path: '/files', label: 'people.files' },
] as const satisfies readonly { path: string; label: Key }[]

/** The pages about the register as a whole; each person is offered those that are theirs. Needs allWords(). */
export function PeopleTabs({ at }: { at: (typeof TABS)[number]['path'] }) {
  const mine = TABS.filter((tab) => typeof findPage(tab.path) === 'object')
  if (mine.length < 2) return null
  return (
    <nav class="chips no-print" aria-label={t('people.pages')}>
      {mine.map((tab) => <a key={tab.path} class={`chip${tab.path === at ? ' on' : ''}`} href={tab.path} aria-current={tab.path === at ? 'page' : undefined}>{t(tab.label)}</a>)}
    </nav>
  )
}
