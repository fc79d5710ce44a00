// Shared tablets: taken in by a code, worked on by tile and PIN, locked, and turned away.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, password, staff, type Page, type Role } from './clinic'

const PIN = '408172'
let clinic: Clinic
let admin: Page
let tablet: Page

beforeAll(async () => {
  clinic = await Clinic.open()
  admin = await clinic.as('admin')
})
afterAll(async () => {
  expect(clinic.failures).toEqual([])
  await clinic.close()
})

const at = (page: Page, name: string) => page.locator(`main[data-page="${name}"]`).waitFor()
const says = (page: Page, text: string) => page.getByText(text).first().waitFor()

async function enter(page: Page, pin: string): Promise<void> {
  for (const figure of pin) await page.getByTestId(`key-${figure}`).click()
}

const newID = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`

/** Somebody at the API without a browser: what is not looked at here. */
async function apiAs(role: Role): Promise<<T>(method: string, path: string, body?: object) => Promise<T>> {
  let cookie = ''
  const send = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${clinic.url}/api/v1${path}`, { method, headers: { 'Content-Type': 'application/json', cookie }, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    cookie ||= answer.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
    return (await answer.json()) as T
  }
  await send('POST', '/session', { username: staff[role].username, password })
  return send
}

async function pairing(name: string, kind: string): Promise<string> {
  await admin.goto(`${clinic.url}/devices`)
  await admin.locator('#name').fill(name)
  await admin.locator(`#kind input[value=${kind}]`).check()
  await admin.getByTestId('make-code').click()
  return admin.getByTestId('pairing-code').innerText()
}

test('a tablet is taken in by its code', async () => {
  const code = await pairing('Tablet 3', 'tablet')
  expect(await axe(admin)).toEqual([])
  tablet = await clinic.visitor({ size: 'tablet', visit: false })
  await tablet.goto(`${clinic.url}/pair#${code.replace(' ', '')}`)
  await at(tablet, 'pair')
  expect(tablet.url()).toBe(`${clinic.url}/pair`)
  expect(await axe(tablet)).toEqual([])
  await tablet.getByTestId('pair').click()
  await at(tablet, 'tiles')
  await admin.getByTestId('device-Tablet 3').waitFor()
})

test('a PIN is chosen with the password, and its tile comes to the tablet by itself', async () => {
  const nurse = await clinic.as('nurse')
  await nurse.goto(`${clinic.url}/pin`)
  const choose = async (pin: string) => {
    await nurse.locator('#current').fill(password)
    await nurse.locator('#pin').fill(pin)
    await nurse.locator('#again').fill(pin)
    await nurse.getByTestId('save-pin').click()
  }
  await choose('123456')
  await says(nurse, 'This PIN is too easy to guess')
  await choose(PIN)
  await at(nurse, 'preferences')
  await nurse.context().close()
  await tablet.getByTestId('tile-NT').waitFor()
  await (await apiAs('doctor'))('POST', '/session/own-pin', { id: newID(), current: password, pin: PIN })
  await tablet.getByTestId('tile-DR').waitFor()
  expect(await axe(tablet)).toEqual([])
})

test('a wrong PIN says how many tries are left; the keyboard types figures too', async () => {
  await tablet.getByTestId('tile-NT').click()
  await enter(tablet, '9051')
  await says(tablet, '4 of 6')
  await tablet.keyboard.type('83')
  await says(tablet, 'Wrong PIN. 4 tries left.')
  expect(await axe(tablet)).toEqual([])
  await tablet.keyboard.type(PIN)
  await at(tablet, 'nurse-home')
})

test('another takes over in two taps and the PIN; what was being written waits for its author', async () => {
  const clerk = await apiAs('clerk')
  const { departments } = await clerk<{ departments: { id: string }[] }>('GET', '/departments')
  const { visit } = await clerk<{ visit: { id: string } }>('POST', '/patients', {
    id: newID(), givenNames: 'Neo', familyName: 'Letsie', otherNames: [], sex: 'female', birthDate: '1990', birthPrecision: 'year', birthRecordedOn: '', phones: [],
    village: 'Roma', district: 'Maseru', chief: '', nextOfKin: { name: '', relationship: '', phone: '' }, language: 'st', consent: { given: true, on: '2026-01-02' },
    fileNumber: { mode: 'next' }, identifiers: [], checkIn: { departmentId: departments[0]!.id, reason: 'general', emergency: false },
  })
  await tablet.goto(`${clinic.url}/visits/${visit.id}/triage`)
  await at(tablet, 'triage')
  const words = tablet.locator('[id="complaint.text"]')
  await words.fill('coughs at night')

  await tablet.evaluate(() => {
    const w = window as unknown as { taps: number }
    w.taps = 0
    document.addEventListener('click', () => { w.taps += 1 }, true)
  })
  await tablet.getByTestId('user-menu').click()
  await tablet.getByTestId('tile-DR').click()
  await enter(tablet, PIN)
  await at(tablet, 'doctor-home')
  expect(await tablet.evaluate(() => (window as unknown as { taps: number }).taps)).toBe(2 + PIN.length)
  await says(tablet, `Now working as ${staff.doctor.displayName}`)
  expect(await tablet.locator('body').innerText()).not.toContain('coughs')

  await tablet.getByTestId('user-menu').click()
  await tablet.getByTestId('tile-NT').click()
  await enter(tablet, PIN)
  await at(tablet, 'triage') // her own page again
  await tablet.waitForFunction(() => document.querySelector<HTMLInputElement>('[id="complaint.text"]')?.value === 'coughs at night')
})

test('nobody touches it: it warns, locks and shows nothing; the same PIN comes back to the same page', async () => {
  await tablet.clock.install()
  await tablet.reload()
  await at(tablet, 'triage')
  await says(tablet, 'Neo')
  await tablet.clock.fastForward(105_000)
  await says(tablet, 'It locks in 20 seconds.')
  await tablet.clock.fastForward(20_000)
  await at(tablet, 'tiles')
  expect(await tablet.locator('body').innerText()).not.toContain('Letsie')
  expect(await tablet.evaluate(async () => (await fetch('/api/v1/session')).status)).toBe(401)
  await tablet.getByTestId('pin-pad').waitFor() // her tile is chosen already
  await tablet.keyboard.type(PIN)
  await at(tablet, 'triage')
  await tablet.locator('h1').first().click()
  await tablet.keyboard.press('l')
  await tablet.getByTestId('pin-pad').waitFor()
  await tablet.keyboard.type(PIN)
  await at(tablet, 'triage')
})

test('a revoked tablet is a stranger within a second', async () => {
  await admin.goto(`${clinic.url}/devices`)
  await admin.getByTestId('device-Tablet 3').click()
  await admin.getByTestId('revoke').click()
  const answered = admin.waitForResponse((r) => r.url().endsWith('/revoke'))
  await admin.getByTestId('revoke-confirm').click()
  await answered
  await tablet.locator('main[data-page=sign-in]').waitFor()
  expect(await tablet.locator('body').innerText()).not.toContain('Letsie')
  expect(await tablet.getByTestId('tile-NT').count()).toBe(0)
})

test('a kiosk says its name itself and is the patient’s own door at once', async () => {
  const code = await pairing('', 'kiosk')
  const kiosk = await clinic.visitor({ size: 'tablet', visit: false })
  await kiosk.goto(`${clinic.url}/pair`)
  await kiosk.locator('#code').fill(code.toLowerCase())
  await kiosk.getByTestId('pair').click()
  await kiosk.locator('#name').fill('By the gate')
  await kiosk.getByTestId('pair').click()
  await at(kiosk, 'kiosk-start')
  await says(kiosk, 'Ha Matala Clinic')
  expect(await axe(kiosk)).toEqual([])
  await admin.getByTestId('device-By the gate').waitFor()
})

test('a manager names the computer they sit at and takes a PIN away', async () => {
  await admin.goto(`${clinic.url}/devices`)
  await admin.getByTestId('name-this').click()
  await admin.locator('dialog #name').fill('Desk PC')
  await admin.getByTestId('save-this').click()
  await says(admin, 'This device')
  await admin.goto(`${clinic.url}/staff`)
  await admin.getByTestId(`edit-${staff.nurse.username}`).click()
  await admin.getByTestId('reset-pin').click()
  await says(admin, 'has no PIN now')
  await admin.locator('dialog[open]').waitFor({ state: 'detached' }) // a sheet has keys of its own
  await admin.keyboard.press('l')
  await at(admin, 'tiles')
  await admin.getByTestId('tile-DR').waitFor()
  expect(await admin.getByTestId('tile-NT').count()).toBe(0)
})
