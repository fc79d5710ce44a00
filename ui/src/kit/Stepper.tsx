import './stepper.css'
import type { ComponentChildren } from 'preact'
import { t } from '../i18n/words'
import { Icon } from './Icon'
import { LanguageSwitch } from './LanguageSwitch'
import { Wordmark } from './Logo'

export interface StepperProps {
  /** Every step in order; `at` is the one on the page, from 0. */
  steps: readonly { id: string; label: string }[]
  at: number
  title: string
  lead?: ComponentChildren
  children: ComponentChildren
  /** Back and Next. */
  foot: ComponentChildren
  /** One sentence that stays at the side. */
  note?: string
}

/** The inside of a wizard page: one question a page, the way so far at the side. Wrap it in <Page bare>. */
export function Stepper({ steps, at, title, lead, children, foot, note }: StepperProps) {
  return (
    <div class="wiz">
      <aside class="w-side">
        <Wordmark class="w-logo" />
        <LanguageSwitch />
        <ol>
          {steps.map((s, i) => (
            <li key={s.id} class={i < at ? 'ok' : i === at ? 'on' : undefined} aria-current={i === at ? 'step' : undefined}>
              <i>{i < at ? <Icon name="check" size="s" /> : i + 1}</i>{s.label}
            </li>
          ))}
        </ol>
        {note && <p class="w-note">{note}</p>}
      </aside>
      <section class="w-main">
        <p class="eyebrow">{t('setup.stepOf', { step: at + 1, steps: steps.length })}</p>
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        <div class="w-body">{children}</div>
        <div class="w-foot">{foot}</div>
      </section>
    </div>
  )
}
