// What time it is: everybody is told while that is doubtful, and a manager puts it right with the device in their hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, Clinic, password, type Page } from './clinic'

const DAY_MS = 86_400_000

let clinic: Clinic
beforeAll(async () => { clinic = await Clinic.open() })
afterAll(async () => { await clinic?.close() })

async function sound(on: Page): Promise<void> {
  expect(await axe(on)).toEqual([])
  expect(await on.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
}

// box is what the box says of its time, asked by the page.
const box = (on: Page) => on.evaluate(async () => (await (await fetch('/api/v1/clock')).json()) as { now: string; doubt: string; offsetSeconds: number })

describe('the box’s time', () => {
  it('is put right by a manager, with the time of their device', async () => {
    // The device is three days ahead of a box that lost them.
    const manager = await clinic.visitor({ visit: false })
    await manager.clock.install({ time: Date.now() + 3 * DAY_MS })
    await manager.clock.resume()
    await manager.goto(clinic.url)
    await clinic.signIn(manager, 'admin')
    await manager.goto(`${clinic.url}/system`)
    await manager.getByTestId('time-open').click()
    await manager.getByTestId('time-device').waitFor()
    expect(await manager.getByTestId('time-computer').count()).toBe(0) // it says the same as the box
    await sound(manager)
    await manager.getByTestId('time-save').click()
    await manager.getByTestId('time-save').waitFor({ state: 'detached' })
    const set = await box(manager)
    expect(Math.abs(set.offsetSeconds - 3 * 86_400)).toBeLessThan(60)
    expect(set.doubt).toBe('')

    // It outlasts a restart, and goes when the computer is right after all.
    await clinic.restart()
    expect(Math.abs((await box(manager)).offsetSeconds - 3 * 86_400)).toBeLessThan(60)
    await manager.goto(`${clinic.url}/system`)
    await manager.getByTestId('time-open').click()
    await manager.getByTestId('time-computer').check()
    await manager.getByText('later than the time you choose').waitFor()
    await manager.getByTestId('time-save').click()
    await manager.locator('#confirm-password').fill(password) // a restart forgets who showed that it is they
    await manager.getByTestId('confirm-go').click()
    await manager.getByTestId('time-save').waitFor({ state: 'detached' })
    expect((await box(manager)).offsetSeconds).toBe(0)
    await manager.context().close()
  })

  it('is said to be doubtful on every screen', async () => {
    for (const [role, size, language] of [['nurse', 'phone', 'st'], ['admin', 'tablet', 'en']] as const) {
      const page = await clinic.as(role, { size, language })
      expect(await page.getByTestId('time-doubt').count()).toBe(0)
      // The head that the box sends while it doubts its clock.
      await page.route(/\/(healthz$|api\/v1\/(?!events))/, async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ response: answer, headers: { ...answer.headers(), 'karete-time': 'doubtful' } })
      })
      // A look that was under way before that head was there tells nothing of it: look again.
      await expect.poll(async () => {
        await page.evaluate(() => dispatchEvent(new Event('online')))
        return page.getByTestId('time-doubt').count()
      }).toBe(1)
      await expect.poll(() => page.getByTestId('time-set').count()).toBe(role === 'admin' ? 1 : 0)
      await sound(page)
      await page.unrouteAll({ behavior: 'ignoreErrors' }) // an answer may be on its way
      await page.context().close()
    }
  })

  it('left nothing behind that a page complained of', () => {
    expect(clinic.failures).toEqual([])
  })
})
