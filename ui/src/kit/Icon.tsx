import './icon.css'
import { drawings } from './icons'

export type IconName = keyof typeof drawings

/** Sizes: s 16, m 20, l 24, xl 32 px. */
export function Icon({ name, size = 'm', class: extra }: { name: IconName; size?: 's' | 'm' | 'l' | 'xl'; class?: string }) {
  const cls = `i${size === 'm' ? '' : ` i-${size}`}${extra ? ` ${extra}` : ''}`
  return <svg class={cls} viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML={{ __html: drawings[name] }} />
}
