import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ApiError, errorText } from '../app/problem'
import { plural, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { useCountdown } from './countdown'

const LENGTH = 6
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** What the box said about the last PIN. */
type Said = { kind: 'nothing' } | { kind: 'text'; text: string } | { kind: 'wait'; until: number; first: boolean }

/** Six figures by finger or keyboard; the last one sends them. Nothing of them is shown or kept. */
export function PinPad({ name, onPin }: { name: string; onPin: (pin: string) => Promise<void> }) {
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Said>({ kind: 'nothing' })
  const left = useCountdown(said.kind === 'wait' ? said.until : undefined)
  const now = useRef({ pin: '', closed: false })
  now.current.closed = busy || left > 0

  const put = (next: string) => {
    now.current.pin = next
    setPin(next)
  }

  async function add(figure: string) {
    if (now.current.closed || now.current.pin.length >= LENGTH) return
    const next = now.current.pin + figure
    put(next)
    if (next.length < LENGTH) return
    now.current.closed = true
    setBusy(true)
    try {
      await onPin(next)
    } catch (error) {
      setSaid(refusal(error))
    } finally {
      put('')
      setBusy(false)
    }
  }
  const back = () => put(now.current.pin.slice(0, -1))

  const keys = useRef({ add, back })
  keys.current = { add, back }
  // Before the next paint: whoever sees the pad may type.
  useLayoutEffect(() => {
    const typed = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.altKey || e.metaKey || (e.target as Element).closest?.('input, textarea, select')) return
      if (/^[0-9]$/.test(e.key)) void keys.current.add(e.key)
      else if (e.key === 'Backspace') keys.current.back()
      else return
      e.preventDefault()
      e.stopPropagation()
    }
    document.addEventListener('keydown', typed, true)
    return () => document.removeEventListener('keydown', typed, true)
  }, [])

  return (
    <div class="pad-pin" data-testid="pin-pad">
      <h2 class="h2">{t('pin.yours', { name })}</h2>
      <p class="dots">
        {Array.from({ length: LENGTH }, (_, i) => <i key={i} class={i < pin.length ? 'f' : undefined} aria-hidden="true" />)}
        <span class="cap" role="status">{t('pin.count', { n: pin.length })}</span>
      </p>
      {said.kind === 'text' && <Note tone="danger" alert>{said.text}</Note>}
      {said.kind === 'wait' && left > 0 && <Note tone="warn" icon="clock" alert={said.first}>{t(said.first ? 'pin.wait' : 'pin.waiting', { seconds: left })}</Note>}
      <div class="pinpad" role="group" aria-label={t('pin.keys')}>
        {KEYS.map((k) => <button key={k} type="button" data-testid={`key-${k}`} onClick={() => void add(k)}>{k}</button>)}
        <button type="button" class="w" onClick={() => put('')}>{t('pin.clear')}</button>
        <button type="button" data-testid="key-0" onClick={() => void add('0')}>0</button>
        <button type="button" class="w" aria-label={t('pin.delete')} onClick={back}><Icon name="backspace" size="l" /></button>
      </div>
      <p class="cap">{t('pin.forgotten')}</p>
    </div>
  )
}

function refusal(error: unknown): Said {
  if (!(error instanceof ApiError)) return { kind: 'text', text: errorText(error) }
  const seconds = Number(error.params['retryAfterSeconds'] ?? 0)
  const wrong = error.code === 'bad-credentials'
  if (seconds > 0) return { kind: 'wait', until: Date.now() + seconds * 1000, first: wrong }
  if (wrong && 'triesLeft' in error.params) return { kind: 'text', text: plural('pin.wrong', Number(error.params['triesLeft'])) }
  return { kind: 'text', text: errorText(error) }
}
