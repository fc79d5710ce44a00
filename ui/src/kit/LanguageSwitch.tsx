import './language.css'
import { language, setLanguage, t, type Language } from '../i18n/words'

const LANGUAGES: readonly { code: Language; name: string; short: string }[] = [
  { code: 'en', name: 'English', short: 'EN' },
  { code: 'st', name: 'Sesotho', short: 'ST' },
]

/** Each language named in itself, two letters on a phone; the page changes at once. `onChange` can also keep the choice on the server. */
export function LanguageSwitch({ large, onChange }: { large?: boolean; onChange?: (to: Language) => void }) {
  return (
    <span class={`lang${large ? ' lang-l' : ''}`} role="group" aria-label={t('language.choose')}>
      {LANGUAGES.map((l) => (
        <button key={l.code} type="button" lang={l.code} aria-pressed={language.value === l.code} data-testid={`language-${l.code}`}
          onClick={() => { void setLanguage(l.code); onChange?.(l.code) }}>
          <span class="lang-name">{l.name}</span>{!large && <span class="lang-short" aria-hidden="true">{l.short}</span>}
        </button>
      ))}
    </span>
  )
}
