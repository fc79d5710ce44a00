// Two files of one person: an allergy of either is seen, what came from where is said, and they can be parted.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'

interface File { id: string; displayName: string; fileNumber: string }

let clinic: Clinic
let admin: Page
let clerk: Page
let nurse: Page
let stands: File
let gone: File

const newID = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`

/** What the API answers to whoever works at this browser. */
async function post<T>(page: Page, path: string, body: object): Promise<T> {
  const { status, text } = await page.evaluate(async ([to, sent]) => {
    const answer = await fetch(`/api/v1${to}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: sent })
    return { status: answer.status, text: await answer.text() }
  }, [path, JSON.stringify(body)] as const)
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text) as T
}

async function file(givenNames: string, familyName: string, substance: string): Promise<File> {
  const { patient } = await post<{ patient: File }>(clerk, '/patients', { id: newID(), givenNames, familyName, sex: 'female', birthPrecision: 'unknown', fileNumber: { mode: 'next' } })
  await post(nurse, `/patients/${patient.id}/allergies`, { id: newID(), status: 'active', substance, class: '', reaction: 'rash', reason: '' })
  return patient
}

beforeAll(async () => {
  clinic = await Clinic.open()
  ;[admin, clerk, nurse] = await Promise.all([clinic.as('admin'), clinic.as('clerk'), clinic.as('nurse')])
  gone = await file('’Mathabo', 'Letsie', 'Penicillin')
  stands = await file('Mathabo', 'Mokwena', 'Sulfa')
})
afterAll(async () => {
  expect(clinic.failures).toEqual([])
  await clinic.close()
})

test('a chart that is open hears of the other file’s allergy', async () => {
  await nurse.goto(`${clinic.url}/patients/${stands.id}`)
  await nurse.locator('.allergy', { hasText: 'Sulfa' }).waitFor()
  await post(admin, `/patients/${gone.id}/merge`, { id: newID(), intoId: stands.id, reason: 'same phone' })
  await nurse.locator('.allergy', { hasText: 'Penicillin' }).waitFor()
  await nurse.getByTestId('joined-note').filter({ hasText: gone.fileNumber }).waitFor()
  expect(await nurse.locator('.plain li', { hasText: 'Penicillin' }).locator('.jn-from').textContent()).toContain(gone.fileNumber)
  expect(await nurse.locator('.plain li', { hasText: 'Sulfa' }).locator('.jn-from').count()).toBe(0)
  expect(await axe(nurse)).toEqual([])
})

test('the old name leads to the one that stands, and says by which file', async () => {
  await clerk.goto(clinic.url)
  await clerk.locator('main[data-page="reception-home"]').waitFor()
  await clerk.locator('#find').fill('letsie')
  const row = clerk.locator('.prow', { hasText: stands.displayName })
  await row.locator('.joined', { hasText: gone.fileNumber }).waitFor()
  await clerk.goto(`${clinic.url}/patients/${gone.id}`)
  await clerk.waitForURL(`${clinic.url}/patients/${stands.id}`)
  await clerk.getByTestId('joined-files').filter({ hasText: gone.fileNumber }).waitFor()
  expect(await clerk.getByTestId('unjoin').count()).toBe(0) // that is the manager's
  expect(await axe(clerk)).toEqual([])
})

test('the manager parts them with a reason, and each has its own again', async () => {
  await admin.goto(`${clinic.url}/patients/${stands.id}`)
  await admin.getByTestId('unjoin').click()
  await admin.getByTestId('unjoin-now').click()
  await admin.locator('#reason-error, [aria-invalid=true]').first().waitFor() // not without a reason
  await admin.locator('#reason').fill('They are sisters.')
  expect(await axe(admin)).toEqual([])
  await admin.getByTestId('unjoin-now').click()
  await admin.getByTestId('joined-note').waitFor({ state: 'detached' })
  await nurse.locator('.allergy', { hasText: 'Penicillin' }).waitFor({ state: 'detached' })
  await nurse.locator('.allergy', { hasText: 'Sulfa' }).waitFor()
})
