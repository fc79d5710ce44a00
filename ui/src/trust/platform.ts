/** What a device must be told differs by these. */
export const PLATFORMS = ['android', 'apple', 'windows', 'mac', 'linux', 'firefox'] as const
export type Platform = (typeof PLATFORMS)[number]

/** What a browser says of itself, as far as it is needed here. */
export interface Agent { text: string; touchPoints: number }

export const here = (): Agent => ({ text: navigator.userAgent, touchPoints: navigator.maxTouchPoints || 0 })

/** An iPad calls itself a Mac; only its screen can be touched. Every browser on an iPhone is Safari inside. */
export function platformOf({ text, touchPoints }: Agent): Platform {
  if (/iPhone|iPad|iPod/.test(text) || (/Macintosh/.test(text) && touchPoints > 1)) return 'apple'
  if (/Android/.test(text)) return 'android'
  if (/Firefox\//.test(text)) return 'firefox'
  if (/Windows/.test(text)) return 'windows'
  if (/Macintosh/.test(text)) return 'mac'
  return 'linux'
}

/** Browsers on Android that keep a list of their own, or hide the switch: people must come back with Chrome. */
export function needsChrome({ text }: Agent): boolean {
  return /Android/.test(text) && (/Firefox\/|SamsungBrowser|OPR\/|UCBrowser/.test(text) || !/Chrome\//.test(text))
}

/** A phone is held upright, so its steps say "phone" and its pictures show one. */
export const handheld = (p: Platform) => p === 'android' || p === 'apple'

/** The word for it: a tablet is a phone whose shorter side is a hand wide. */
export function deviceOf(p: Platform, { width, height }: Pick<Screen, 'width' | 'height'> = screen): 'phone' | 'tablet' | 'computer' {
  if (!handheld(p)) return 'computer'
  return Math.min(width, height) >= 600 ? 'tablet' : 'phone'
}

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** This page came over plain http from another machine: nothing but the way to trust it may be shown. */
export function limited(at: Pick<Location, 'protocol' | 'hostname'> = location): boolean {
  return at.protocol === 'http:' && !LOCAL.test(at.hostname)
}
