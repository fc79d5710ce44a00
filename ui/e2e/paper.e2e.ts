// Days without the box: sheets from the printer to the drawer, and from the drawer into the record.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, sizes, type Page } from './clinic'
import { register } from './desk'

const run = promisify(execFile)
let clinic: Clinic
let clerk: Page
let folder: string

beforeAll(async () => {
  clinic = await Clinic.open()
  folder = await mkdtemp(join(tmpdir(), 'karete-paper-'))
  clerk = await clinic.as('clerk')
})
afterAll(async () => {
  await clinic.close()
  await rm(folder, { recursive: true, force: true })
})

test('sheets are printed on one side of A4 each, with numbers that the desk then steps over', async () => {
  await clerk.goto(`${clinic.url}/downtime`)
  await clerk.getByTestId('print-days').click()
  await clerk.locator('#count input[value="2"]').check()
  await clerk.getByTestId('make-days').click()
  await clerk.getByTestId('day-sheet-P002').waitFor()
  await clerk.reload() // a printer that jams makes no other sheets
  await clerk.getByTestId('day-sheet-P002').waitFor()
  expect(await clerk.locator('.dsh').count()).toBe(2)
  expect(await axe(clerk)).toEqual([])
  const pdf = join(folder, 'days.pdf')
  await clerk.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true })
  const info = (await run('pdfinfo', [pdf])).stdout
  expect(info).toMatch(/Pages: +2/)
  expect(info).toMatch(/Page size: +84[12]\.\d+ x 59[45]/)
  const paper = (await run('pdftotext', ['-layout', pdf, '-'])).stdout
  for (const words of ['P001-01', 'P002-10', '000001', '000006', 'Letsatsi', 'Complaint', 'Tletlebo']) expect(paper).toContain(words)

  await clerk.goto(clinic.url) // a print page has no keys of the frame
  await register(clerk, { familyName: 'Mokoena', givenNames: 'Thabo', sex: 'male', birth: '3 2 84' })
  await clerk.locator('main', { hasText: '000007' }).waitFor()
})

test('a sheet is keyed in by the keyboard alone, and closes only when its count adds up', async () => {
  await clerk.goto(`${clinic.url}/downtime`)
  await clerk.locator('#serial').fill('9')
  await clerk.keyboard.press('Enter')
  await clerk.locator('#serial-error').waitFor()
  await clerk.locator('#serial').fill('p1')
  await clerk.keyboard.press('Enter')
  await clerk.locator('main[data-page=paper-sheet] #written').fill('3')
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('save-row').waitFor()
  await clerk.keyboard.press('Control+Enter')
  await clerk.getByTestId('error-summary').waitFor()
  expect(await axe(clerk)).toEqual([])

  // Somebody known, found by their number; the doctor who signed stays chosen for the next row.
  const now = await clerk.evaluate(() => new Date().toTimeString().slice(0, 5))
  const typed = (keys: string) => clerk.keyboard.type(keys)
  await clerk.locator('#arrivedAt').fill(now)
  await clerk.locator('#find-paper').focus()
  await typed('000007')
  await clerk.locator('.results .prow', { hasText: 'Mokoena' }).waitFor()
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('known').waitFor()
  await clerk.locator('#complaint').fill('Cough for three days')
  await clerk.locator('[id="vitals.temperatureCel"]').fill('38.4')
  await clerk.locator('[id="vitals.heartRate"]').fill('96')
  await clerk.locator('#level input[value="3"]').check()
  await clerk.locator('#outcome input[value=home]').check()
  await clerk.locator('#diagnosis').fill('cold')
  await clerk.locator('.results [role=option]').first().waitFor()
  await clerk.keyboard.press('Enter')
  await clerk.locator('#medicines').fill('Paracetamol 500 mg, 2 three times a day, 3 days\nORS')
  await clerk.locator('#seenBy').selectOption({ label: 'Dr Ramaili' })
  await clerk.keyboard.press('Control+Enter')
  await clerk.locator('h2', { hasText: 'P001-02' }).waitFor()
  expect(await clerk.locator('#seenBy option:checked').textContent()).toBe('Dr Ramaili')

  // Somebody new, on a row with a printed number.
  await clerk.getByTestId('row-8').click()
  await clerk.locator('h2', { hasText: 'P001-08' }).waitFor()
  await clerk.locator('#arrivedAt').fill(now)
  await clerk.locator('#find-paper').focus()
  await typed('Palesa Tau')
  await clerk.getByTestId('new-person').click()
  expect(await clerk.locator('[id="newPatient.familyName"]').inputValue()).toBe('Tau')
  await clerk.locator('[id="newPatient.birthDate"]').fill('34')
  await clerk.locator('[id="newPatient.sex"] input[value=female]').check()
  await clerk.locator('#outcome input[value=left]').check()
  await clerk.locator('#seenBy').selectOption('')
  await clerk.keyboard.press('Control+Enter')
  await clerk.locator('td', { hasText: 'Palesa Tau' }).waitFor()
  await clerk.getByTestId('toast').filter({ hasText: '000001' }).waitFor()

  await clerk.getByTestId('crossed-out').click()
  await clerk.getByTestId('close-sheet').click()
  await clerk.locator('main[data-page=paper]').waitFor()
  await clerk.getByTestId('sheet-P001').waitFor()
})

test('the chart and the day report say what came from paper, in both times', async () => {
  const doctor = await clinic.as('doctor', { size: 'tablet' })
  const patient = await doctor.evaluate(async () => {
    const found = (await (await fetch('/api/v1/patients/search', { method: 'POST', body: '{"text":"000007"}', headers: { 'Content-Type': 'application/json' } })).json()) as { patients: { id: string }[] }
    return found.patients[0]!.id
  })
  await doctor.goto(`${clinic.url}/patients/${patient}`)
  await doctor.getByTestId('tab-past').click()
  await doctor.getByTestId('from-paper').waitFor()
  await doctor.getByTestId('visit-P001-01').locator('.visit-head').click()
  await doctor.getByTestId('paper-source').filter({ hasText: 'Palesa M.' }).waitFor()
  await doctor.locator('article', { hasText: 'Signed on paper' }).filter({ hasText: 'Dr Ramaili' }).waitFor()
  await doctor.goto(`${clinic.url}/reports`)
  expect(await doctor.getByTestId('figure-all').textContent()).toMatch(/^2 /)
  await doctor.locator('a[href$="/from-paper"]').click()
  await doctor.locator('td', { hasText: 'Mokoena' }).waitFor()
  await doctor.context().close()
})

test('in Sesotho on a phone, and a blank sheet that is given back as void', async () => {
  await clerk.setViewportSize(sizes.phone)
  await clerk.goto(`${clinic.url}/downtime`)
  await clerk.getByTestId('language-st').click()
  await clerk.locator('h1', { hasText: 'Pampiri' }).waitFor()
  await clerk.getByTestId('discard-P002').click()
  await clerk.locator('dialog input[value=spoiled]').check()
  await clerk.locator('dialog [data-testid=discard]').click()
  await clerk.locator('dialog').waitFor({ state: 'detached' })
  await clerk.getByTestId('sheet-P002').filter({ hasText: 'Le senyehile' }).waitFor()
  expect(await axe(clerk)).toEqual([])
  expect(await clerk.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(false)
  expect(clinic.failures).toEqual([])
})
