import { beforeEach, expect, test } from 'vitest'
import { askNext, backTelling, beginTelling, forgetTelling, saidAbout, saidConsent, telling } from './telling'

const question = (id: string) => ({ id, group: 'red-flags', en: id, st: id })
const step = (id: string) => ({ next: question(id), at: 0, of: 9, level: 'R' as const, stop: false, kept: false })

beforeEach(() => beginTelling({ asksConsent: false, asksPregnancy: true, seenRecently: false }))

test('only what concerns somebody is asked about them', () => {
  expect(telling.value!.about).toEqual(['pregnancy', 'problem', 'conditions'])
  beginTelling({ asksConsent: true, asksPregnancy: false, seenRecently: true })
  expect(telling.value!.about).toEqual(['consent', 'problem', 'conditions', 'same'])
})

test('Back takes back the answer that was given there, one page at a time', () => {
  saidAbout({ pregnancy: 'no' })
  saidAbout({ groups: ['chest'] })
  saidAbout({ conditions: [] })
  expect(telling.value).toMatchObject({ at: 3, asked: [] }) // now the box is asked
  askNext(step('RF01'), {})
  askNext(step('RF02'), { RF01: 0 })
  askNext(step('RF03'), { RF01: 0, RF02: -1 })
  expect(backTelling()).toBe(true)
  expect(telling.value!.asked.map((q) => q.id)).toEqual(['RF01', 'RF02'])
  expect(telling.value!.case.answers).toEqual({ RF01: 0 })
  backTelling()
  expect(telling.value!.case.answers).toEqual({})
  backTelling()
  expect(telling.value).toMatchObject({ at: 2, asked: [], case: { groups: ['chest'] } })
  saidAbout({ conditions: ['hiv'] })
  askNext(step('RF01'), {})
  expect(telling.value).toMatchObject({ at: 3, asked: [question('RF01')], case: { conditions: ['hiv'], groups: ['chest'] } })
})

test('a Yes to sending them is of these answers, until it is said again', () => {
  beginTelling({ asksConsent: true, asksPregnancy: false, seenRecently: false })
  expect(telling.value!.consent).toBeUndefined()
  saidConsent('yes')
  backTelling()
  saidConsent('no')
  expect(telling.value).toMatchObject({ at: 1, consent: 'no' })
  beginTelling({ asksConsent: true, asksPregnancy: false, seenRecently: false })
  expect(telling.value!.consent).toBeUndefined()
})

test('before the first page there is none', () => {
  expect(backTelling()).toBe(false)
})

test('who has gone is not asked on', () => {
  forgetTelling()
  askNext(step('RF01'), { RF01: 1 })
  expect(telling.value).toBeUndefined()
})
