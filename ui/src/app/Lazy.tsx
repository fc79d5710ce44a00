import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { ApiError, errorText } from './problem'
import { complain } from './complain'

export type Loader<P> = () => Promise<{ default: ComponentType<P> }>
const have = new Map<unknown, ComponentType<never>>()

/** Fetches it beforehand, so that it comes with what is around it and moves nothing. */
export async function fetchFirst<P extends object>(load: Loader<P>): Promise<ComponentType<P>> {
  const { default: found } = await load()
  have.set(load, found as ComponentType<never>)
  return found
}

/**
 * Shows a component whose code is fetched when it is first needed; says so when that fails, and tries again.
 * `over`: it comes over a page (a sheet), so there is nothing to show until it is there.
 */
export function Lazy<P extends object>({ load, props, over }: { load: Loader<P>; props: P; over?: boolean }) {
  const [Found, setFound] = useState<ComponentType<P> | undefined>(() => have.get(load) as ComponentType<P> | undefined)
  const [failed, setFailed] = useState(false)
  const fetchIt = () => {
    setFailed(false)
    fetchFirst(load).then((found) => setFound(() => found), () => {
      setFailed(true)
      if (over) complain(new ApiError(0))
    })
  }
  useEffect(() => {
    if (!Found) fetchIt()
  }, [])
  if (Found) return <Found {...props} />
  if (over) return null
  if (failed) return <main class="main" id="main"><div class="page stack"><Note tone="danger" alert>{errorText(new ApiError(0))}</Note><p><Button onClick={fetchIt}>{t('action.tryAgain')}</Button></p></div></main>
  return <main class="main" id="main" aria-busy="true"><div class="page"><Skeleton rows={5} /></div></main>
}
