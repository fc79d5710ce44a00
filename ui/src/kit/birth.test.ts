import { expect, test } from 'vitest'
import shared from '../../../server/patient/partialdate/testdata/typed.json'
import { ageOn, readBirth, type Birth } from './birth'

test.each(shared.cases.map((c) => [c.typed, c] as const))('reads %j as the server does', (typed, want) => {
  const got = readBirth(typed, shared.today)
  if (want.error) expect(got).toEqual({ ok: false, problem: want.error })
  else if (want.birthPrecision === 'unknown') expect(got).toEqual({ ok: false, problem: undefined })
  else {
    const { typed: _, ...birth } = want
    expect(got).toEqual({ ok: true, birth })
  }
})

const is = (birthDate: string, birthPrecision: Birth['birthPrecision'], birthRecordedOn?: string): Birth => ({ birthDate, birthPrecision, birthRecordedOn })

test.each([
  [is('1984-02-03', 'day'), '2026-11-22', 42, 'years', false],
  [is('1984-11-23', 'day'), '2026-11-22', 41, 'years', false],
  [is('2004-02-29', 'day'), '2026-02-28', 21, 'years', false],
  [is('2024-11-23', 'day'), '2026-11-22', 23, 'months', false],
  [is('2026-10-23', 'day'), '2026-11-22', 30, 'days', false],
  [is('2026-01-31', 'day'), '2026-03-01', 1, 'months', false],
  [is('1984-02', 'month'), '2026-11-22', 42, 'years', false],
  [is('1984-11', 'month'), '2026-11-10', 41, 'years', true],
  [is('2025-11', 'month'), '2026-11-22', 12, 'months', true],
  [is('1984', 'year'), '2026-11-22', 42, 'years', true],
  [is('1984', 'year'), '2026-12-31', 42, 'years', false],
  [is('1992', 'age', '2026-05-03'), '2026-05-03', 34, 'years', true],
  [is('1992', 'age', '2026-05-03'), '2027-05-02', 34, 'years', true],
  [is('2026-05', 'age', '2026-11-22'), '2026-11-22', 6, 'months', true],
  [is('2026-11-12', 'age', '2026-11-22'), '2026-11-22', 10, 'days', true],
] as const)('%j on %s', (birth, on, value, unit, estimated) => {
  expect(ageOn(birth, on)).toEqual({ value, unit, estimated })
})
