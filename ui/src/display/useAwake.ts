import { useEffect } from 'preact/hooks'
import { civil } from '../i18n/dates'
import { serverNow } from '../kit/clock'
import { connected } from '../app/net'
import { renewsAt } from './turn'

/** Keeps the television from going dark. The browser takes the lock back whenever the page is hidden. */
export function useAwake(): void {
  useEffect(() => {
    let lock: { release: () => Promise<void> } | undefined
    const hold = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      navigator.wakeLock.request('screen').then((got) => { lock = got }, () => undefined) // on battery it may be refused
    }
    hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      document.removeEventListener('visibilitychange', hold)
      void lock?.release().catch(() => undefined)
    }
  }, [])
}

/** Loads the page anew each night while the box answers, so that a screen that nobody touches is never of last month. */
export function useNightly(): void {
  useEffect(() => {
    const opened = Date.now()
    const timer = setInterval(() => {
      if (connected.value && renewsAt(civil(serverNow()).hour, Date.now() - opened)) location.reload()
    }, 60_000)
    return () => clearInterval(timer)
  }, [])
}
