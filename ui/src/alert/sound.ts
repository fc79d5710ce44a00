const STORED = 'karete.sound'
const RUNG = 'karete.rung'

/** Whether this device may sound; it does until somebody says no. */
export function soundOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off'
  } catch {
    return true
  }
}

export function switchSound(on: boolean): void {
  try {
    if (on) localStorage.removeItem(STORED)
    else localStorage.setItem(STORED, 'off')
  } catch {
    // then it sounds
  }
}

/**
 * Of these alerts, those that this browser has not rung for; it remembers them as rung. The tabs of a browser, and a page
 * that is loaded again, ring once together. Only alerts that still stand are remembered.
 */
export function unrung(standing: readonly string[], store: Pick<Storage, 'getItem' | 'setItem'>): string[] {
  const rung = (store.getItem(RUNG) ?? '').split(' ')
  store.setItem(RUNG, standing.join(' '))
  return standing.filter((id) => !rung.includes(id))
}

let sounding: AudioContext | undefined

/** Three rising notes, twice: heard through a waiting room, and unlike any telephone. A browser that nobody has touched yet stays silent. */
export function ring(): void {
  try {
    sounding ??= new AudioContext()
    const at = sounding
    void at.resume()
    const begin = at.currentTime + 0.02
    ;[660, 880, 1100, 660, 880, 1100].forEach((pitch, i) => note(at, pitch, begin + i * 0.17 + (i > 2 ? 0.2 : 0)))
  } catch {
    // the red line is there all the same
  }
}

function note(at: AudioContext, pitch: number, when: number): void {
  const tone = at.createOscillator()
  const loud = at.createGain()
  tone.type = 'triangle'
  tone.frequency.value = pitch
  loud.gain.setValueAtTime(0, when)
  loud.gain.linearRampToValueAtTime(0.5, when + 0.02)
  loud.gain.exponentialRampToValueAtTime(0.01, when + 0.16)
  tone.connect(loud).connect(at.destination)
  tone.start(when)
  tone.stop(when + 0.17)
}
