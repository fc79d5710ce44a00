import { signal } from '@preact/signals'

/** The browser lets no page sound that nobody has touched yet. */
export const muted = signal(false)

const NOTES = [783.99, 587.33] // g", d": two steps down, as a doorbell does
const SECONDS = 1.6

let context: AudioContext | undefined
let bell: Promise<AudioBuffer> | undefined

/** The sound is reckoned once, and played from memory afterwards. */
function make(rate: number): Promise<AudioBuffer> {
  const off = new OfflineAudioContext(1, Math.ceil(SECONDS * rate), rate)
  NOTES.forEach((pitch, i) => {
    const begin = i * 0.45
    const tone = off.createOscillator()
    const loud = off.createGain()
    tone.frequency.value = pitch
    loud.gain.setValueAtTime(0, begin)
    loud.gain.linearRampToValueAtTime(0.5, begin + 0.02)
    loud.gain.exponentialRampToValueAtTime(0.001, begin + 1.1)
    tone.connect(loud).connect(off.destination)
    tone.start(begin)
    tone.stop(begin + 1.15)
  })
  return off.startRendering()
}

function ready(): AudioContext | undefined {
  if (typeof AudioContext !== 'function') return undefined
  context ??= new AudioContext()
  bell ??= make(context.sampleRate)
  muted.value = context.state === 'suspended'
  return context
}

/** Makes the chime before it is needed, and hears of the first touch. Call the answer to stop. */
export function listen(): () => void {
  ready()
  const touched = () => void context?.resume().then(() => { muted.value = context?.state === 'suspended' }, () => undefined)
  addEventListener('pointerdown', touched)
  addEventListener('keydown', touched)
  return () => {
    removeEventListener('pointerdown', touched)
    removeEventListener('keydown', touched)
    void context?.close().catch(() => undefined)
    context = bell = undefined
    muted.value = false
  }
}

export async function chime(): Promise<void> {
  const out = ready()
  if (!out || out.state === 'suspended') return
  const sound = out.createBufferSource()
  sound.buffer = await bell!
  sound.connect(out.destination)
  sound.start()
}
