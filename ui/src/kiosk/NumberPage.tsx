import { useEffect, useRef, useState } from 'preact/hooks'
import { civil } from '../i18n/dates'
import { t } from '../i18n/words'
import { minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { takeNumber } from './arrive'
import { Listen } from './clips'
import { Shell } from './Shell'
import { go, said, typed } from './visitor'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
/** What old file numbers have besides: MK-0123, B 12, 0012/19. */
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ/']
const LONGEST = 15
const SHORTEST = 3

/** In threes, as on the card and as people read a phone number out; what has letters stays as it was typed. */
const grouped = (number: string) => /\D/.test(number) ? number : number.replace(/(\d{4})(?=\d)/g, number.length > 6 ? '$1 ' : '$1').replace(/^(\d{3})(\d{1,3})$/, '$1 $2')

/**
 * Figures, and letters where the page takes them, by finger or keyboard, without a field: no keyboard of the tablet opens, and no browser remembers what was
 * typed in it.
 */
function Keypad({ value, longest, letters, label, show, onValue, onDone }: { value: string; longest: number; letters?: boolean; label: string; show: (value: string) => string; onValue: (next: string) => void; onDone: () => void }) {
  const [abc, setABC] = useState(false)
  const latest = useRef({ value, onValue, onDone })
  latest.current = { value, onValue, onDone }
  const add = (sign: string) => { if (latest.current.value.length < longest) latest.current.onValue(latest.current.value + sign) }
  const less = () => latest.current.onValue(latest.current.value.slice(0, -1))
  useEffect(() => {
    const typedKey = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.altKey || e.metaKey) return
      if ((letters ? /^[0-9A-Z/]$/i : /^[0-9]$/).test(e.key)) add(e.key.toUpperCase())
      else if (e.key === 'Backspace') less()
      else if (e.key === 'Enter' && !(e.target instanceof HTMLButtonElement || e.target instanceof HTMLAnchorElement)) latest.current.onDone()
      else return
      e.preventDefault()
    }
    document.addEventListener('keydown', typedKey)
    return () => document.removeEventListener('keydown', typedKey)
  }, [])
  const clear = <button type="button" class="ki-w" onClick={() => onValue('')}>{t('action.clear')}</button>
  return (
    <div class={letters ? 'ki-pad ki-pad-l' : 'ki-pad'} role="group" aria-label={label}>
      <p class="ki-typed num" aria-live="polite" data-testid="typed">{value ? show(value) : <span aria-hidden="true">–</span>}</p>
      <div class={abc ? 'ki-keys ki-abc' : 'ki-keys'}>
        {(abc ? LETTERS : KEYS).map((k) => <button key={k} type="button" onClick={() => add(k)} data-testid={`key-${k}`}>{k}</button>)}
        {letters ? <button type="button" class="ki-swap" onClick={() => setABC(!abc)} data-testid="swap">{t(abc ? 'kiosk.figures' : 'kiosk.letters')}</button> : clear}
        {!abc && <button type="button" onClick={() => add('0')} data-testid="key-0">0</button>}
        <button type="button" class="ki-w ki-less" onClick={less} aria-label={t(letters ? 'kiosk.lastSign' : 'kiosk.lastFigure')}><Icon name="back" size="l" /></button>
        {letters && !abc && clear}
      </div>
    </div>
  )
}

const next = (onClick: () => void, busy = false) => <button type="button" class="btn btn-p ki-next" aria-busy={busy ? 'true' : undefined} onClick={onClick} data-testid="next">{t('action.next')}<Icon name="go" size="l" /></button>

/** The number on the card, or the phone's. */
export function NumberPage() {
  const done = () => {
    if (typed.value.length < SHORTEST) said.value = { tone: 'danger', text: () => t('kiosk.numberMissing') }
    else go({ at: 'year' })
  }
  return (
    <Shell name="kiosk-number" title={t('kiosk.number')} end={next(done)}>
      <div class="ki-q">
        <h1>{t('kiosk.number')}</h1>
        <p class="ki-sub">{t('kiosk.numberHint')} {t('kiosk.lettersHint')}</p>
        <Keypad letters value={typed.value} longest={LONGEST} label={t('kiosk.number')} show={grouped} onValue={(v) => { typed.value = v; said.value = undefined }} onDone={done} />
        <Listen clip="number" />
      </div>
    </Shell>
  )
}

/** Something that is not written on the card. */
export function YearPage() {
  const [year, setYear] = useState('')
  const [busy, setBusy] = useState(false)
  const done = async () => {
    if (busy) return
    const n = Number(year)
    if (year.length < 4 || n < 1900 || n > civil(minute.value).year) {
      said.value = { tone: 'danger', text: () => t('kiosk.yearMissing') }
      return
    }
    setBusy(true)
    await takeNumber(n)
    setBusy(false)
  }
  return (
    <Shell name="kiosk-year" title={t('kiosk.year')} end={next(() => void done(), busy)}>
      <div class="ki-q">
        <h1>{t('kiosk.year')}</h1>
        <p class="ki-sub">{t('kiosk.yearHint')}</p>
        <Keypad value={year} longest={4} label={t('kiosk.year')} show={(v) => v} onValue={(v) => { setYear(v); said.value = undefined }} onDone={() => void done()} />
        <Listen clip="year" />
      </div>
    </Shell>
  )
}
