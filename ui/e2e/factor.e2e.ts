// Second steps in a real browser: an authenticator app, recovery codes, passkeys of Chromium's own virtual
// authenticator, and the password asked for again before an act that is a manager's alone.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, password, staff, type Page } from './clinic'

let clinic: Clinic
let page: Page
let seed: string
let codes: string[]

beforeAll(async () => {
  clinic = await Clinic.open()
  page = await clinic.visitor({ visit: false })
})
afterAll(async () => {
  expect(clinic.failures).toEqual([])
  await clinic.close()
})

/** The box by its name: passkeys have no use for figures. */
const named = (path = '/') => clinic.url.replace('127.0.0.1', 'localhost') + path

// code is what an authenticator app shows `later` half minutes from now.
function code(later = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...seed.replace(/ /g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((b) => parseInt(b, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later))
  const mac = createHmac('sha1', key).update(step).digest()
  return String((mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function typePassword(): Promise<void> {
  await page.locator('#username').fill(staff.admin.username)
  await page.locator('#password').fill(password)
  await page.getByTestId('sign-in').click()
}

async function enter(typed: string): Promise<void> {
  await page.locator('#code').fill(typed)
  await page.getByTestId('enter-code').click()
}

const arrived = () => page.locator('main[data-page="manager-home"]').waitFor()

async function signOut(): Promise<void> {
  await page.context().clearCookies()
  await page.goto(named())
  await page.locator('#username').waitFor()
}

test('an app is added by its seed and one code', async () => {
  await page.goto(named())
  await typePassword()
  await arrived()
  expect(await page.getByTestId('health-factors').getAttribute('data-mood')).toBe('look')
  await page.goto(named('/security'))
  await page.getByTestId('add-app').click()
  seed = await page.getByTestId('seed').innerText()
  expect(await page.locator('.sec-qr path').count()).toBe(1)
  expect(await axe(page)).toEqual([])
  await page.locator('#code').fill('000000')
  await page.getByTestId('prove-app').click()
  await page.locator('#code-error').waitFor()
  await page.locator('#code').fill(code())
  await page.getByTestId('prove-app').click()
  await page.getByTestId('recovery-code').first().waitFor()
  codes = await page.getByTestId('recovery-code').allInnerTexts()
  expect(codes).toHaveLength(10)
  await page.getByTestId('codes-kept').click()
  expect(await page.getByTestId('codes-left').innerText()).toContain('10')
  expect(await axe(page)).toEqual([])
})

test('then the password is not enough, and a code works once', async () => {
  await signOut()
  await typePassword()
  await page.locator('main[data-page="second-step"]').waitFor()
  expect(await axe(page)).toEqual([])
  const now = code(1) // the one before has been taken
  await enter(now)
  await arrived()
  expect(await page.getByTestId('health-factors').count()).toBe(0)
  await signOut()
  await typePassword()
  await enter(now)
  await page.getByRole('alert').waitFor()
  await enter(codes[0]!.toUpperCase())
  await arrived()
  await page.goto(named('/security'))
  expect(await page.getByTestId('codes-left').innerText()).toContain('9')
})

test('a passkey signs in with nothing typed', async () => {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  await page.getByTestId('add-passkey').click()
  await page.locator('#passkey-name').fill('My tablet')
  await page.getByTestId('save-passkey').click()
  await page.getByTestId('passkey').waitFor()
  expect(await page.getByTestId('passkey').innerText()).toContain('localhost')
  await signOut()
  await page.getByTestId('sign-in-passkey').click()
  await arrived()
  // At an address of figures there are none, and the page says so.
  const other = await clinic.as('nurse')
  await other.goto(`${clinic.url}/security`)
  await other.getByText('127.0.0.1').waitFor()
  expect(await other.getByTestId('add-passkey').count()).toBe(0)
})

test('a save that needs the password again is not lost', async () => {
  await clinic.restart() // which no confirmation outlasts
  await page.goto(named('/staff'))
  await page.getByTestId('add-person').click()
  await page.locator('#displayName').fill('Lineo Nts’eng')
  await page.locator('#username').fill('lineo')
  await page.locator('[data-testid="save-person"]').scrollIntoViewIfNeeded()
  await page.getByRole('checkbox', { name: 'Nurse', exact: true }).first().check({ force: true })
  await page.getByTestId('save-person').click()
  await page.locator('#confirm-password').fill('wrong')
  await page.getByTestId('confirm-go').click()
  await page.locator('#confirm-password-error').waitFor()
  expect(await axe(page)).toEqual([])
  await page.getByTestId('confirm-passkey').click()
  await page.getByTestId('first-password-lineo').waitFor()
  expect(await page.locator('#confirm-password').count()).toBe(0)
})
