import { expect, test } from 'vitest'
import { nextEvents, numberText, type FileEvent } from './file'

test('a number is written as on the file', () => {
  expect(numberText({ system: 'file-number', series: 'A', value: '0012/19' })).toBe('A-0012/19')
  expect(numberText({ system: 'file-number', series: '', value: '0012' })).toBe('0012')
  expect(numberText({ system: 'art', series: 'MSU', value: '17' })).toBe('MSU 17')
})

test('what is missing can be found, what is destroyed is gone', () => {
  const all: (FileEvent | undefined)[] = [undefined, 'shelved', 'missing', 'found', 'destroyed']
  expect(all.map((s) => nextEvents(s).join(' '))).toEqual(['shelved missing destroyed', 'missing shelved destroyed', 'found destroyed', 'missing shelved destroyed', ''])
})
