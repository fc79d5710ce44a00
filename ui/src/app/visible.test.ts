import { expect, test } from 'vitest'
import { bodyOf } from './visible'

test('what was pasted loses the marks that nobody sees, wherever it stands', () => {
  expect(bodyOf({ phones: [{ number: '\u202A+266 5812 3456\u202C' }], village: '\uFEFFHa\u00A0Abia\u200B', year: 1984 }))
    .toBe('{"phones":[{"number":"+266 5812 3456"}],"village":"Ha\u00A0Abia","year":1984}')
})

test('names keep their letters, accents and joiners', () => {
  expect(bodyOf({ familyName: 'Ts’epo Mǃka', text: 'a\u200Db' })).toBe('{"familyName":"Ts’epo Mǃka","text":"a\u200Db"}')
})

test('a password is sent as it was chosen', () => {
  expect(bodyOf({ username: 'pa\u200Blesa', password: 'a\u200Bb' })).toBe('{"username":"palesa","password":"a\u200Bb"}')
})
