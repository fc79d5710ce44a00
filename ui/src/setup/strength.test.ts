import { beforeEach, describe, expect, it } from 'vitest'
import en from '@assets/i18n/en.json'
import { useWords } from '../i18n/words'
import { strength } from './strength'

describe('strength', () => {
  beforeEach(() => useWords(en, 'en'))
  it('is silent before anything is typed', () => {
    expect(strength('')).toEqual({})
  })
  it('counts what is missing in characters, not in bytes', () => {
    expect(strength('š'.repeat(14))).toEqual({ short: 'Too short: 1 more character' })
    expect(strength('🙂'.repeat(13))).toEqual({ short: 'Too short: 2 more characters' })
  })
  it('is content with 15 and pleased with 24', () => {
    expect(strength('a'.repeat(15))).toEqual({ enough: 'Long enough' })
    expect(strength('a'.repeat(24))).toEqual({ enough: 'Long and strong' })
  })
})
