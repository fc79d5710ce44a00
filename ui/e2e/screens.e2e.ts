// Every screen, as each role that has it, at three sizes and in both languages: nothing for axe to find, nothing that
// scrolls sideways, no word missing. And what a screen costs on the wire.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, Clinic, sizes, type Language, type Page, type Role } from './clinic'

const screens: Record<Role, readonly string[]> = {
  clerk: ['/', '/register', '/queue', '/print', '/preferences', '/patients/:patient', '/patients/:patient/edit'],
  nurse: ['/', '/queue', '/reports', '/patients/:patient', '/visits/:visit/triage'],
  doctor: ['/', '/patients/:patient', '/consult/:patient'],
  admin: ['/', '/staff', '/departments', '/clinic', '/journal', '/system', '/permissions', '/reports', '/password'],
}

/** A patient who is here, and their visit. */
async function somebodyHere(page: Page): Promise<{ patient: string; visit: string }> {
  return page.evaluate(async () => {
    const board = (await (await fetch('/api/v1/queue')).json()) as { entries: { visitId: string; patient: { id: string } }[] }
    const last = board.entries.at(-1)!
    return { patient: last.patient.id, visit: last.visitId }
  })
}

async function settled(page: Page): Promise<void> {
  await page.locator('main[data-page]').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]') && document.fonts.status === 'loaded')
}

describe('every screen', () => {
  let clinic: Clinic
  beforeAll(async () => { clinic = await Clinic.madeUp() })
  afterAll(async () => { await clinic?.close() })

  const rounds = (Object.keys(sizes) as (keyof typeof sizes)[]).flatMap((size) =>
    (['en', 'st'] as const).map((language) => ({ size, language })))

  it.each(rounds)('is clean on a $size in $language', async ({ size, language }: { size: keyof typeof sizes; language: Language }) => {
    const wrong: string[] = []
    for (const role of Object.keys(screens) as Role[]) {
      const page = await clinic.as(role, { size, language })
      const here = await somebodyHere(page)
      for (const screen of screens[role]) {
        await page.goto(clinic.url + screen.replace(':patient', here.patient).replace(':visit', here.visit))
        await settled(page)
        const name = await page.locator('main').first().getAttribute('data-page')
        const say = (what: string) => wrong.push(`${role} ${screen} (${name}): ${what}`)
        if (name === 'not-found' || name === 'forbidden') say('is not there')
        for (const finding of await axe(page)) say(finding)
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

describe('what a screen costs on the wire', () => {
  let clinic: Clinic
  beforeAll(async () => { clinic = await Clinic.madeUp() })
  afterAll(async () => { await clinic?.close() })

  it('keeps sign-in within 60 KiB and 8 requests, the app within 180 KiB and 20', async () => {
    const page = await clinic.visitor({ visit: false })
    const wire = await page.context().newCDPSession(page)
    await wire.send('Network.enable')
    let bytes = 0
    let requests = 0
    wire.on('Network.loadingFinished', (e) => { bytes += e.encodedDataLength; requests++ })
    await page.goto(clinic.url)
    await page.locator('#username').waitFor()
    await page.waitForLoadState('networkidle')
    console.log(`sign-in: ${(bytes / 1024).toFixed(1)} KiB in ${requests} requests`)
    expect(bytes).toBeLessThanOrEqual(60 * 1024)
    expect(requests).toBeLessThanOrEqual(8)
    await clinic.signIn(page, 'nurse')
    await settled(page)
    console.log(`with the app: ${(bytes / 1024).toFixed(1)} KiB in ${requests} requests`)
    expect(bytes).toBeLessThanOrEqual(180 * 1024)
    expect(requests).toBeLessThanOrEqual(20)
  })
})
