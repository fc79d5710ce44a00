import { afterEach, expect, test, vi } from 'vitest'
import { beginTelling, telling } from './telling'
import { back, companion, go, goFor, opened, step, turn, typed, view, wipe } from './visitor'

const somebody = { token: 'secret', initials: 'P. M.', birthYear: 1984, expiresInSeconds: 120 }
const asked = vi.fn((_url: string, _init: RequestInit) => Promise.resolve(new Response()))
vi.stubGlobal('fetch', asked)
vi.stubGlobal('scrollTo', () => undefined)
vi.stubGlobal('history', { replaceState: () => undefined })
vi.stubGlobal('document', { documentElement: { lang: 'en' } })
vi.hoisted(() => { (globalThis as { location?: unknown }).location = { pathname: '/', hash: '' } })

afterEach(() => {
  wipe()
  asked.mockClear()
})

test('nothing of the one who was here stays, and the box is told', () => {
  opened.value = somebody
  companion.value = true
  typed.value = '001877'
  go({ at: 'confirm' })
  beginTelling({ asksConsent: false, asksPregnancy: false, seenRecently: false })
  const before = turn.value
  wipe()
  expect([opened.value, companion.value, view.value, typed.value, telling.value, step.value]).toEqual([undefined, false, undefined, '', undefined, { at: 'start' }])
  expect(turn.value).toBe(before + 1)
  expect(asked.mock.calls.map(([url, init]) => [url, (init.headers as Record<string, string>)['Karete-Door']])).toEqual([['/api/v1/door/close', 'secret']])
})

test('an answer that comes after they have gone leads nowhere', () => {
  opened.value = somebody
  goFor({ at: 'reason' })
  wipe()
  goFor({ at: 'here' })
  expect(step.value).toEqual({ at: 'start' })
})

test('Back goes one page, and past the first page to nobody', () => {
  go({ at: 'number' })
  go({ at: 'year' })
  back()
  expect(step.value).toEqual({ at: 'number' })
  back()
  expect(step.value).toEqual({ at: 'start' })
})
