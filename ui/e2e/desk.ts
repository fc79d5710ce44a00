// What reception does, as steps for the tests.
import type { Page } from 'playwright-core'

export interface Newcomer { familyName: string; givenNames: string; sex: 'female' | 'male'; birth: string }

// fill types somebody into the registration form that is open, or opens it with its key. A print page has no keys of
// the frame: there the caller goes home first.
export async function fill(page: Page, who: Newcomer): Promise<void> {
  if ((await page.locator('main').getAttribute('data-page')) !== 'register') await page.keyboard.press('Alt+N')
  await page.locator('#familyName').fill(who.familyName)
  await page.locator('#givenNames').fill(who.givenNames)
  await page.locator(`#sex input[value=${who.sex}]`).check()
  await page.locator('#birthDate').fill(who.birth)
}

// register saves somebody without checking them in, and ends on their page.
export async function register(page: Page, who: Newcomer): Promise<void> {
  await fill(page, who)
  await page.keyboard.press('Control+s')
  await page.locator('main[data-page=patient]').waitFor()
  await page.locator('h1', { hasText: who.familyName }).waitFor()
}

// morning lets a manager say that it is nine in the morning of tomorrow: then today has places that are still to come,
// and no midnight comes between, at whatever hour a test runs. The computer's own clock stays as it is.
export async function morning(manager: Page): Promise<void> {
  const day = new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 10) // the clinic is two hours ahead
  const id = `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`
  const said = await manager.evaluate(async (body) => {
    const answer = await fetch('/api/v1/clock', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    return answer.ok ? '' : `${answer.status} ${await answer.text()}`
  }, JSON.stringify({ id, by: 'device', now: `${day}T07:00:00Z` }))
  if (said) throw new Error(`the time was not taken: ${said}`)
}

// scan is the USB scanner: a keyboard faster than the test driver's own can be kept on a busy machine. When a key of a
// real one was pressed is told by the machine's own ticking, however busy the page is; so it is here.
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((keys) => {
    const began = performance.now() - keys.length * 3
    keys.forEach((key, n) => {
      const pressed = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(pressed, 'timeStamp', { value: began + n * 3 })
      ;(document.activeElement ?? document.body).dispatchEvent(pressed)
    })
  }, [...code, 'Enter'])
}
