import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Listen } from './clips'
import { ReasonArt } from './reasonArt'
import { Answer, Shell } from './Shell'

interface Option<V extends string> { value: V; label: string; art?: string }

/** One of a few; the press is the answer. */
export function Choose<V extends string>({ title, lead, clip, art, options, onChoose }: { title: string; lead: string; clip: string; art?: ComponentChildren; options: readonly Option<V>[]; onChoose: (value: V) => void }) {
  return (
    <>
      <div class="ki-q"><p class="ki-prog"><b>{lead}</b></p>{art}<h1>{title}</h1><Listen clip={clip} /></div>
      <div class="ki-ans ki-one">{options.map((o) => <Answer key={o.value} second testid={`choose-${o.value}`} onClick={() => onChoose(o.value)}>{o.label}</Answer>)}</div>
    </>
  )
}

/** Any of several, or none of them. */
export function ChooseMany<V extends string>({ name, title, clip, options, chosen, none, onDone, onBack }: { name: string; title: string; clip: string; options: readonly Option<V>[]; chosen: readonly string[]; none: string; onDone: (values: V[]) => void; onBack: () => void }) {
  const [on, setOn] = useState<readonly V[]>(options.map((o) => o.value).filter((v) => chosen.includes(v)))
  const flip = (v: V) => setOn(on.includes(v) ? on.filter((x) => x !== v) : [...on, v])
  return (
    <Shell name={name} title={title} onBack={onBack}>
      <div class="ki-q ki-tight"><p class="ki-prog"><b>{t('kiosk.aboutYou')}</b></p><h1>{title}</h1><p class="ki-sub">{t('kiosk.several')}</p><Listen clip={clip} /></div>
      <ul class={`ki-tiles${options[0]?.art ? '' : ' ki-words'}`}>
        {options.map((o) => (
          <li key={o.value}>
            <button type="button" class="ki-tile" aria-pressed={on.includes(o.value)} onClick={() => flip(o.value)} data-testid={`choose-${o.value}`}>
              {o.art && <ReasonArt code={o.art} />}<span><b>{o.label}</b></span><span class="ki-tick">{on.includes(o.value) && <Icon name="check" size="l" />}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="ki-ans ki-one"><button type="button" class={`ki-a ki-a2${on.length ? ' ki-a-on' : ''}`} onClick={() => onDone([...on])} data-testid="chosen">{on.length ? t('action.next') : none}</button></div>
    </Shell>
  )
}
