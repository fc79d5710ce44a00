import { readSession } from './session'

/** Follows what concerns this device while nobody is signed in on it. One that was turned away knows it at once. */
export function followDevice(onChange: () => void): () => void {
  const stream = new EventSource('/api/v1/events?topics=device')
  let opened = false
  stream.onopen = () => {
    if (opened) onChange()
    opened = true
  }
  stream.onmessage = onChange
  stream.onerror = () => void readSession().catch(() => undefined)
  return () => stream.close()
}
