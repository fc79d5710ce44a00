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

/** Nothing for axe to find, nothing that scrolls sideways, no word missing. */
export function everyScreen(screens: Partial<Record<Role, readonly string[]>>): void {
  describe('every screen', () => {
    let clinic: Clinic
    beforeAll(async () => { clinic = await Clinic.madeUp() })
    afterAll(async () => { await clinic?.close() })

    // English is the shorter language: where Sesotho fits on a larger screen, it does.
    const rounds = (Object.keys(sizes) as (keyof typeof sizes)[]).flatMap((size) =>
      (['en', 'st'] as const).filter((language) => language === 'st' || size === 'phone').map((language) => ({ size, language })))

    it.each(rounds)('is clean on a $size in $language', async ({ size, language }: { size: keyof typeof sizes; language: Language }) => {
      const wrong: string[] = []
      for (const role of Object.keys(screens) as Role[]) {
        const page = await clinic.as(role, { size, language })
        const here = await somebodyHere(page)
        for (const screen of screens[role]!) {
          await page.goto(clinic.url + screen.replace(':patient', here.patient).replace(':visit', here.visit))
          await settled(page)
          const name = await page.locator('main').first().getAttribute('data-page')
          const say = (what: string) => wrong.push(`${role} ${screen} (${name}): ${what}`)
          if (name === 'not-found' || name === 'forbidden') say('is not there')
          // Words of another length move things, words of another language change nothing else that axe looks at.
          if (language === 'st') for (const finding of await axe(page)) say(finding)
          const seen = await page.evaluate(() => ({
            sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
            heads: document.querySelectorAll('h1').length,
            lang: document.documentElement.lang,
            title: document.title,
            text: document.body.innerText,
          }))
          if (seen.sideways) say('scrolls sideways')
          if (seen.heads !== 1) say(`has ${seen.heads} h1`)
          if (seen.lang !== language) say(`says lang=${seen.lang}`)
          if (!/ - Ha Matala Clinic$/.test(seen.title)) say(`is called ${seen.title}`)
          const key = /(?:^|\s)[a-z]+[A-Za-z]*\.[a-z][A-Za-z.-]+(?=\s|$)/m.exec(seen.text)
          if (key) say(`shows the key ${key[0].trim()}`)
        }
        await page.context().close()
      }
      expect(wrong).toEqual([])
      expect(clinic.failures).toEqual([])
    }, 240_000)
  })
}
