// Keys of the records: made and taken away by the manager, and asked for after a power cut.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, Clinic, passphrase, password, type Page } from './clinic'

let clinic: Clinic
let manager: Page
let code = ''
let stick: { name: string; mimeType: string; buffer: Buffer }
beforeAll(async () => { clinic = await Clinic.open() })
afterAll(async () => { await clinic?.close() })

const page = (on: Page, name: string) => on.locator(`main[data-page="${name}"]`).waitFor()
async function sound(on: Page): Promise<void> {
  expect(await axe(on)).toEqual([])
  expect(await on.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
}

describe('the keys of the records', () => {
  it('are made, shown once, and taken away by the manager', async () => {
    manager = await clinic.as('admin')
    // A key on the box is never told to be well.
    await manager.locator('[data-testid="health-keys"][data-mood="look"]').waitFor()
    await manager.goto(`${clinic.url}/keys`)
    await manager.getByTestId('auto-warning').waitFor()
    await sound(manager)

    await manager.getByTestId('add-key').click()
    await manager.getByTestId('add-recovery').click()
    await manager.locator('#label').fill('the safe')
    await manager.getByTestId('make-key').click()
    const groups = manager.getByTestId('recovery-code').locator('li')
    await expect.poll(() => groups.count()).toBe(7)
    code = (await groups.allInnerTexts()).map((g) => g.replace(/^\d\s*/, '')).join(' ').toLowerCase()
    await sound(manager)
    await manager.getByTestId('made-done').click()
    expect(await manager.getByTestId('key-recovery').count()).toBe(1) // the new sheet is in place of the old

    await manager.getByTestId('add-key').click()
    await manager.getByTestId('add-file').click()
    await manager.getByTestId('make-key').click()
    const saved = manager.waitForEvent('download')
    await manager.getByTestId('save-key-file').click()
    const file = await saved
    stick = { name: file.suggestedFilename(), mimeType: 'application/octet-stream', buffer: await readFile(await file.path()) }
    expect(stick.name).toMatch(/^karete-[0-9a-f]{32}\.key$/)
    await manager.getByTestId('made-done').click()

    await manager.getByTestId('revoke-box').click()
    await manager.getByTestId('revoke-yes').click()
    await manager.getByTestId('key-box').waitFor({ state: 'detached' })
  })

  it('go on opening when the records get another key of their own', async () => {
    await manager.getByTestId('rekey').click()
    await manager.getByTestId('rekey-yes').click()
    await manager.getByTestId('rekey-yes').waitFor({ state: 'detached' })
    await page(manager, 'keys') // still signed in
  })
})

describe('after a power cut', () => {
  it('nothing is there but the sealed page, until somebody brings a key', async () => {
    await clinic.restart()
    await manager.goto(clinic.url)
    await page(manager, 'sealed')
    await sound(manager)
    expect(await manager.content()).not.toContain('Matala')

    await manager.getByTestId('unlock').click()
    expect(await manager.locator('#passphrase-error').count()).toBe(1)
    await manager.locator('#passphrase').fill('the goat is awake by now')
    await manager.getByTestId('unlock').click()
    await manager.locator('#passphrase-error').waitFor()
    await manager.getByTestId('language-st').click()
    await manager.getByTestId('unlock-by-recovery').click()
    await manager.locator('#recovery').fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
    await manager.getByTestId('unlock').click()
    await manager.locator('#recovery-error').waitFor()
    await sound(manager)
    await manager.getByTestId('unlock-by-passphrase').click()
    await manager.locator('#passphrase').fill(passphrase)
    await manager.getByTestId('unlock').click()
    await page(manager, 'manager-home') // who was signed in still is
    await manager.locator('[data-testid="health-keys"][data-mood="good"]').waitFor()
  })

  it('or when the manager seals it: the waiting room is sent to reception, a phone opens it with a key file', async () => {
    const kiosk = await clinic.visitor()
    await page(kiosk, 'sign-in')
    await kiosk.evaluate(() => localStorage.setItem('karete.sealedKind', 'kiosk')) // as an enrolled kiosk has it
    await manager.goto(`${clinic.url}/keys`)
    await manager.getByTestId('seal').click()
    await manager.getByTestId('seal-yes').click()
    await manager.locator('#confirm-password').fill(password) // shown before the power cut; asked again
    await manager.getByTestId('confirm-go').click()
    await page(manager, 'sealed')
    await kiosk.goto(clinic.url)
    await page(kiosk, 'sealed-public')
    expect(await kiosk.locator('input').count()).toBe(0)
    await sound(kiosk)

    const phone = await clinic.visitor({ size: 'phone', language: 'st' })
    await page(phone, 'sealed')
    await sound(phone)
    await phone.getByTestId('unlock-by-file').click()
    await phone.locator('#file').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('photo') })
    await phone.getByTestId('unlock').click()
    await phone.locator('#file-error').waitFor()
    await phone.locator('#file').setInputFiles(stick)
    await phone.getByTestId('unlock').click()
    await page(phone, 'sign-in')
    await page(manager, 'keys') // the others notice by themselves
    await kiosk.locator('main:not([data-page="sealed-public"])').waitFor()
    expect(clinic.failures).toEqual([])
  })
})
