// Walks screens as the roles that have them, at three sizes and in both languages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, Clinic, sizes, type Language, type Page, type Role } from './clinic'

/** A patient who is here, and their visit. */
async function somebodyHere(page: Page): Promise<{ patient: string; visit: string }> {
  return page.evaluate(async () => {
    const board = (await (await fetch('/api/v1/queue')).json()) as { entries: { visitId: string; patient: { id: string } }[] }
    const last = board.entries.at(-1)!
    return { patient: last.patient.id, visit: last.visitId }
  })
}

export async function settled(page: Page): Promise<void> {
  await page.locator('main[data-page]').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]') && document.fonts.status === 'loaded')
}

interface Look { size: keyof typeof sizes; language: Language }

/**
 * How a screen is looked at in one loading of it, as a tablet is turned and as a language is changed: a browser has
 * fingers or it has a mouse, so that there are two loadings, one in each language. English is the shorter language:
 * where Sesotho fits on a larger screen, it does.
 */
const rounds: Record<'a mouse' | 'fingers', readonly Look[]> = {
  'a mouse': [{ size: 'desktop', language: 'st' }],
  fingers: [{ size: 'phone', language: 'en' }, { size: 'phone', language: 'st' }, { size: 'tablet', language: 'st' }],
}

async function speak(page: Page, language: Language): Promise<void> {
  const button = page.locator('header').getByTestId(`language-${language}`)
  if (await button.isVisible()) {
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/session/language')), button.click()])
  } else { // a page without the frame
    await page.evaluate((l) => { localStorage.setItem('karete.language', l) }, language)
    await page.reload()
  }
  await page.waitForFunction((l) => document.documentElement.lang === l, language)
}

async function turn(page: Page, size: keyof typeof sizes): Promise<void> {
  await page.setViewportSize(sizes[size])
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

/** What is wrong with a screen as it stands there. */
async function faults(page: Page, language: Language): Promise<string[]> {
  // Words of another length move things, words of another language change nothing else that axe looks at.
  const wrong = language === 'st' ? await axe(page) : []
  const seen = await page.evaluate(() => ({
    sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    heads: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    title: document.title,
    text: document.body.innerText,
  }))
  if (seen.sideways) wrong.push('scrolls sideways')
  if (seen.heads !== 1) wrong.push(`has ${seen.heads} h1`)
  if (seen.lang !== language) wrong.push(`says lang=${seen.lang}`)
  if (!/ - Ha Matala Clinic$/.test(seen.title)) wrong.push(`is called ${seen.title}`)
  const key = /(?:^|\s)[a-z]+[A-Za-z]*\.[a-z][A-Za-z.-]+(?=\s|$)/m.exec(seen.text)
  if (key) wrong.push(`shows the key ${key[0].trim()}`)
  return wrong
}

/** Nothing for axe to find, nothing that scrolls sideways, no word missing. `first` is tried in that clinic before anybody was there. */
export function everyScreen(screens: Partial<Record<Role, readonly string[]>>, first?: (clinic: () => Clinic) => void): void {
  describe('every screen', () => {
    let clinic: Clinic
    beforeAll(async () => { clinic = await Clinic.madeUp() })
    afterAll(async () => { await clinic?.close() })

    first?.(() => clinic)

    it.each(Object.entries(rounds))('is clean with %s', async (_, looks) => {
      const wrong: string[] = []
      for (const role of Object.keys(screens) as Role[]) {
        let { size } = looks[0]!
        const page = await clinic.as(role, looks[0])
        let language = await page.evaluate(() => document.documentElement.lang)
        const here = await somebodyHere(page)
        for (const screen of screens[role]!) {
          if (language !== looks[0]!.language) await speak(page, language = looks[0]!.language)
          if (size !== looks[0]!.size) await turn(page, size = looks[0]!.size)
          await page.goto(clinic.url + screen.replace(':patient', here.patient).replace(':visit', here.visit))
          await settled(page)
          const name = await page.locator('main').first().getAttribute('data-page')
          if (name === 'not-found' || name === 'forbidden') wrong.push(`${role} ${screen} (${name}): is not there`)
          for (const look of looks) {
            if (language !== look.language) await speak(page, language = look.language)
            if (size !== look.size) await turn(page, size = look.size)
            await settled(page)
            for (const fault of await faults(page, look.language)) wrong.push(`${role} ${screen} (${name}) on a ${size} in ${language}: ${fault}`)
          }
        }
        await page.context().close()
      }
      expect(wrong).toEqual([])
      expect(clinic.failures).toEqual([])
    }, 240_000)
  })
}
