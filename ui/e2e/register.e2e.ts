import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'
import { fill } from './desk'

let clinic: Clinic
let clerk: Page

beforeAll(async () => {
  clinic = await Clinic.open()
  clerk = await clinic.as('clerk')
})
afterAll(() => clinic.close())

const mathabo = { familyName: 'Mokoena', givenNames: '’Mathabo', sex: 'female', birth: '3 2 1984' } as const
const open = async () => {
  await clerk.goto(clinic.url)
  await clerk.locator('main[data-page=reception-home]').waitFor()
}

test('’Mathabo is registered once, and however she is typed she is found, kindly', async () => {
  await fill(clerk, mathabo)
  await clerk.locator('#village').fill('Ha Matala')
  await clerk.keyboard.press('Control+s')
  await clerk.locator('main[data-page=patient]').waitFor()

  // Somebody who types as fast as this is stopped by the box, somebody who waits a moment by the hint: the same question.
  for (const givenNames of ['Mathabo', '\'Mathabo', 'MaThabo', 'Ma Thabo']) {
    await fill(clerk, { ...mathabo, givenNames })
    await clerk.keyboard.press('Control+s')
    await clerk.getByTestId('same-person').getByText('’Mathabo Mokoena').waitFor()
    if (givenNames === 'Mathabo') expect(await axe(clerk)).toEqual([])
    await clerk.keyboard.press('Escape')
    await clerk.getByTestId('match-000001').locator('.reg-mbar').waitFor()
    expect(await clerk.locator('#givenNames').inputValue()).toBe(givenNames)
    expect(await clerk.getByTestId('save-check-in').innerText()).toContain('Save anyway')
  }
})

test('another person with the same name is said to be one, by keys, and is asked about no more', async () => {
  await clerk.keyboard.press('Control+s')
  await clerk.getByTestId('same-person').waitFor()
  await clerk.keyboard.press('4')
  await clerk.locator('main[data-page=patient]').waitFor()

  // Both are here now. What was said beside the form holds until the form is gone.
  await fill(clerk, mathabo)
  await clerk.getByTestId('match-000002').waitFor()
  await clerk.getByTestId('different-000002').click()
  await clerk.getByTestId('match-000002').getByTestId('because-asked').click()
  await clerk.getByTestId('said-000002').waitFor()
  await clerk.keyboard.press('Control+s')
  await clerk.getByTestId('same-person').getByText('000001').waitFor()
})

test('“Use this one” leads on to checking in; nothing is registered', async () => {
  await clerk.getByTestId('same-use').click()
  await clerk.getByTestId('check-in').and(clerk.locator(':not([aria-busy])')).click()
  await clerk.locator('main[data-page=reception-home]').waitFor()
  await clerk.getByTestId('menu-OPD-001').waitFor()
})

test('a number tells a birth date and a sex, which are taken over by a press; a baby has what its mother has', async () => {
  await open()
  await clerk.keyboard.press('Alt+N')
  await clerk.locator('[id="identifiers[0].value"]').fill('8001015009087')
  await clerk.getByTestId('take-za').click()
  await clerk.getByTestId('take-birth').click()
  await clerk.getByTestId('take-sex').click()
  expect(await clerk.locator('#birthDate').inputValue()).toBe('1 1 1980')
  expect(await clerk.locator('#sex input[value=male]').isChecked()).toBe(true)
  await clerk.getByTestId('cancel').click()

  await clerk.keyboard.press('Alt+N')
  await clerk.getByTestId('baby').click()
  await clerk.locator('#find-mother').fill('000001')
  await clerk.locator('dialog [role=option]', { hasText: '’Mathabo Mokoena' }).click()
  await clerk.getByTestId('baby-of').getByText('’Mathabo Mokoena').waitFor()
  expect(await clerk.locator('#village').inputValue()).toBe('Ha Matala')
  await fill(clerk, { familyName: 'Mokoena', givenNames: 'Thabo', sex: 'male', birth: '2d' })
  expect(await axe(clerk)).toEqual([])
  await clerk.keyboard.press('Control+s')
  await clerk.locator('main[data-page=patient]', { hasText: 'Mathabo Mokoena' }).waitFor()
})

// The register of before, as a clinic has it: Sesotho heads, days and ages as people write them, one line that cannot be
// read, one person twice, and one who is here already.
const register = [
  'FILE NO,LEBITSO,FANE,BONG,TSOETSOE,MOTSE,MOHALA',
  '0011,Lineo,Letele,Mosali,12/4/87,Roma,63001122',
  '0012/19,Teboho,Khiba,Monna,45 ys,Mazenod,',
  '0013,Palesa,Ramaili,Mosali,31/02/1987,Roma,',
  '0014,Lineo,Letele,Mosali,12/04/1987,Roma,6300 1122',
  '0015,Ma-Thabo,Mokoena,Mosali,3/2/84,Ha Matala,',
  '0016,Tau,Pohano,Monna,1999,Nazareth,',
].join('\n')

test('a register is brought: the trial says line by line what would be; brought twice it doubles nobody; it is taken back', async () => {
  const admin = await clinic.as('admin')
  const bring = async () => {
    await admin.goto(`${clinic.url}/imports`)
    await admin.getByTestId('bring').click()
    await admin.locator('input[type=file]').setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(register) })
    await admin.getByTestId('upload').click()
    await admin.getByTestId('try').click()
    await admin.getByTestId('import-checked').waitFor()
  }
  const count = async (which: string) => Number(/\d+/.exec(await admin.getByTestId(`show-${which}`).or(admin.getByTestId(`count-${which}`)).innerText())![0])
  await bring()
  expect([await count('add'), await count('here'), await count('again'), await count('unreadable')]).toEqual([3, 1, 1, 1])
  await admin.getByTestId('import-lines').getByText('31/02/1987').waitFor()
  expect(await axe(admin)).toEqual([])
  await admin.getByTestId('apply').click()
  await admin.getByTestId('import-applied').waitFor()
  expect(await count('added')).toBe(3)

  await bring()
  expect([await count('add'), await count('here'), await count('unreadable')]).toEqual([0, 5, 1])
  expect(await admin.getByTestId('apply').count()).toBe(0)

  await admin.goto(`${clinic.url}/imports`)
  await admin.getByTestId('open-import').last().click()
  await admin.getByTestId('undo-import').click()
  await admin.getByTestId('undo-go').click()
  await admin.getByTestId('import-undone').waitFor()
  expect(await count('withdrawn')).toBe(3)
  expect(clinic.failures).toEqual([])
})
