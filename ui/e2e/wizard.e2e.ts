// The first run: from a box that nobody has set up to a nurse who has chosen her own password.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, Clinic, passphrase, password, type Language, type Page } from './clinic'

async function at(page: Page, step: string): Promise<void> {
  await page.locator(`main[data-page="setup-${step}"]`).waitFor()
  expect(await axe(page)).toEqual([])
}

const next = (page: Page) => page.getByTestId('setup-next').click()

async function signIn(page: Page, username: string, secret: string): Promise<void> {
  await page.locator('#username').fill(username)
  await page.locator('#password').fill(secret)
  await page.getByTestId('sign-in').click()
}

describe.each([['desktop', 'en'], ['phone', 'st']] as const)('the first run on a %s in %s', (size, language: Language) => {
  let clinic: Clinic
  beforeAll(async () => { clinic = await Clinic.blank() })
  afterAll(async () => { await clinic?.close() })

  it('asks one thing at a time, forgets nothing, and ends with people who can sign in', async () => {
    const page = await clinic.visitor({ size })
    await at(page, 'language')
    await page.locator(`input[type="radio"][value="${language}"]`).check({ force: true })
    await next(page)

    await at(page, 'clinic')
    await next(page)
    await page.getByTestId('error-summary').waitFor() // empty: says what is missing, moves nowhere
    await page.locator('[id="clinic.name"]').fill('Ha Matala Clinic')
    await page.locator('[id="clinic.code"]').fill('HML')
    await page.locator('[id="clinic.district"]').selectOption('Maseru')
    await next(page)

    await at(page, 'admin')
    await page.locator('[id="admin.displayName"]').fill('ʼMʼe Mpho')
    await page.locator('[id="admin.username"]').fill('mpho')
    await page.locator('[id="admin.password"]').fill('too short')
    await page.locator('#again').fill('too short')
    await next(page)
    await page.getByTestId('error-summary').waitFor()
    await page.locator('[id="admin.password"]').fill(password)
    await page.locator('#again').fill(password)
    await next(page)

    // The recovery code is shown once; whoever goes on shows that they have it.
    await at(page, 'recovery')
    const shown = page.getByTestId('recovery-code').locator('li')
    await expect.poll(() => shown.count()).toBe(7)
    const first = await shown.allInnerTexts()
    await page.reload() // the power went before it was confirmed: that paper is void
    await at(page, 'recovery')
    await expect.poll(() => shown.count()).toBe(7)
    const groups = (await shown.allInnerTexts()).map((group) => group.replace(/^\d\s*/, ''))
    expect(groups).not.toEqual(first.map((group) => group.replace(/^\d\s*/, '')))
    const boxes = page.locator('input[name^="recovery.groups"]')
    const asked = (await page.locator('label[for^="recovery.groups"]').allInnerTexts()).map((label) => Number(/\d/.exec(label)![0]))
    await boxes.nth(0).fill(groups[asked[0]! - 1]!.toLowerCase())
    await boxes.nth(1).fill('0000')
    await page.locator('[id="recovery.passphrase"]').fill(passphrase)
    await next(page)
    await page.getByTestId('error-summary').waitFor()
    await boxes.nth(1).fill(groups[asked[1]! - 1]!)
    await page.locator(`input[name="power"][value="${size === 'phone' ? 'auto' : 'sealed'}"]`).check()
    await next(page)

    await at(page, 'clock')
    await page.reload() // the power went: the box remembers how far it was
    await at(page, 'clock')
    await page.getByTestId('setup-back').click()
    await at(page, 'recovery')
    expect(await page.getByTestId('recovery-code').count()).toBe(0) // never again
    await next(page)
    await at(page, 'clock')
    await next(page)

    await at(page, 'departments')
    await next(page)

    await at(page, 'staff')
    await page.locator('#displayName').fill('Nurse Thato')
    await page.locator('#username').fill('thato')
    await page.locator('input[name="roles"][value="nurse"]').check({ force: true })
    await next(page)

    await at(page, 'ready')
    const given = await page.getByTestId('first-password-thato').innerText()
    await page.getByTestId('setup-sign-in').click()
    await page.locator('main[data-page="sign-in"]').waitFor()
    await signIn(page, 'thato', given)
    await page.locator('main[data-page="new-password"]').waitFor()
    expect(await axe(page)).toEqual([])

    const manager = await clinic.visitor({ size, language })
    await signIn(manager, 'mpho', password)
    await manager.locator('main[data-page="manager-home"]').waitFor()

    // Nobody can set it up twice.
    const again = await manager.evaluate(async () => (await fetch('/api/v1/setup')).status)
    expect(again).toBe(409)
    expect(clinic.failures).toEqual([])
  })
})
