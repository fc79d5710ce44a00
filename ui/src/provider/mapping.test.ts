import { expect, test } from 'vitest'
import { mappingText, readMapping } from './mapping'

test('a list of symptoms is read as it was written', () => {
  const mapping = { BR05: 's_50', FV01: 's_98' }
  expect(readMapping(mappingText(mapping))).toEqual({ mapping })
  expect(readMapping('\n FV01 = s_98\nBR05,s_50  \n\n')).toEqual({ mapping })
  expect(readMapping('')).toEqual({ mapping: {} })
  expect([readMapping('FV01 fever').wrong, readMapping('BR05 s_50\nFV01').wrong, readMapping('BR05 s_50\n\nBR05 s_51').wrong]).toEqual([1, 2, 3])
})
