import { useEffect, useState } from 'preact/hooks'

export type Found = 'trying' | 'yes' | 'no'

const LIMIT_MS = 6000
const EVERY_MS = 3000

/** A picture from the box's secure address comes only into a browser that trusts it. */
export function seen(secure: string): Promise<boolean> {
  return new Promise((resolve) => {
    const picture = new Image()
    const limit = setTimeout(() => { picture.src = ''; resolve(false) }, LIMIT_MS)
    const end = (yes: boolean) => { clearTimeout(limit); resolve(yes) }
    picture.onload = () => end(true)
    picture.onerror = () => end(false)
    picture.src = `${secure}trust/seen.svg?${Date.now()}`
  })
}

/** Looks again and again while the page is open: the steps are done in another app. The first address that is trusted, '' for none yet. */
export function useTrusted(secure: readonly string[], look: boolean): { found: Found; at: string } {
  const [state, setState] = useState<{ found: Found; at: string }>({ found: 'trying', at: '' })
  const key = secure.join(' ')
  useEffect(() => {
    if (!look || !key) return
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = async () => {
      const answers = await Promise.all(secure.map(seen))
      if (over) return
      const at = secure.find((_, i) => answers[i]) ?? ''
      setState({ found: at ? 'yes' : 'no', at })
      if (!at) timer = setTimeout(() => void again(), EVERY_MS)
    }
    void again()
    return () => { over = true; clearTimeout(timer) }
  }, [key, look])
  return state
}

/** A camera that this page may ask for. Whether somebody will allow it, only asking can tell. */
export async function camera(): Promise<boolean> {
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices?.getUserMedia) return false
  try {
    return (await devices.enumerateDevices()).some((d) => d.kind === 'videoinput')
  } catch {
    return false
  }
}

/**
 * Registers the worker and has it answer by itself what the network does not know. A browser that was only clicked
 * past the warning gets this far and no farther.
 */
export async function offline(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/' })
    await navigator.serviceWorker.ready
    const worker = registration.active
    if (!worker) return false
    return await new Promise((resolve) => {
      const limit = setTimeout(() => resolve(false), LIMIT_MS)
      const line = new MessageChannel()
      line.port1.onmessage = (e) => { clearTimeout(limit); resolve(e.data === 'here') }
      worker.postMessage('there?', [line.port2])
    })
  } catch {
    return false
  }
}
