import './button.css'
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon'

export interface ButtonProps {
  /** One `primary` per view: the next right step. `quiet` has no border; `danger` and `warn` are outlined. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger' | 'warn'
  size?: 's' | 'm' | 'l'
  icon?: IconName
  /** An arrow or the like after the words. */
  iconEnd?: IconName
  /** Full width. */
  full?: boolean
  /** The key that does the same, drawn only where there is likely a keyboard: "Ctrl S". */
  keys?: string
  /** Working: says so to readers and ignores presses, but keeps focus and look. Never used to refuse. */
  busy?: boolean
  /** With an address it is a link that looks like a button. */
  href?: string
  type?: 'button' | 'submit'
  /** The id of the form it submits, when it stands outside of it. */
  form?: string
  class?: string
  onClick?: (e: MouseEvent) => void
  children?: ComponentChildren
  'aria-expanded'?: boolean
  'aria-label'?: string
  'data-testid'?: string
  /** Gets focus when its sheet opens. */
  'data-first'?: boolean
}

const KIND = { primary: ' btn-p', plain: '', quiet: ' btn-q', danger: ' btn-d', warn: ' btn-w' }
const SIZE = { s: ' btn-s', m: '', l: ' btn-l' }

export function Button(props: ButtonProps) {
  const { kind = 'plain', size = 'm', icon, iconEnd, full, keys, busy, href, type = 'button', children, onClick, ...rest } = props
  const cls = `btn${KIND[kind]}${SIZE[size]}${full ? ' btn-full' : ''}${rest.class ? ` ${rest.class}` : ''}`
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {iconEnd && <Icon name={iconEnd} />}
      {keys && <kbd class="kbd" aria-hidden="true">{keys}</kbd>}
    </>
  )
  if (href !== undefined) return <a {...rest} class={cls} href={href} onClick={onClick}>{inside}</a>
  return (
    <button {...rest} type={type} class={cls} aria-busy={busy ? 'true' : undefined} aria-disabled={busy ? 'true' : undefined} onClick={busy ? swallow : onClick}>
      {inside}
    </button>
  )
}

const swallow = (e: Event) => e.preventDefault()

/** A square button with an icon and a spoken name, for close, more and the like. */
export function IconButton({ icon, label, class: extra, ...rest }: Omit<ButtonHTMLAttributes, 'type' | 'role'> & { icon: IconName; label: string; class?: string }) {
  return (
    <button {...rest} type="button" class={`icon-btn${extra ? ` ${extra}` : ''}`} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}
