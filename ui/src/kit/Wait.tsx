import './wait.css'
import { rich, t } from '../i18n/words'
import { minute } from './clock'
import { waiting } from './waiting'

/**
 * "64 of 60 min Late". `since` is an instant from the server, `target` minutes from the protocol in settings
 * (0: see now; undefined: none). The text changes each minute and is not read aloud by itself.
 */
export function Wait({ since, target, bar }: { since: string; target?: number; bar?: boolean }) {
  const { minutes: n, state } = waiting(Date.parse(since), minute.value, target)
  const words = target === undefined ? rich('wait.plain', { n: <b>{n}</b> })
    : target === 0 ? rich('wait.now', { n: <b>{n}</b> })
    : rich('wait.of', { n: <b>{n}</b>, target })
  return (
    <>
      <span class={`wait${state === 'ok' ? '' : ` wait-${state}`}`} aria-live="off">
        {words}{state === 'late' && <> <b>{t('wait.late')}</b></>}
      </span>
      {bar && !!target && <progress class={`bar${state === 'ok' ? '' : ` bar-${state}`}`} max={target} value={Math.min(n, target)} aria-hidden="true" />}
    </>
  )
}
