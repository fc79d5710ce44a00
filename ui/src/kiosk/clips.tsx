import { signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { language, t } from '../i18n/words'
import { Icon } from '../kit/Icon'

// What the clinic has recorded, by language; asked for once.
const clips = signal<Readonly<Record<string, readonly string[]>> | undefined>(undefined)
let asked = false

async function look(): Promise<void> {
  if (asked) return
  asked = true
  try {
    const answer = await fetch('/clips/')
    if (answer.ok) clips.value = (await answer.json()) as Record<string, string[]>
  } catch {
    asked = false // the next page asks again
  }
}

/** Reads a page out, where somebody has recorded it: there is no voice for Sesotho in any browser. */
export function Listen({ clip }: { clip: string }) {
  const [playing, setPlaying] = useState(false)
  const sound = useRef<HTMLAudioElement | undefined>(undefined)
  useEffect(() => void look(), [])
  useEffect(() => {
    setPlaying(false)
    return () => sound.current?.pause()
  }, [clip, language.value])
  if (!clips.value?.[language.value]?.includes(clip)) return null
  const play = () => {
    sound.current?.pause()
    const now = new Audio(`/clips/${language.value}/${clip}.mp3`)
    now.onended = () => setPlaying(false)
    sound.current = now
    setPlaying(true)
    now.play().catch(() => setPlaying(false))
  }
  return <button type="button" class={`ki-say${playing ? ' on' : ''}`} aria-pressed={playing} onClick={play} data-testid="listen"><Icon name="sound" size="l" />{t('kiosk.listen')}</button>
}
