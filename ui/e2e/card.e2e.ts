import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { axe, Clinic } from './clinic'
import { register, scan } from './desk'

const run = promisify(execFile)
let clinic: Clinic
let clerk: Page
let folder: string

beforeAll(async () => {
  clinic = await Clinic.open()
  clerk = await clinic.as('clerk')
  folder = await mkdtemp(join(tmpdir(), 'karete-print-'))
})
afterAll(async () => {
  await clinic.close()
  await rm(folder, { recursive: true, force: true })
})

interface Paper { pages: number; size: string; codes: string[] }

const DOTS_PER_INCH = 300
const dots = (mm: number) => String(Math.round((mm / 25.4) * DOTS_PER_INCH))

// tenCells are the places of the cards on an A4 sheet, cut out one by one: x, y, width, height.
const tenCells = Array.from({ length: 10 }, (_, i) => [18.4 + (i % 2) * 87.6, 7 + Math.floor(i / 2) * 56, 85.6, 54].map(dots))

// printed is what comes out of the printer: the page's own paper size, at the 300 dots an inch of an office printer,
// and what a reader sees that is held over each page, or over each card when the sheet is cut.
async function printed(page: Page, name: string, cells?: string[][]): Promise<Paper> {
  const pdf = join(folder, `${name}.pdf`)
  await page.pdf({ path: pdf, preferCSSPageSize: true })
  const draw = ['-r', String(DOTS_PER_INCH), '-png']
  if (!cells) await run('pdftoppm', [...draw, pdf, join(folder, name)])
  for (const [i, [x, y, w, h]] of (cells ?? []).entries()) {
    await run('pdftoppm', [...draw, '-x', x!, '-y', y!, '-W', w!, '-H', h!, pdf, join(folder, `${name}-${i}`)])
  }
  const info = (await run('pdfinfo', [pdf])).stdout
  const pictures = (await readdir(folder)).filter((f) => f.startsWith(name) && f.endsWith('.png')).sort()
  const codes: string[] = []
  for (const picture of pictures) {
    // zbarimg ends with 4 when a page has no code at all, as the back of a card.
    const read = await run('zbarimg', ['-q', '--raw', join(folder, picture)]).catch((e: { code?: number; stdout: string }) => {
      if (e.code === 4) return { stdout: '' }
      throw e
    })
    codes.push(...read.stdout.split('\n').filter(Boolean))
  }
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info)!
  const mm = (points: string | undefined) => Math.round((Number(points) / 72) * 25.4)
  return { pages: Number(/Pages:\s+(\d+)/.exec(info)![1]), size: `${mm(width)}x${mm(height)}`, codes }
}

const KR = /^KR1[0-9A-Z]{17,25}$/

test('a new patient gets a card that a reader can read, on plastic, on a label and on an A4 sheet', async () => {
  await register(clerk, { familyName: 'Lets’olo', givenNames: '’Mathabo', sex: 'female', birth: '34' })
  await clerk.getByTestId('issue-card').click()
  await clerk.getByTestId('print').waitFor()
  expect(await axe(clerk)).toEqual([])
  const onCard = await printed(clerk, 'card')
  expect(onCard).toMatchObject({ pages: 2, size: '86x54' })
  expect(onCard.codes).toEqual([expect.stringMatching(KR)])

  await clerk.getByTestId('back').click()
  await clerk.getByTestId('gather').click()
  await clerk.locator('a[href^="/print/label/"]').click()
  await clerk.getByTestId('print').waitFor()
  expect(await printed(clerk, 'label')).toEqual({ pages: 1, size: '50x25', codes: onCard.codes })

  await clerk.goto(`${clinic.url}/print/sheet`)
  await clerk.getByTestId('print').waitFor()
  expect(await printed(clerk, 'sheet')).toEqual({ pages: 1, size: '210x297', codes: onCard.codes })

  // Nothing of the person but the name is in what a stranger's reader sees.
  expect(onCard.codes[0]).not.toMatch(/LETS|MATHABO|1992/)
})

test('the printed card, typed by a scanner, leads to its patient; a lost one says so', async () => {
  await clerk.goto(clinic.url)
  await clerk.locator('main[data-page=reception-home]').waitFor()
  await register(clerk, { familyName: 'Phiri', givenNames: 'Malerato', sex: 'female', birth: '68' })
  await clerk.getByTestId('issue-card').click()
  await clerk.getByTestId('print').waitFor()
  const { codes } = await printed(clerk, 'scanned')
  await clerk.getByTestId('back').click()
  await clerk.getByTestId('issue-card').waitFor()

  await clerk.locator('h1').click()
  await scan(clerk, codes[0]!)
  await clerk.locator('dialog h2', { hasText: 'Malerato Phiri' }).waitFor()
  await clerk.keyboard.press('Escape')

  await clerk.getByTestId('card-lost').click()
  await clerk.getByTestId('revoke').click()
  await clerk.getByTestId('toast').waitFor()
  await scan(clerk, codes[0]!)
  await clerk.getByTestId('scan-problem').filter({ hasText: 'Lost' }).waitFor()
  expect(await axe(clerk)).toEqual([])
  await clerk.keyboard.press('Escape')
})

test('a photo of the card leads to its patient', async () => {
  await clerk.goto(clinic.url)
  await clerk.locator('main[data-page=reception-home]').waitFor()
  await register(clerk, { familyName: 'Ramaili', givenNames: 'Tsepo', sex: 'male', birth: '45' })
  await clerk.getByTestId('issue-card').click()
  const photo = await clerk.locator('.pc').first().screenshot()
  await clerk.goto(clinic.url)
  await clerk.getByTestId('scan').click()
  await clerk.locator('dialog input[type=file]').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: photo })
  await clerk.locator('dialog h2', { hasText: 'Tsepo Ramaili' }).waitFor()
})

test('a sheet of blank cards: each code is another one, and one of them is given to a new patient by scanning it', async () => {
  await clerk.goto(`${clinic.url}/print/blanks`)
  await clerk.getByTestId('make-blanks').click()
  await clerk.getByTestId('print').waitFor()
  const sheet = await printed(clerk, 'blanks', tenCells)
  expect(sheet).toMatchObject({ pages: 1, size: '210x297' })
  expect(new Set(sheet.codes).size).toBe(10)

  // A reload prints the same ten again, it makes no others.
  await clerk.reload()
  await clerk.getByTestId('print').waitFor()
  expect((await printed(clerk, 'again', tenCells)).codes).toEqual(sheet.codes)

  await clerk.goto(clinic.url)
  await clerk.getByTestId('register').waitFor()
  await scan(clerk, sheet.codes[0]!)
  await clerk.getByTestId('register-with-card').click()
  await register(clerk, { familyName: 'Sello', givenNames: 'Rethabile', sex: 'female', birth: '2' })
  await clerk.locator('.cards-row .state-k').waitFor()

  await scan(clerk, sheet.codes[0]!)
  await clerk.locator('dialog h2', { hasText: 'Rethabile Sello' }).waitFor()
})
