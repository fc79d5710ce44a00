import { signal } from '@preact/signals'

/** The path on the page, without the query: "/patients/018f...". */
export const path = signal(location.pathname)
/** True once the page was changed inside the app: then focus moves to the new heading. */
export const moved = signal(false)

export type Params = Readonly<Record<string, string>>

/** The params when `pattern` ("/patients/:id") fits `at`, else undefined. */
export function match(pattern: string, at: string): Params | undefined {
  const want = pattern.split('/')
  const have = at.replace(/\/+$/, '').split('/')
  if (have.length === 1) have.push('') // "/" itself
  if (want.length !== have.length) return undefined
  const params: Record<string, string> = {}
  for (let i = 0; i < want.length; i++) {
    const [w, h] = [want[i]!, have[i]!]
    if (w.startsWith(':') && h) params[w.slice(1)] = safeDecode(h)
    else if (w !== h) return undefined
  }
  return params
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Goes to another page of the app. Never put a name, a number or what was typed into the address. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === path.value) return
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  show()
  scrollTo(0, 0)
}

/** Back to where one came from; to `otherwise` when the app was opened on this page. */
export function back(otherwise: string): void {
  if (moved.value) history.back()
  else navigate(otherwise, { replace: true })
}

function show(): void {
  moved.value = true
  path.value = location.pathname
}

/** Plain links stay plain links: pressing one inside the app does not load the page anew. */
export function startRouter(): void {
  addEventListener('popstate', show)
  document.addEventListener('click', (e) => {
    if (e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
    const link = (e.target as Element).closest?.('a[href]')
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return
    const to = new URL(link.href)
    if (to.origin !== location.origin || to.pathname.startsWith('/api/') || (to.hash && to.pathname === location.pathname)) return
    e.preventDefault()
    navigate(to.pathname)
  })
}
