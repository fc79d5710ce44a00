import { useState } from 'preact/hooks'
import { can } from '../app/session'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { Icon } from '../kit/Icon'
import { KINDS, type Sending, type WordingName } from './say'
import { filled, measure } from './size'

/** What the messages say, and what they never say. */
export function WordingDock({ sending: s }: { sending: Sending }) {
  const [name, choose] = useState<WordingName>('reminder')
  const words = s.wordings[name]
  return (
    <aside class="card ms-dock" aria-label={t('message.wording')}>
      <p class="ms-dock-bar"><Icon name="message" size="s" />{t('message.wording')}</p>
      <div class="pad stack">
        <Segmented quiet legend={t('message.wording')} name="wording" value={name} onValue={choose} options={KINDS.slice(0, 3).map(([kind, value]) => ({ value, label: t(`message.kind.${kind}`) }))} />
        <Segmented quiet legend={t('message.wording')} name="wording2" value={name} onValue={choose} options={KINDS.slice(3).map(([kind, value]) => ({ value, label: t(`message.kind.${kind}`) }))} />
        <Preview lang="en" label="English" text={filled(words.en, s.samples.en ?? {}, s.plainLetters)} />
        <Preview lang="st" label="Sesotho" text={filled(words.st, s.samples.st ?? {}, s.plainLetters)} />
        <div class="ms-never">
          <h2 class="h3">{t('message.never')}</h2>
          <ul>{(['message.neverName', 'message.neverWhy', 'message.neverFound'] as const).map((k) => <li key={k}><Icon name="close" size="s" />{t(k)}</li>)}</ul>
        </div>
        {can('message.settings') && <Button full icon="pen" href="/messages/settings#wordings">{t('message.changeWording')}</Button>}
      </div>
    </aside>
  )
}

export function Preview({ lang, label, text }: { lang: 'en' | 'st'; label: string; text: string }) {
  return (
    <div>
      <p class="lab">{label}</p>
      <p class="ms-bubble" lang={lang}>{text}</p>
      <p class="cap num">{sizeText(text)}</p>
    </div>
  )
}

export function sizeText(text: string): string {
  const { signs, parts, dear } = measure(text)
  return `${plural('message.signs', signs)}, ${plural('message.parts', parts)}${dear ? `. ${t('message.dear', { letter: dear })}` : ''}`
}
