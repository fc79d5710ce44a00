import { pages, type PageEntry } from './pages'
import { match, type Params } from './router'
import { can, hasRole } from './session'

type NavEntry = PageEntry & { nav: NonNullable<PageEntry['nav']> }

const fits = (e: PageEntry) => (!e.needs || can(e.needs)) && (!e.role || hasRole(e.role))

/** What the rail and the bottom bar offer this person, each path once. */
export function navEntries(): NavEntry[] {
  const seen = new Set<string>()
  return pages.filter((e): e is NavEntry => {
    if (!e.nav || !fits(e) || seen.has(e.path)) return false
    seen.add(e.path)
    return true
  })
}

export type Found = { entry: PageEntry; params: Params } | 'nothing' | 'forbidden'

/** The page for a path, for this person. */
export function findPage(at: string): Found {
  let forbidden = false
  for (const entry of pages) {
    const params = match(entry.path, at)
    if (!params) continue
    if (fits(entry)) return { entry, params }
    forbidden = true
  }
  return forbidden ? 'forbidden' : 'nothing'
}
