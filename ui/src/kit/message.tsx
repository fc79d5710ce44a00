import './message.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Icon, type IconName } from './Icon'

const TONES = {
  warn: { cls: 'note-w', icon: 'info' }, danger: { cls: 'note-d', icon: 'warn' },
  info: { cls: 'note-i', icon: 'info' }, ok: { cls: 'note-k', icon: 'check' },
} as const

/** A message inside a page: what happened, whether the data is safe, what to do. `alert` reads it aloud at once. */
export function Note({ tone, icon, alert, children }: { tone: keyof typeof TONES; icon?: IconName; alert?: boolean; children: ComponentChildren }) {
  return <div class={`note ${TONES[tone].cls}`} role={alert ? 'alert' : undefined}><Icon name={icon ?? TONES[tone].icon} /><div class="grow">{children}</div></div>
}

/** One line across the page, under the top bar. Never covers a control. */
export function Strip({ tone = 'warn', icon, children }: { tone?: 'warn' | 'info' | 'now'; icon: IconName; children: ComponentChildren }) {
  return <div class={`strip${{ warn: '', info: ' strip-i', now: ' strip-n' }[tone]}`} role="status"><Icon name={icon} /><span class="grow">{children}</span></div>
}

/** What this list is, why it may be empty, one action. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <svg class="art" viewBox="0 0 132 92" aria-hidden="true" fill="none" stroke="#5F7377" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">
        <path d="M8 84h116" />
        <path d="M22 84V64h88v20M16 64h100M30 64V46h12v18M60 64V46h12v18M90 64V46h12v18" fill="#F7F5F0" />
        <circle cx="66" cy="4" r="3.5" fill="#E4DAC3" />
        <path d="M66 8v0c2 9 7 14 16 18-5 2-10 2.5-16 2.5S55 28 50 26c9-4 14-9 16-18Z" fill="#E4DAC3" />
      </svg>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}

/** Nothing for 200 ms, then rows of about the final height; after 5 s it says so and can be cancelled. */
export function Skeleton({ rows = 3, onCancel }: { rows?: number; onCancel?: () => void }) {
  const [stage, setStage] = useState<'nothing' | 'rows' | 'long'>('nothing')
  useEffect(() => {
    const a = setTimeout(() => setStage('rows'), 200)
    const b = setTimeout(() => setStage('long'), 5000)
    return () => { clearTimeout(a); clearTimeout(b) }
  }, [])
  return (
    <div aria-busy="true" aria-live="polite">
      {stage === 'long' && <p class="cap sk-say">{t('app.stillWorking')} {onCancel && <a href="#" onClick={(e) => { e.preventDefault(); onCancel() }}>{t('action.cancel')}</a>}</p>}
      {stage !== 'nothing' && Array.from({ length: rows }, (_, i) => (
        <div class="sk" key={i} aria-hidden="true"><i class="sk-a" /><div><i class="sk-l" /><i class="sk-m" /></div></div>
      ))}
    </div>
  )
}
