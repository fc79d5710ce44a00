import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { axe, Clinic } from './clinic'
import { fill, register } from './desk'

let clinic: Clinic
let clerk: Page

beforeAll(async () => {
  clinic = await Clinic.open()
  clerk = await clinic.as('clerk')
})
afterAll(() => clinic.close())

const boxHasFocus = () => clerk.evaluate(() => document.activeElement?.matches('main [data-search]'))
const home = async () => {
  await clerk.goto(clinic.url)
  await clerk.locator('main[data-page=reception-home]').waitFor()
}

test('the box has the focus; a known patient is in the line after / name Enter Enter, without the mouse', async () => {
  await register(clerk, { familyName: 'Mokoena', givenNames: 'Mamosa', sex: 'female', birth: '34' })
  await home()
  expect(await boxHasFocus()).toBe(true)
  await clerk.locator('h1').click()
  await clerk.keyboard.press('/')
  // Faster than the answers come: Enter must wait for the answer to these words, not take somebody of an older list.
  await clerk.keyboard.type('mokoena')
  await clerk.keyboard.press('Enter')
  await clerk.locator('dialog h2', { hasText: 'Mamosa Mokoena' }).waitFor()
  await clerk.getByTestId('check-in').and(clerk.locator(':not([aria-busy])')).waitFor()
  expect(await axe(clerk)).toEqual([])
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('checked-in').filter({ hasText: 'OPD-001' }).waitFor()
  await clerk.getByTestId('menu-OPD-001').waitFor()
  expect(await boxHasFocus()).toBe(true)
  expect(await clerk.locator('main [data-search]').inputValue()).toBe('')

  // The bar takes it back, and the number is gone from the line.
  await clerk.getByTestId('undo').click()
  await clerk.getByTestId('menu-OPD-001').waitFor({ state: 'detached' })
})

test('a figure chooses the department; somebody in the line is told, not doubled', async () => {
  await home()
  await clerk.keyboard.type('mokoena')
  await clerk.keyboard.press('Enter')
  await clerk.keyboard.press(await clerk.getByTestId('place-PHA').locator('kbd').innerText())
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('menu-PHA-001').waitFor()

  await clerk.keyboard.type('mokoena')
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('already-here').filter({ hasText: 'PHA-001' }).waitFor()
  expect(await axe(clerk)).toEqual([])
  await clerk.keyboard.press('Escape')
})

test('Enter before the places are there counts, once; what did not go is pressed again', async () => {
  await register(clerk, { familyName: 'Tau', givenNames: 'Neo', sex: 'male', birth: '40' })
  await home()
  let letGo = () => {}
  const held = new Promise<void>((done) => { letGo = done })
  await clerk.route('**/api/v1/queue', async (route) => {
    await held
    await route.continue()
  })
  let sent = 0
  await clerk.route('**/api/v1/visits', (route) => (++sent === 1 ? route.abort() : route.continue()))
  await clerk.keyboard.type('tau')
  await clerk.keyboard.press('Enter')
  await clerk.locator('dialog h2', { hasText: 'Neo Tau' }).waitFor()
  const checkIn = clerk.getByTestId('check-in').and(clerk.locator(':not([aria-busy])'))
  await checkIn.waitFor()
  await clerk.keyboard.press('Enter')
  await clerk.locator('[data-testid=check-in][aria-busy]').waitFor()
  expect(sent).toBe(0)
  letGo()
  await clerk.locator('dialog [role=alert]').waitFor()
  await checkIn.click()
  await clerk.getByTestId('checked-in').filter({ hasText: 'OPD-' }).waitFor()
  expect(sent).toBe(2)
  await clerk.unrouteAll({ behavior: 'ignoreErrors' })
})

test('the ticket is printed from the bar by its key', async () => {
  await register(clerk, { familyName: 'Pohano', givenNames: 'Pohano', sex: 'male', birth: '3 2 1999' })
  await clerk.getByTestId('check-in-here').click()
  await clerk.getByTestId('check-in').and(clerk.locator(':not([aria-busy])')).click()
  await clerk.getByTestId('checked-in').waitFor()
  await clerk.keyboard.press('Alt+P')
  expect(await clerk.getByTestId('ticket-number').innerText()).toMatch(/^OPD-\d{3}$/)
  expect(await clerk.locator('.tk').innerText()).not.toContain('Pohano')
})

test('registering with check-in needs no mouse; what is typed survives leaving the page; errors take the focus', async () => {
  await home()
  await clerk.keyboard.type('nobodysocalled')
  await clerk.getByTestId('register-typed').waitFor()
  await clerk.keyboard.press('Enter')
  await clerk.locator('main[data-page=register]').waitFor()
  expect(await clerk.locator('#familyName').inputValue()).toBe('nobodysocalled')

  await clerk.keyboard.press('Control+Enter')
  await clerk.locator('[data-testid=error-summary]:focus').waitFor()
  expect(await axe(clerk)).toEqual([])

  await clerk.locator('.rail').getByTestId('nav-/queue').click()
  await clerk.locator('main[data-page=queue-board]').waitFor()
  await fill(clerk, { familyName: 'Nobodysocalled', givenNames: 'Tau', sex: 'male', birth: '8m' })
  await clerk.locator('.rail').getByTestId('nav-/queue').click()
  await clerk.keyboard.press('Alt+N')
  expect(await clerk.locator('#birthDate').inputValue()).toBe('8m')
  expect(await clerk.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain('obodysocalled')

  await clerk.keyboard.press('Control+Enter')
  await clerk.getByTestId('menu-U5-001').waitFor()
})

test('two people correct the same patient: both versions are shown, none is lost', async () => {
  await register(clerk, { familyName: 'Khiba', givenNames: 'Teboho', sex: 'male', birth: '60' })
  const address = `${new URL(clerk.url()).pathname}/edit`
  const admin = await clinic.as('admin')
  for (const page of [clerk, admin]) {
    await page.goto(clinic.url + address)
    await page.locator('#village').waitFor()
  }
  await admin.locator('#village').fill('Roma')
  await admin.locator('#givenNames').fill('Teboho Paul')
  await admin.getByTestId('save').click()
  await admin.locator('main[data-page=patient]').waitFor()

  await clerk.locator('#village').fill('Mazenod')
  await clerk.getByTestId('save').click()
  await clerk.getByTestId('clashes').filter({ hasText: 'Roma' }).filter({ hasText: 'Mazenod' }).waitFor()
  expect(await clerk.locator('#givenNames').inputValue()).toBe('Teboho Paul')
  expect(await axe(clerk)).toEqual([])
  await clerk.getByTestId('keep-village').click()
  await clerk.getByTestId('save').click()
  await clerk.locator('main[data-page=patient] dl', { hasText: /Teboho Paul.*Mazenod/s }).waitFor()
})
