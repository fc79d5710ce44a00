import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'

let clinic: Clinic
let clerk: Page
let nurse: Page
let mother: string
let baby: string

beforeAll(async () => {
  clinic = await Clinic.open()
  ;[clerk, nurse] = await Promise.all([clinic.as('clerk'), clinic.as('nurse', { size: 'tablet' })])
  mother = await made({ givenNames: 'Lineo', familyName: 'Mokoena', birthDate: '1980', birthPrecision: 'year', fileNumber: { mode: 'typed', value: '0012', year: 2019 } })
  baby = await made({ givenNames: 'Thabo', familyName: 'Mokoena', birthDate: '2026-11-20', birthPrecision: 'day', motherId: mother })
  await made({ givenNames: 'Palesa', familyName: 'Letsie', birthDate: '1971', birthPrecision: 'year' })
})
afterAll(() => clinic.close())

// uuid is a UUIDv7, as every command has.
const uuid = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`

// made registers somebody whose phone is the household's, past the form, and answers their id.
async function made(who: object): Promise<string> {
  const id = uuid()
  const status = await clerk.evaluate(async (body) => (await fetch('/api/v1/patients', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status,
    JSON.stringify({ id, sex: 'female', phones: [{ number: '5812 4471', mayLeaveMessage: true }], ...who }))
  expect(status).toBe(201)
  return id
}

async function open(page: Page, id: string): Promise<void> {
  await page.evaluate((to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')) }, `/patients/${id}`)
  await page.locator('[data-testid=numbers], [data-testid=tab-identity]').first().waitFor()
}

test('a South African ID warns and is kept; a number that goes out of use still finds the patient', async () => {
  await open(clerk, mother)
  expect(await clerk.locator('.ids').innerText()).toMatch(/5812 4471[^]*may leave a message; also of 2 other patients/)
  await clerk.getByTestId('add-number').click()
  await clerk.locator('#system').selectOption('national-id-za')
  await clerk.locator('#value').fill('9902304800186')
  await clerk.getByText('The birth date in it is in no calendar').waitFor()
  await clerk.locator('#value').fill('9202290000085')
  await clerk.getByText('It says born 29 Feb 1992').waitFor()
  expect(await axe(clerk)).toEqual([])
  await clerk.getByTestId('save-number').click()
  await clerk.getByTestId('number-9202290000085').waitFor()
  await clerk.getByTestId('number-9202290000085').getByTestId('retire-number').click()
  await clerk.getByTestId('retire').click()
  await clerk.getByTestId('number-9202290000085').getByText('no longer used').waitFor()
  await clerk.locator('[data-search]').fill('9202290000085')
  await clerk.locator('[role=option]', { hasText: 'Lineo Mokoena' }).waitFor()
  await clerk.locator('[data-search]').fill('')
})

test('a paper file that nobody can find stands in the list until it is found', async () => {
  await clerk.getByTestId('number-0012/19').getByTestId('log-file').click()
  await clerk.getByTestId('save-file').click()
  await clerk.locator('#shelf-error').waitFor()
  await clerk.locator('#shelf').fill('b 4')
  await clerk.getByTestId('save-file').click()
  await clerk.getByText('Shelf B 4').waitFor()
  await clerk.getByTestId('log-file').click()
  await clerk.locator('#note').fill('lent to the hospital')
  await clerk.getByTestId('save-file').click()
  await clerk.getByText('Paper file missing since').waitFor()

  await clerk.locator('a[href="/files"]').first().click()
  await clerk.locator('td', { hasText: '0012/19' }).waitFor()
  await clerk.locator('#year').selectOption('2019')
  await expect.poll(() => clerk.locator('tbody tr').allInnerTexts()).toEqual([expect.stringMatching(/0012\/19\s+2019\s+Missing\s+B 4\s+Lineo Mokoena/)])
  await clerk.locator('#view input[value=missing]').check()
  await clerk.getByText('lent to the hospital').waitFor()
  expect(await axe(clerk)).toEqual([])
  await clerk.emulateMedia({ media: 'print' })
  expect([await clerk.locator('th.fl-write').isVisible(), await clerk.locator('td.fl-on-screen').isVisible(), await clerk.locator('.pv-foot').isVisible()]).toEqual([true, false, true])
  await clerk.emulateMedia({ media: 'screen' })
  await clerk.getByTestId('found-0012/19').click()
  await clerk.getByTestId('save-file').click()
  await clerk.getByText('No file is missing').waitFor()
})

test('mother and baby are shown on both pages; what was said by mistake is taken off', async () => {
  await open(nurse, baby)
  await nurse.getByTestId('tab-identity').click()
  await nurse.getByTestId('kin-mother').getByText('Lineo Mokoena').click()
  await nurse.locator('h1', { hasText: 'Lineo' }).waitFor()
  await nurse.getByTestId('tab-identity').click()
  await nurse.getByTestId('kin-child').waitFor()
  await nurse.getByTestId('add-kin').click()
  await nurse.locator('#find-kin').fill('letsie')
  await nurse.locator('[role=option]', { hasText: 'Palesa Letsie' }).click()
  await nurse.getByTestId('save-kin').click()
  await nurse.locator('#kind-error').waitFor()
  expect(await axe(nurse)).toEqual([])
  await nurse.locator('#kind input[value=sibling]').check()
  await nurse.getByTestId('save-kin').click()
  await nurse.getByTestId('kin-sibling').getByTestId('end-kin').click()
  await nurse.getByTestId('end').click()
  await nurse.getByTestId('kin-sibling').waitFor({ state: 'detached' })
  expect(await axe(nurse)).toEqual([])
  expect(clinic.failures).toEqual([])
})
