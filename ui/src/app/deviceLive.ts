import { readSession } from './session'

/** Follows what concerns this device while nobody is signed in on it. One that was turned away knows it at once. */
export function followDevice(onChange: () => void): () => void {
  const stream = new EventSource('/api/v1/events?topics=device')
  stream.onopen = onChange // also what changed between the page's own reading and now
  stream.onmessage = onChange
  stream.onerror = () => void readSession().catch(() => undefined)
  return () => stream.close()
}
