import { expect, test, vi } from 'vitest'

vi.stubGlobal('location', { pathname: '/' })
const { match } = await import('./router')

test.each([
  ['/', '/', {}],
  ['/queue', '/queue', {}],
  ['/queue', '/queue/', {}],
  ['/patients/:id', '/patients/018f', { id: '018f' }],
  ['/patients/:id/card', '/patients/018f/card', { id: '018f' }],
  ['/reports/:day', '/reports/2026-11-22', { day: '2026-11-22' }],
  ['/patients/:id', '/patients/%E0%A4%A', { id: '%E0%A4%A' }],
])('%s fits %s', (pattern, at, want) => expect(match(pattern, at)).toEqual(want))

test.each([
  ['/', '/queue'],
  ['/queue', '/'],
  ['/patients/:id', '/patients'],
  ['/patients/:id', '/patients/'],
  ['/patients/:id', '/patients/a/b'],
])('%s does not fit %s', (pattern, at) => expect(match(pattern, at)).toBeUndefined())
