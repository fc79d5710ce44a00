import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { moved } from './router'
import { clinicName } from './session'

export interface PageProps {
  /** `data-page` on <main>, for tests and print: "queue-board". */
  name: string
  /** For the window title and, by itself, nothing else: write the <h1> in the page. */
  title: string
  /** Sticky above the content: a patient banner. */
  banner?: ComponentChildren
  /** Buttons of a task in progress; sticks to the foot and takes the place of the bottom bar. */
  actions?: ComponentChildren
  /** A task in progress whose page draws its own action bar. */
  task?: boolean
  /** 'h1': the heading gets focus after moving here (the rule). 'own': the page focuses something better, a search box. */
  focus?: 'h1' | 'own'
  /** No padding: the page has its own panes. */
  flush?: boolean
  class?: string
  children: ComponentChildren
}

/** Every page is wrapped in one: title, <main>, focus after moving, action bar. */
export function Page({ name, title, banner, actions, task, focus = 'h1', flush, class: extra, children }: PageProps) {
  const main = useRef<HTMLElement>(null)
  const full = `${title} - ${clinicName.value}`
  useEffect(() => {
    document.title = full
  }, [full])
  useEffect(() => {
    if (focus === 'own' || !moved.value) return
    const head = main.current?.querySelector('h1')
    const target = (head ?? main.current) as HTMLElement | null
    target?.setAttribute('tabindex', '-1')
    target?.focus({ preventScroll: true })
  }, [name])
  return (
    <main class={`main${actions || task ? ' main-task' : ''}`} id="main" data-page={name} tabIndex={-1} ref={main}>
      {banner}
      <div class={`page${flush ? ' page-flush' : ''}${extra ? ` ${extra}` : ''}`}>{children}</div>
      {actions && <div class="actions">{actions}</div>}
    </main>
  )
}
