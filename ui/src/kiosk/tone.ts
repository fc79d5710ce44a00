let voice: AudioContext | undefined

/** Three falling pairs of tones, made here: there is no file to wait for. Silent where the browser allows no sound. */
export function sound(kind: 'alarm' | 'soft'): void {
  try {
    voice ??= new AudioContext()
    void voice.resume()
    const beats = kind === 'alarm' ? [880, 660, 880, 660, 880, 660] : [660, 880]
    beats.forEach((hertz, i) => {
      const at = voice!.currentTime + i * 0.28
      const tone = voice!.createOscillator()
      const loud = voice!.createGain()
      tone.frequency.value = hertz
      loud.gain.setValueAtTime(0, at)
      loud.gain.linearRampToValueAtTime(kind === 'alarm' ? 0.5 : 0.2, at + 0.02)
      loud.gain.linearRampToValueAtTime(0, at + 0.25)
      tone.connect(loud).connect(voice!.destination)
      tone.start(at)
      tone.stop(at + 0.27)
    })
  } catch {
    // the words on the page say it
  }
}
