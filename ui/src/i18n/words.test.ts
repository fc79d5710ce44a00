import { readdirSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import en from '@assets/i18n/en.json'
import st from '@assets/i18n/st.json'
import { part, partOf, problems, sorted } from '../../scripts/i18n-rules.mjs'
import { countText, dateText, dayText, instantText, timeText, today } from './dates'
import { hasKey, plural, rich, t, useWords } from './words'

const file = (code: string) => readFileSync(new URL(`../../../assets/i18n/${code}.json`, import.meta.url), 'utf8')

test('the two languages agree: keys, params, order', () => {
  expect(problems(file('en'), file('st'))).toEqual([])
})

test('the parts of a catalogue are all of it', () => {
  const words = Object.assign({}, ...(['first', 'rest', 'open', 'later'] as const).map((which) => JSON.parse(part(file('st'), which)) as object)) as object
  expect(words).toEqual(st)
})

// Pages that wait for the rest of the words (allWords in app/pages.ts and app/main.tsx), or for those of the open screens.
const WAIT = /^(alert|backup|device|display|keys|kiosk|manager|messages|my|people|privacy|provider|setup|time|today|trust)\/|^(booking\/(?!(ForToday|FollowUp|PatientBookings)\b)|triage\/(PatientSaid|SaidQuote)|family\/(Add|End)Kin|joined\/UnjoinSheet|kit\/Stepper|numbers\/(AddNumber|FileSheet|RetireSheet))\b/

test('a page that waits for the first words only says no others', () => {
  const src = new URL('../', import.meta.url)
  const said = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !WAIT.test(name))
    .flatMap((name) => [...readFileSync(new URL(name, src), 'utf8').matchAll(/\b(?:t|plural|rich)\(\s*['"`]([a-zA-Z]+\.[\w.-]*)|label: '([a-zA-Z]+\.[\w.-]+)'/g)].map((m) => `${name}: ${m[1] ?? m[2]}`))
  expect(said.length).toBeGreaterThan(500)
  expect(said.filter((line) => partOf(line.split(': ')[1]!) !== 'first')).toEqual([])
})

describe('the check finds', () => {
  const text = (words: Record<string, string>) => sorted(JSON.stringify(words))
  test.each([
    ['a key missing in Sesotho', text({ a: 'x', b: 'y' }), text({ a: 'x' }), 'st.json: b is missing'],
    ['a key missing in English', text({ a: 'x' }), text({ a: 'x', b: 'y' }), 'en.json: b is missing'],
    ['other params', text({ a: '{n} x' }), text({ a: '{m} x' }), 'st.json: a takes {m}, en.json {n}'],
    ['an empty text', text({ a: 'x' }), text({ a: '' }), 'st.json: a has no text'],
    ['half a plural', text({ 'a.one': 'x' }), text({ 'a.one': 'x' }), 'en.json: a.one has no .other'],
    ['a wrong order', '{\n  "b": "x",\n  "a": "x"\n}\n', text({ a: 'x', b: 'x' }), 'en.json: a is out of order (npm run words sorts)'],
    ['a key twice', '{\n  "a": "x",\n  "a": "y"\n}\n', text({ a: 'x' }), 'en.json: a key is there twice, or a line does not hold exactly one key'],
  ])('%s', (_, left, right, want) => expect(problems(left, right)).toContain(want))
})

describe('in English', () => {
  beforeEach(() => useWords(en, 'en'))
  test('fills params', () => expect(t('fileNumber.short', { number: '001 877' })).toBe('File 001 877'))
  test('counts', () => expect([plural('late.count', 1), plural('age.years', 2), plural('age.years', 0)]).toEqual(['1 late', '2 years', '0 years']))
  test('puts elements into a sentence', () => expect(rich('wait.of', { n: 'N', target: 60 })).toEqual(['', 'N', ' of ', 60, ' min']))
  test('knows which keys are there', () => expect([hasKey('error.stale'), hasKey('error.never')]).toEqual([true, false]))
  test('says dates of any precision', () => expect(['2026-11-21', '2026-11', '2026'].map(dateText)).toEqual(['21 Nov 2026', 'November 2026', '2026']))
  test('names the day', () => expect([dayText('2026-11-24'), dayText('2026-11-22')]).toEqual(['Tuesday 24 November', 'Sunday 22 November']))
  test('shows the clinic’s wall clock, not the device’s', () => {
    expect(timeText('2026-11-21T08:42:00Z')).toBe('10:42')
    expect(timeText('2026-11-21T22:05:00Z')).toBe('00:05')
    expect(instantText('2026-11-21T22:05:00Z')).toBe('22 Nov 2026 00:05')
    expect(today(Date.parse('2026-11-21T22:05:00Z'))).toBe('2026-11-22')
  })
  test('groups counts', () => expect(countText(6318)).toBe('6\u00a0318'))
})

describe('in Sesotho', () => {
  beforeEach(() => useWords(st, 'st'))
  test('the Lesotho names of months and days are ours', () => {
    expect(dateText('2026-11-21')).toBe('21 Pulungoana 2026')
    expect(dateText('2026-04')).toBe('’Mesa 2026')
    expect(dayText('2026-11-22')).toBe('Sontaha 22 Pulungoana')
  })
})
