import { useEffect, useRef } from 'preact/hooks'
import { api, ask } from '../app/api'
import { useLive } from '../app/live'
import { device, readSession } from '../app/session'
import { useLoad } from '../app/useLoad'

const EVERY_MS = 15_000
const SOON_MS = 150
const AGAIN_MS = 4000

/** What the wall shows, as it is now; and when it was last known to be so, on this device's own clock. */
export function useScreen() {
  const heard = useRef(Date.now())
  const found = useLoad(async () => {
    const screen = await ask(api.GET('/api/v1/display'))
    heard.current = Date.now()
    return screen
  }, [])
  const reload = useRef(found.reload)
  reload.current = found.reload
  useEffect(() => {
    const timer = setInterval(() => reload.current(), EVERY_MS)
    const stop = device.value?.kind === 'display' ? follow(() => reload.current()) : undefined
    return () => {
      clearInterval(timer)
      stop?.()
    }
  }, [])
  useLive(['queue', 'clinic'], found.reload) // staff who look at it have a stream already
  return { screen: found.data, heard }
}

/** Follows the line and the device itself, over restarts of the box: a refused stream is not opened again by the browser. */
function follow(onChange: () => void): () => void {
  let stream: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let soon: ReturnType<typeof setTimeout> | undefined
  const change = () => {
    soon ??= setTimeout(() => {
      soon = undefined
      onChange()
    }, SOON_MS)
  }
  const turnedAway = () => void readSession().catch(() => undefined)
  const open = () => {
    stream = new EventSource('/api/v1/events?topics=device,line')
    stream.onopen = change
    stream.addEventListener('reset', change)
    stream.onmessage = (e: MessageEvent<string>) => {
      if ((JSON.parse(e.data) as { action: string }).action === 'line.changed') change()
      else turnedAway()
    }
    stream.onerror = () => {
      turnedAway() // or the records are locked: then the door shows that
      if (stream?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS)
    }
  }
  open()
  return () => {
    clearTimeout(again)
    clearTimeout(soon)
    stream?.close()
  }
}
