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
