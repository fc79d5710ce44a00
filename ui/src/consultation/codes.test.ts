import { describe, expect, it } from 'vitest'
import { allergyAgainst, allergyClass, findDiagnoses, findMedicines } from './codes'

describe('finding a diagnosis', () => {
  it('finds by the beginning of any word, in any order', () => {
    expect(findDiagnoses('pneu').map((d) => d.code)).toContain('J18.9')
    expect(findDiagnoses('tb pulm').map((d) => d.code)).toContain('A15.0')
  })
  it('finds by code', () => {
    expect(findDiagnoses('i10')[0]?.code).toBe('I10')
  })
  it('finds by the word people use', () => {
    expect(findDiagnoses('high blood').map((d) => d.code)).toContain('I10')
  })
  it('finds nothing for nothing', () => {
    expect(findDiagnoses('  ')).toEqual([])
    expect(findDiagnoses('xyzzy')).toEqual([])
  })
})

describe('warning of an allergy', () => {
  const penicillin = [{ substance: 'penicillin', class: 'penicillin' }]
  it('knows that amoxicillin is a penicillin', () => {
    const amoxicillin = findMedicines('amoxi')[0]!
    expect(allergyAgainst({ medicine: amoxicillin.name, atc: amoxicillin.atc }, penicillin)).toBe(penicillin[0])
  })
  it('leaves paracetamol alone', () => {
    expect(allergyAgainst({ medicine: 'Paracetamol', atc: 'N02BE01' }, penicillin)).toBeUndefined()
  })
  it('compares free text by substance', () => {
    expect(allergyAgainst({ medicine: 'Herbal aloe drops', atc: '' }, [{ substance: 'Aloe', class: '' }])?.substance).toBe('Aloe')
  })
  it('understands what people call a class', () => {
    expect(allergyClass('Pen')).toBe('penicillin')
    expect(allergyClass('sulpha')).toBe('sulfonamide')
    expect(allergyClass('bees')).toBe('')
  })
})
