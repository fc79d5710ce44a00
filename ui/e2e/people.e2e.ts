import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateSync, crc32 } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { axe, Clinic, karete, sizes } from './clinic'
import { register } from './desk'

const run = promisify(execFile)
let clinic: Clinic
let clerk: Page
let doctor: Page
let admin: Page
let folder: string
let patient: string

beforeAll(async () => {
  clinic = await Clinic.open()
  folder = await mkdtemp(join(tmpdir(), 'karete-people-'))
  ;[clerk, doctor] = await Promise.all([clinic.as('clerk'), clinic.as('doctor')])
})
afterAll(async () => {
  await clinic.close()
  await rm(folder, { recursive: true, force: true })
})

// portrait is a picture such as a camera makes: larger than what is kept, and held across.
function portrait(width = 1000, height = 750): Buffer {
  const rows = Buffer.alloc((1 + 3 * width) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const far = Math.hypot((x - width / 2) / 1.0, (y - height * 0.45) / 1.25)
      rows.set(far < height * 0.28 ? [176, 128, 96] : y > height * 0.75 ? [40, 90, 100] : [214, 206, 190], (1 + 3 * width) * y + 1 + 3 * x)
    }
  }
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), body.length + 4)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

// seen is the size of a picture that was really drawn.
const seen = async (page: Page, where: string): Promise<string> => {
  await page.waitForFunction((s) => document.querySelector<HTMLImageElement>(s)?.naturalWidth, where)
  return page.locator(where).first().evaluate((i) => `${(i as HTMLImageElement).naturalWidth}x${(i as HTMLImageElement).naturalHeight}`)
}

// saved is what a press has the browser keep.
async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; path: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') }
}

test('a photo is taken after asking, and stands large before the clerk at check-in', async () => {
  await register(clerk, { familyName: 'Lets’olo', givenNames: '’Mathabo', sex: 'female', birth: '34' })
  patient = new URL(clerk.url()).pathname.split('/').pop()!
  await clerk.getByTestId('photo-open').click()
  await clerk.getByTestId('photo-file').setInputFiles({ name: 'face.png', mimeType: 'image/png', buffer: portrait() })
  await clerk.getByTestId('photo-shown').locator('canvas').waitFor()
  await clerk.getByTestId('photo-keep').click()
  await clerk.locator('#agreedBy-error').waitFor()
  expect(await axe(clerk)).toEqual([])
  await clerk.locator('#agreedBy input[value=patient]').check()
  await clerk.getByTestId('photo-keep').click()
  await clerk.getByTestId('toast').waitFor()
  expect(await seen(clerk, '[data-testid=face-xl]')).toBe('563x750')
  expect(await seen(clerk, '[data-testid=patient-banner] [data-testid=face-l]')).toBe('563x750')

  await clerk.getByTestId('check-in-here').click()
  expect(await seen(clerk, 'dialog [data-testid=face-xl]')).toBe('563x750')
  expect(await axe(clerk)).toEqual([])
  await clerk.keyboard.press('Control+Enter')
  await clerk.locator('dialog').waitFor({ state: 'detached' })
})

test('a colleague’s new allergy stands on the open chart at once', async () => {
  await doctor.goto(`${clinic.url}/patients/${patient}`)
  await doctor.locator('main[data-page=chart] h1').waitFor()
  const nurse = await clinic.as('nurse', { size: 'tablet' })
  await nurse.goto(`${clinic.url}/patients/${patient}`)
  await nurse.getByTestId('add-allergy').click()
  await nurse.locator('dialog #substance').fill('Penicillin')
  await nurse.locator('dialog button[type=submit]').click()
  await nurse.locator('dialog').waitFor({ state: 'detached' })
  await doctor.locator('.allergy', { hasText: 'Penicillin' }).waitFor()
  await nurse.context().close()
})

test('who opened the record is on the chart, and an entry of it is proved far from the box', async () => {
  await doctor.getByTestId('tab-opened').click()
  const list = doctor.getByTestId('who-opened')
  await list.locator('.wo-row', { hasText: 'Palesa M.' }).first().waitFor()
  await list.locator('.wo-row', { hasText: 'Nurse Thato' }).first().waitFor()
  expect(await axe(doctor)).toEqual([])
  await list.locator('.wo-row', { hasText: 'Nurse Thato' }).first().locator('.wo-head').click()
  const proof = await saved(doctor, () => list.getByTestId('proof').first().click())
  const key = await saved(doctor, () => doctor.getByTestId('key').click())
  expect(proof.text).not.toMatch(/Lets|Penicillin|Thato/)
  const said = await karete('verify-entry', proof.path, '--key', key.path)
  expect(said).toMatch(/^PROVED, with the key of karete\//)
  expect(said).toContain(`about patient ${patient}`)
})

test('what somebody could have seen is told on paper and in a spreadsheet', async () => {
  admin = await clinic.as('admin')
  await admin.goto(`${clinic.url}/journal/seen`)
  await admin.getByTestId('breach-show').click()
  await admin.locator('.esum, [role=alert]').first().waitFor()
  await admin.locator('#staff').selectOption({ label: 'Nurse Thato' })
  await admin.getByTestId('breach-show').click()
  await admin.getByTestId('breach-report').locator('td', { hasText: 'Lets’olo' }).first().waitFor()
  expect(await axe(admin)).toEqual([])
  const pdf = join(folder, 'breach.pdf')
  await admin.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true })
  const paper = (await run('pdftotext', ['-layout', pdf, '-'])).stdout
  expect(paper).toMatch(/What Nurse Thato could have seen/)
  expect(paper).toMatch(/Search for patients|names, ages and file numbers/)
  expect(paper).toMatch(/Confidential/)
  const csv = await saved(admin, () => admin.getByTestId('breach-csv').click())
  expect(csv.text).toMatch(/^\ufefffile number,name,[\s\S]*Lets/)

  await admin.goto(`${clinic.url}/patients/${patient}`)
  await admin.getByTestId('open-bundle').click()
  await admin.locator('#for input[value=patient]').check()
  await admin.getByTestId('bundle-gather').click()
  await admin.getByTestId('record-paper').locator('td', { hasText: 'Nurse Thato' }).first().waitFor()
  expect(await axe(admin)).toEqual([])
  const file = await saved(admin, () => admin.getByTestId('bundle-save').click())
  const bundle = JSON.parse(file.text) as { format: string; patient: { id: string }; visits: unknown[]; photo: string; allergies: { substance: string }[]; accesses: { action: string }[] }
  expect(file.name).toBe('karete-record.json')
  expect(bundle).toMatchObject({ format: 'karete-subject-access/1', patient: { id: patient }, allergies: [{ substance: 'Penicillin' }] })
  expect([bundle.visits.length, Buffer.from(bundle.photo, 'base64').subarray(0, 2).toString('hex'), bundle.accesses.at(-1)!.action]).toEqual([1, 'ffd8', 'patient.bundle'])
})

test('the lists of consents and of old records, in Sesotho on a phone', async () => {
  await admin.setViewportSize(sizes.phone)
  await admin.goto(`${clinic.url}/journal/consent`)
  await admin.getByTestId('language-st').click()
  await admin.locator('h1', { hasText: 'Tumello' }).waitFor()
  await admin.locator('td', { hasText: 'Lets’olo' }).first().waitFor()
  expect(await axe(admin)).toEqual([])
  await admin.goto(`${clinic.url}/journal/retention`)
  await admin.locator('main[data-page=retention] h2').first().waitFor()
  expect(await axe(admin)).toEqual([])
  expect(clinic.failures).toEqual([])
})
