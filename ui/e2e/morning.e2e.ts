// One morning with everything open at once: reception, nurse, doctor, the kiosk by the gate and the wall of the waiting room.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'
import { scan } from './desk'

interface Api { <T = Record<string, unknown>>(method: string, path: string, body?: object, version?: number): Promise<T> }
interface Known { id: string; card: string }
const newID = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`
const at = (page: Page, name: string) => page.locator(`main[data-page="${name}"]`).waitFor()
const tap = (page: Page, id: string) => page.getByTestId(id).first().click()

let clinic: Clinic
let desk: Page, nurse: Page, doctor: Page, kiosk: Page, wall: Page
let palesa: Known, neo: Known, thabo: Known

/** Asks the box as whoever is signed in at that page. */
const by = (page: Page): Api => (method, path, body, version) => page.evaluate(async (q) => {
  const answer = await fetch(`/api/v1${q.path}`, { method: q.method, headers: { 'Content-Type': 'application/json', ...(q.version && { 'If-Match': `"${q.version}"` }) }, ...(q.body && { body: JSON.stringify(q.body) }) })
  if (!answer.ok) throw new Error(`${q.method} ${q.path}: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? {} : answer.json()
}, { method, path, body, version }) as never

async function known(givenNames: string, familyName: string, birthDate: string): Promise<Known> {
  const { patient } = await by(desk)<{ patient: { id: string } }>('POST', '/patients', {
    id: newID(), givenNames, familyName, sex: 'male', birthDate, birthPrecision: 'year', village: 'Roma', phones: [], language: 'en', consent: { given: true, on: '2026-01-02' }, fileNumber: { mode: 'next' },
  })
  const { qr } = await by(desk)<{ qr: string }>('POST', `/patients/${patient.id}/cards`, { id: newID() })
  return { id: patient.id, card: qr }
}

async function device(kind: string, name: string, manager: Page): Promise<Page> {
  const { code } = await by(manager)<{ code: string }>('POST', '/devices/pairings', { id: newID(), kind, name })
  const page = await clinic.visitor({ size: 'tablet', visit: false })
  await page.goto(`${clinic.url}/pair#${code}`)
  await tap(page, 'pair')
  return page
}

/** What the wall shows: the calls, the newest first, and whose turn is next. */
const calls = () => wall.getByTestId('display-call').evaluateAll((list) => list.map((li) => [li.querySelector('.dp-t')!.textContent, li.querySelector('.dp-r')!.childNodes[0]!.textContent].join(' ')))
const next = () => wall.getByTestId('display-next-OPD').locator('p span').allTextContents()

/** Half a second of silence, as the clinic would record it: an MP3 is a row of frames, each with its head. */
async function record(language: string, page: string): Promise<void> {
  const frame = Buffer.alloc(417)
  frame.writeUInt32BE(0xfffb90c4) // MPEG 1 layer III, 128 kbit/s, 44.1 kHz, one channel
  await mkdir(join(clinic.data, 'clips', language), { recursive: true })
  await writeFile(join(clinic.data, 'clips', language, `${page}.mp3`), Buffer.concat(Array.from({ length: 20 }, () => frame)))
}

beforeAll(async () => {
  clinic = await Clinic.open()
  await record('en', 'start')
  let manager: Page
  ;[desk, nurse, doctor, manager] = await Promise.all([clinic.as('clerk'), clinic.as('nurse', { size: 'tablet' }), clinic.as('doctor'), clinic.as('admin')])
  ;[kiosk, wall] = [await device('kiosk', 'By the gate', manager), await device('display', 'The wall', manager)]
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await Promise.all([at(kiosk, 'kiosk-start'), at(wall, 'display')])
  ;[palesa, neo, thabo] = [await known('Palesa', 'Mokoena', '1984'), await known('Neo', 'Letsie', '1990'), await known('Thabo', 'Sello', '1961')]
  while (!thabo.card.slice(3).includes('C')) thabo.card = (await by(desk)<{ qr: string }>('POST', `/patients/${thabo.id}/cards`, { id: newID() })).qr // C is also a key of the board
  const { departments } = await by(desk)<{ departments: { id: string; code: string }[] }>('GET', '/departments')
  const departmentId = departments.find((d) => d.code === 'OPD')!.id
  await by(nurse)('PUT', '/queue/place', { id: newID(), departmentId, room: 'Triage 1' })
  await by(doctor)('PUT', '/queue/place', { id: newID(), departmentId, room: '3' })
  await Promise.all([nurse, doctor].map((page) => page.goto(`${clinic.url}/queue`)))
  await manager.context().close()
})
afterAll(async () => {
  expect(clinic.failures).toEqual([])
  await clinic.close()
})

test('two come, one to the desk and one to the kiosk, and every screen has them', async () => {
  await scan(desk, palesa.card)
  await tap(desk, 'check-in')
  await desk.getByTestId('checked-in').filter({ hasText: 'OPD-001' }).waitFor()
  await nurse.getByTestId('card-OPD-001').first().waitFor()

  await tap(kiosk, 'speak-en')
  await scan(kiosk, neo.card)
  await tap(kiosk, 'yes')
  await tap(kiosk, 'reason-general')
  expect(await kiosk.getByTestId('ticket').innerText()).toBe('OPD-002')
  await Promise.all([desk.getByTestId('menu-OPD-002').waitFor(), nurse.getByTestId('card-OPD-002').first().waitFor(), doctor.getByTestId('card-OPD-002').first().waitFor()])
  await expect.poll(next).toEqual(['001', '002'])
  expect(await calls()).toEqual([])
  expect(await axe(wall)).toEqual([])
})

test('what one says at the kiosk brings him forward, rings at the desk, and is on no wall', async () => {
  await tap(kiosk, 'feel')
  await tap(kiosk, 'choose-chest')
  await tap(kiosk, 'chosen')
  await tap(kiosk, 'chosen')
  await at(kiosk, 'kiosk-question')
  await expect.poll(async () => { // a finger that presses twice is not two answers
    await kiosk.evaluate(() => document.querySelector<HTMLElement>('[data-testid="answer-yes"]')?.click())
    return kiosk.locator('main').getAttribute('data-page')
  }).toBe('kiosk-now')
  const red = (page: Page) => page.getByTestId('alert-red-flag').filter({ hasText: 'OPD-002' })
  await Promise.all([desk, nurse, doctor].map((page) => red(page).waitFor()))
  await expect.poll(next).toEqual(['002', '001'])
  expect(await wall.locator('body').innerText()).not.toMatch(/Neo|Letsie|Palesa|Mokoena|breath|chest|urgent|nurse now/i)
  await tap(nurse, 'alert-answer')
  await Promise.all([desk, doctor].map((page) => page.getByTestId('alert-red-flag').waitFor({ state: 'detached' })))
})

test('called to triage, sorted, called to the doctor, gone home: the wall and the desk follow', async () => {
  await tap(nurse, 'step-OPD-002')
  await expect.poll(calls).toEqual(['OPD-002 Triage 1'])
  expect(await next()).toEqual(['001'])

  await nurse.goto(clinic.url)
  await tap(nurse, 'next-triage')
  await nurse.getByTestId('patient-said').waitFor()
  for (const [field, value] of Object.entries({ temperatureCel: '38.6', heartRate: '104', respiratoryRate: '22', weightKg: '61' })) await nurse.locator(`[id="input.${field}"]`).fill(value)
  await nurse.locator('[id="input.systolicMmHg"]').fill('118')
  await nurse.locator('[id="input.systolicMmHg-lower"]').fill('74')
  await tap(nurse, 'all-normal')
  await nurse.waitForFunction(() => document.querySelector('[data-testid="score"]')?.textContent?.trim() === '5')
  await nurse.locator('input[name="said.reason"][value="asked-again"]').check({ force: true })
  await tap(nurse, 'save')
  await at(nurse, 'nurse-home')
  await expect.poll(calls).toEqual([])

  await tap(doctor, 'step-OPD-002')
  await expect.poll(calls).toEqual(['OPD-002 Room 3'])
  await doctor.goto(clinic.url)
  await tap(doctor, 'begin-next')
  await at(doctor, 'consultation')
  await doctor.locator('#complaint').fill('Short of breath since Sunday.')
  await doctor.getByTestId('diagnosis').fill('asthma')
  await doctor.keyboard.press('Enter')
  await doctor.locator('input[name="outcome"][value="home"]').press('Space') // by key: what the patient said comes later, and moves it from under a finger
  await tap(doctor, 'sign')
  await at(doctor, 'doctor-home')
  await desk.getByTestId('menu-OPD-002').waitFor({ state: 'detached' })
  await expect.poll(calls).toEqual([])
})

test('who only collects medicines needs no triage; called from where one serves, not here three times, gone', async () => {
  await desk.goto(`${clinic.url}/queue`)
  await tap(desk, 'my-room')
  await desk.locator('#serveRoom').fill('Hatch')
  await tap(desk, 'serve-save')
  await desk.getByTestId('my-room').filter({ hasText: 'Hatch' }).waitFor()

  await scan(desk, thabo.card)
  await desk.locator('input[name="collectOnly"]').check({ force: true })
  await tap(desk, 'check-in')
  const card = desk.getByTestId('column-waiting').getByTestId('card-OPD-003') // not where triage is waited for
  await card.getByText('Collects medicines').waitFor()

  const act = async (step: string) => {
    await tap(desk, 'more-OPD-003')
    await tap(desk, `do-${step}`)
  }
  const called = async () => {
    await expect.poll(calls).toEqual(['OPD-003 Hatch']) // nobody was asked for a room
    await card.locator('.qc-called').waitFor()
  }
  await tap(desk, 'step-OPD-003')
  await called()
  for (const times of ['Not here when called', 'Not here, called 2 times', 'Not here, called 3 times']) {
    await act('miss')
    await card.getByText(times).waitFor()
    await expect.poll(calls).toEqual([])
    if (!times.includes('3')) {
      await act('call')
      await called()
    }
  }
  await tap(desk, 'more-OPD-003')
  await desk.getByText('Called in vain 3 times.').waitFor()
  expect(await desk.locator('[data-testid^="do-"]').first().getAttribute('data-testid')).toBe('do-left')
  await tap(desk, 'do-left')
  await card.waitFor({ state: 'detached' })
})

test('goes away for a while, keeps the place, and is back', async () => {
  const card = desk.getByTestId('card-OPD-001')
  await tap(desk, 'more-OPD-001')
  await tap(desk, 'do-later')
  await tap(desk, 'later-15')
  await card.locator('.qc-away').waitFor()
  await expect.poll(next).toEqual([])
  expect(await desk.getByTestId('step-OPD-001').count()).toBe(0) // whoever is away is not offered
  await tap(desk, 'more-OPD-001')
  await tap(desk, 'do-back')
  await desk.getByTestId('step-OPD-001').waitFor()
  await expect.poll(next).toEqual(['001'])
})

test('a page that somebody has recorded is read out, in that language; no other page offers it', async () => {
  const heard = () => kiosk.evaluate(() => (window as unknown as { heard: string[] }).heard)
  await kiosk.addInitScript(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const play = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function () {
      for (const what of ['playing', 'ended', 'error']) this.addEventListener(what, () => heard.push(what), { once: true })
      return play.call(this)
    }
  })
  await kiosk.goto(clinic.url)
  await tap(kiosk, 'speak-en')
  await tap(kiosk, 'listen')
  await expect.poll(heard).toEqual(['playing', 'ended'])
  await kiosk.locator('[data-testid="listen"][aria-pressed="false"]').waitFor()
  await tap(kiosk, 'language-st')
  await kiosk.getByTestId('listen').waitFor({ state: 'detached' })
  await tap(kiosk, 'language-en')
  await kiosk.getByTestId('listen').waitFor()
  await tap(kiosk, 'no-card')
  await at(kiosk, 'kiosk-number')
  expect(await kiosk.getByTestId('listen').count()).toBe(0)
})

test('the box is started again: nobody touches the wall, and the next call is on it', async () => {
  await clinic.restart()
  await nurse.goto(`${clinic.url}/queue`)
  await tap(nurse, 'step-OPD-001')
  await expect.poll(calls).toEqual(['OPD-001 Triage 1'])
  expect(await wall.locator('.dp').getAttribute('data-age')).toBe('fresh')
  const asked = await wall.evaluate(async () => Promise.all(['/queue', '/session', '/patients/x', '/alerts', '/devices', '/door', '/events?topics=queue'].map(async (path) => (await fetch(`/api/v1${path}`)).status)))
  expect(asked.filter((status) => status < 400)).toEqual([])
})
