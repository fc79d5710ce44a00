// Somebody who is there twice: found by the box, joined by the manager, worked on, and parted again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'
import { scan } from './desk'

interface File { id: string; displayName: string; fileNumber: string }

let clinic: Clinic
let admin: Page
let clerk: Page
let stays: File
let goes: File
let code: string

beforeAll(async () => {
  clinic = await Clinic.madeUp()
  ;[admin, clerk] = await Promise.all([clinic.as('admin'), clinic.as('clerk')])
})
afterAll(async () => {
  expect(clinic.failures).toEqual([])
  await clinic.close()
})

/** What the API answers to whoever works at this browser. */
async function api<T>(page: Page, path: string, body?: object): Promise<T> {
  const { status, text } = await page.evaluate(async ([to, sent]) => {
    const answer = await fetch(`/api/v1${to}`, sent ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: sent } : {})
    return { status: answer.status, text: await answer.text() }
  }, [path, body && JSON.stringify(body)] as const)
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text) as T
}
const newID = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`

const at = (page: Page, name: string) => page.locator(`main[data-page="${name}"]`).waitFor()
const list = async (which: string) => {
  await admin.goto(`${clinic.url}/duplicates`)
  await at(admin, 'duplicates')
  await admin.locator(`#list input[value=${which}]`).check({ force: true })
}
/** The two on the page, the one that would stay first. */
const two = async () => {
  const [, , a, b] = new URL(admin.url()).pathname.split('/')
  const { first, second } = await api<{ first: { patient: File }; second: { patient: File } }>(admin, `/patients/${a}/compare/${b}`)
  return [first.patient, second.patient] as const
}
/** The card leads the desk to one person: who? */
const scanned = async (file: File) => {
  await clerk.goto(clinic.url)
  await at(clerk, 'reception-home')
  await scan(clerk, code)
  await clerk.locator('dialog h2', { hasText: file.displayName }).waitFor()
}

test('the manager finds who is there twice, and joins the two files', async () => {
  await list('likely')
  await admin.getByTestId('pair').first().waitFor()
  expect(await admin.getByTestId('pair').count()).toBeGreaterThan(8)
  expect(await axe(admin)).toEqual([])
  await admin.getByTestId('pair').first().locator('a').click()
  await at(admin, 'pair')
  await admin.getByTestId('one').waitFor()
  expect(await axe(admin)).toEqual([])

  const [first, second] = await two()
  await admin.getByTestId('swap').click() // the other name is to be the one that stays
  ;[stays, goes] = [second, first]
  const card = await api<{ id: string }>(clerk, `/patients/${goes.id}/cards`, { id: newID() })
  code = (await api<{ qr: string }>(clerk, `/cards/${card.id}`)).qr
  await scanned(goes)
  await admin.locator('h1').click() // Enter is the page's, not the button's that was pressed last
  await admin.keyboard.press('Enter')
  await admin.getByTestId('undo').waitFor()
  await admin.waitForFunction((id) => !location.pathname.includes(id), goes.id) // the next pair is there by itself
})

test('the old card and the old number lead to the one that stands for both, where the work goes on', async () => {
  await scanned(stays)
  await clerk.getByTestId('check-in').and(clerk.locator(':not([aria-busy])')).click()
  await clerk.getByTestId('checked-in').waitFor()
  const found = await api<{ patients: File[] }>(clerk, '/patients/search', { text: goes.fileNumber })
  expect(found.patients[0]!.id).toBe(stays.id)
  expect(found.patients.map((p) => p.id)).not.toContain(goes.id)
  const doctor = await clinic.as('doctor')
  await doctor.goto(`${clinic.url}/patients/${goes.id}`)
  await doctor.waitForURL(`${clinic.url}/patients/${stays.id}`)
  await doctor.getByTestId('joined-note').filter({ hasText: goes.fileNumber }).waitFor()
  await doctor.context().close()
})

test('two people are kept apart by a key, and the key is none in the midst of a scan', async () => {
  await admin.locator('h1').click()
  await at(admin, 'pair')
  await admin.getByTestId('two').waitFor()
  const here = admin.url()
  await admin.locator('h1').evaluate(async (h1) => {
    for (const key of 'KR1NNN') h1.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
  await admin.waitForFunction((end) => performance.now() > end, await admin.evaluate(() => performance.now() + 200)) // the scan is over
  expect(admin.url()).toBe(here)
  await admin.keyboard.press('n')
  await admin.waitForFunction((url) => location.href !== url, here)
  await list('distinct')
  await admin.getByTestId('pair').first().waitFor()
})

test('parted again, each is by itself and has what was written for it', async () => {
  await list('joined')
  await admin.getByTestId('unjoin').click()
  await admin.locator('#reason').fill('She brought her sister: they are two.')
  expect(await axe(admin)).toEqual([])
  await admin.getByTestId('unjoin-now').click()
  await admin.getByTestId('unjoin').waitFor({ state: 'detached' })
  await scanned(goes)
  const [one, other] = await Promise.all([goes, stays].map((f) => api<{ replacedBy?: object; joined?: object[] }>(admin, `/patients/${f.id}`)))
  expect([one!.replacedBy, one!.joined ?? [], other!.joined ?? []]).toEqual([undefined, [], []])
  // The visit stayed with the one it was written for.
  expect((await api<{ status: string }[]>(clerk, `/patients/${stays.id}/visits`))[0]!.status).toBe('arrived')
})
