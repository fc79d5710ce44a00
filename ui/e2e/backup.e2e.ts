// A stick is plugged in, a backup is made and proved, and on the bad day another box becomes the clinic from it.
import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, Clinic, karete, staff, type Page } from './clinic'

let clinic: Clinic
let other: Clinic
let manager: Page
let patients = ''
let entries = ''
let words = ''
beforeAll(async () => { [clinic, other] = await Promise.all([Clinic.open(), Clinic.blank()]) })
afterAll(async () => { await Promise.all([clinic?.close(), other?.close()]) })

const page = (on: Page, name: string) => on.locator(`main[data-page="${name}"]`).waitFor()
async function sound(on: Page): Promise<void> {
  expect(await axe(on)).toEqual([])
  expect(await on.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
}

describe('a backup', () => {
  it('begins with a stick that is plugged in and given a name, and ends with a green page and a slip', async () => {
    manager = await clinic.as('admin')
    await manager.goto(`${clinic.url}/backups`)
    await manager.getByTestId('backup-none').waitFor()
    await sound(manager)
    await clinic.plug('blue')
    await manager.getByTestId('use-medium').click() // it shows by itself
    await manager.getByTestId('register-place').click()
    await manager.getByTestId('error-summary').waitFor()
    await manager.locator('#name').fill('Blue stick')
    await sound(manager)
    await manager.getByTestId('register-place').click()

    await manager.getByTestId('backup-good').waitFor({ timeout: 60_000 })
    await sound(manager)
    expect(await manager.locator('[data-testid="place-Blue stick"][data-where="there"]').count()).toBe(1)
    expect(await manager.locator('[data-testid="backup-late"]').count()).toBe(0)
    await manager.getByTestId('backup-1').click()
    await manager.getByTestId('prove-again').waitFor()
    await sound(manager)
    await manager.keyboard.press('Escape')
  })

  it('has a slip with what was counted and what to compare', async () => {
    await manager.getByTestId('print-slip').click()
    await page(manager, 'print-slip')
    patients = await manager.getByTestId('slip-patients').innerText()
    entries = await manager.getByTestId('slip-entries').innerText()
    words = await manager.getByTestId('slip-words').innerText()
    expect((await manager.getByTestId('slip-fingerprint').innerText()).replace(/\s/g, '')).toMatch(/^[0-9A-F]{32}$/)
    await sound(manager)
  })

  it('stays good when its stick is pulled out and taken home', async () => {
    await manager.getByTestId('back').click()
    await page(manager, 'backups')
    await clinic.pull('blue')
    await manager.locator('[data-testid="place-Blue stick"][data-where="away"]').waitFor()
    await manager.getByTestId('backup-good').waitFor()
  })
})

describe('the bad day', () => {
  it('begins with a calm page: what is damaged, and that the last backup can come back', async () => {
    await clinic.damage()
    await manager.goto(clinic.url)
    await page(manager, 'damaged')
    await manager.locator('[data-testid="damage"][data-part="database"]').waitFor()
    await sound(manager)
    await manager.getByTestId('restore-damaged').click()
    await page(manager, 'restore-copy')
    await manager.getByTestId('restore-back').click()
    await page(manager, 'damaged')
  })

  it('ends with another box that is the clinic: by stick and printed code, in the browser alone', async () => {
    await clinic.halt()
    const phone = await other.visitor({ size: 'phone', language: 'st' })
    await phone.getByTestId('have-backup').click()
    await page(phone, 'restore-copy')
    await sound(phone)
    await other.plug('found', clinic.pocket('blue'))
    await phone.getByTestId('copy').first().waitFor()
    await sound(phone)
    await phone.getByTestId('restore-next').click()

    await page(phone, 'restore-key')
    await phone.getByTestId('restore-next').click()
    await phone.locator('#recovery-error').waitFor()
    await sound(phone)
    const first = phone.locator('input[name="group1"]')
    await first.fill(clinic.code.replace(/.{4}$/, '0000')) // as pasted, with a wrong end
    await phone.getByTestId('restore-next').click()
    await phone.locator('#recovery-error').waitFor()
    await first.fill(clinic.code.replaceAll('-', ' ').toLowerCase())
    await phone.getByTestId('restore-next').click()

    await page(phone, 'restore-put')
    expect(await phone.getByTestId('in-patients').innerText()).toBe(patients)
    expect(await phone.getByTestId('in-entries').innerText()).toBe(entries)
    await sound(phone)
    await phone.getByTestId('restore-next').click()
    await phone.locator('[data-testid="restore-done"][data-same="yes"]').waitFor({ timeout: 60_000 })
    expect(await phone.getByTestId('restore-done').innerText()).toContain(words)
    await sound(phone)
    await phone.getByTestId('restore-next').click()
    await page(phone, 'sign-in')

    const nurse = await other.as('nurse')
    expect(await nurse.getByTestId('user-menu').innerText()).toContain(staff.nurse.displayName)
    expect([...clinic.failures, ...other.failures]).toEqual([])
    await other.halt()
    const paper = `${other.data}.code`
    await writeFile(paper, clinic.code)
    await karete('check', '--data', other.data, '--passphrase-file', paper)
  })
})
