import './display.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { Page } from '../app/Page'
import { clinicName, device } from '../app/session'
import { bothLanguages, type Speaks } from '../i18n/both'
import { timeText } from '../i18n/dates'
import type { Language } from '../i18n/words'
import { minute, serverNow } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { Mark } from '../kit/Logo'
import { Calls, Upcoming } from './Calls'
import { chime, listen, muted } from './chime'
import { calledSince, EVERY_MS, freshness, turn } from './turn'
import { useAwake, useNightly } from './useAwake'
import { useScreen } from './useScreen'

/** The wall of the waiting room, on a device of its own or as staff look at it. It says nothing that a stranger may not read. */
export default function Display() {
  const [words, setWords] = useState<Record<Language, Speaks> | undefined>()
  useEffect(() => void bothLanguages().then(setWords), [])
  return <Page name="display" title={words?.en('display.title') ?? clinicName.value} focus="own" flush>{words && <Wall words={words} />}</Page>
}

function Wall({ words }: { words: Record<Language, Speaks> }) {
  const { screen, heard } = useScreen()
  const alone = device.value?.kind === 'display'
  const [tick, setTick] = useState(0)
  const shown = useRef<Schema['DisplayScreen'] | undefined>(undefined)
  useAwake()
  useNightly()
  useEffect(listen, [])
  useEffect(() => {
    const timer = setInterval(() => setTick((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (!screen) return
    if (calledSince(shown.current?.calls, screen.calls ?? [])) void chime()
    shown.current = screen
  }, [screen])
  useEffect(() => {
    if (!alone) return undefined
    const whole = () => { if (!document.fullscreenElement) void document.documentElement.requestFullscreen?.().catch(() => undefined) }
    addEventListener('pointerdown', whole)
    return () => removeEventListener('pointerdown', whole)
  }, [alone])

  if (!screen) return <div class="dp" />
  const messages = screen.messages ?? []
  const now = turn(Math.floor((tick * 1000) / EVERY_MS), screen.language as Language, messages.length)
  const say = words[now.language]
  const other: Language = now.language === 'en' ? 'st' : 'en'
  const age = freshness(heard.current, Date.now())
  const calls = screen.calls ?? []
  const next = screen.next ?? []
  return (
    <div class={`dp dp-${age}`} data-age={age}>
      <section class="dp-now">
        <h1 class={calls.length ? undefined : 'vh'}><span lang={now.language}>{say('display.now')}</span> <span class="dp-other" lang={other}>/ {words[other]('display.now')}</span></h1>
        {calls.length > 0 ? <Calls calls={calls} language={now.language} say={say} /> : <Quiet waits={next.length > 0} words={words} first={now.language} />}
      </section>
      <aside class="dp-next" lang={now.language}>
        <h2>{say('display.next')}</h2>
        <Upcoming next={next} language={now.language} say={say} />
        {next.length === 0 && <p class="dp-none">{say('display.nobody')}</p>}
      </aside>
      <footer class="dp-foot">
        <time class="dp-clock num">{timeText(Math.max(minute.value, serverNow()))}</time>
        <Foot age={age} asOf={screen.asOf} words={words} language={now.language} message={messages[now.message]} />
        {muted.value && alone && <span class="dp-mute" lang={now.language}><Icon name="sound" />{say('display.sound')}</span>}
        <span class="dp-clinic"><Mark class="dp-mark" />{screen.clinic}</span>
      </footer>
      {!alone && <p class="dp-back"><a href="/">{words.en('display.preview')}</a></p>}
    </div>
  )
}

/** Nobody was called lately: whose place this is, in both languages. */
function Quiet({ waits, words, first }: { waits: boolean; words: Record<Language, Speaks>; first: Language }) {
  const second: Language = first === 'en' ? 'st' : 'en'
  return (
    <div class="dp-quiet">
      <Mark class="dp-hat" />
      <p class="dp-hello"><span lang={first}>{words[first]('display.welcome')}</span> <span class="dp-other" lang={second}>/ {words[second]('display.welcome')}</span></p>
      {waits && <p lang={first}>{words[first]('display.soon')}</p>}
    </div>
  )
}

/** A message, or that this is not as it is now: then in both languages at once, because nobody may miss it. */
function Foot({ age, asOf, words, language, message }: { age: 'fresh' | 'old' | 'lost'; asOf: string; words: Record<Language, Speaks>; language: Language; message?: Schema['HealthMessage'] }) {
  const time = timeText(asOf)
  if (age === 'lost') {
    return (
      <span class="dp-msg dp-listen" role="status">
        <b lang="st">{words.st('display.listen')}</b><b lang="en">{words.en('display.listen')}</b>
        <span class="dp-at" lang={language}>{words[language]('display.updated', { time })}</span>
      </span>
    )
  }
  return (
    <span class={`dp-msg${(message?.[language].length ?? 0) > 64 ? ' dp-long' : ''}`} lang={language}>
      {message?.[language] ?? ''}
      {age === 'old' && <span class="dp-at" role="status">{words[language]('display.updated', { time })}</span>}
    </span>
  )
}
