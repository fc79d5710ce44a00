// The first page of each role while one patient comes by booking and says by phone that it is an emergency.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'
import { morning } from './desk'
import { settled } from './walk'

interface Api { <T = Record<string, unknown>>(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<T> }
const id = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`

let clinic: Clinic
let desk: Page, nurse: Page, doctor: Page, manager: Page
let patient: { id: string; fileNumber: string }
let day: string

/** Asks the box as whoever is signed in at that page. */
const by = (page: Page): Api => (method, path, body, headers) => page.evaluate(async (q) => {
  const answer = await fetch(`/api/v1${q.path}`, { method: q.method, headers: { 'Content-Type': 'application/json', ...q.headers }, ...(q.body && { body: JSON.stringify(q.body) }) })
  if (!answer.ok) throw new Error(`${q.method} ${q.path}: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? {} : answer.json()
}, { method, path, body, headers }) as never

beforeAll(async () => {
  clinic = await Clinic.open()
  ;[desk, nurse, doctor, manager] = await Promise.all([clinic.as('clerk'), clinic.as('nurse', { size: 'tablet', language: 'st' }), clinic.as('doctor'), clinic.as('admin')])
  await morning(manager)
  const { departments } = await by(manager)<{ departments: { id: string; code: string }[] }>('GET', '/departments')
  const opd = departments.find((d) => d.code === 'OPD')!.id
  await by(manager)('PUT', `/departments/${opd}/schedule`, { id: id(), hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '08:00', closes: '16:00', capacity: 3 }], slotMinutes: 30, active: true })
  patient = (await by(desk)<{ patient: typeof patient }>('POST', '/patients', {
    id: id(), givenNames: 'Lineo', familyName: 'Tau', sex: 'female', birthDate: '1984', birthPrecision: 'year', village: 'Ha Matala', phones: [], language: 'st', consent: { given: true, on: '2026-01-05' }, fileNumber: { mode: 'next' },
  })).patient
  day = (await by(desk)<{ day: string }>('GET', '/queue')).day
  await by(desk)('POST', '/appointments', { id: id(), patientId: patient.id, departmentId: opd, day, start: '10:00', reason: 'general' })
})
afterAll(() => clinic?.close())

/** The patient's own phone, on the clinic's Wi-Fi. */
async function says(answers: Record<string, number>): Promise<void> {
  const phone = by(await clinic.visitor({ size: 'phone' }))
  const { token } = await phone<{ token: string }>('POST', '/door/open', { number: patient.fileNumber, birthYear: 1984 })
  await phone('POST', '/door/self-triage', { id: id(), case: { groups: [], answers }, answeredBy: 'patient', language: 'en', finished: true }, { 'Karete-Door': token })
}

test('reception: who is expected stands there by itself, and one press is a place in the line', async () => {
  const come = desk.getByTestId('expected-come')
  await come.filter({ hasText: '0 of 1' }).waitFor()
  expect(await axe(desk)).toEqual([])
  await desk.getByTestId('expected').getByRole('button', { name: 'Check in' }).click()
  await desk.getByTestId('checked-in').filter({ hasText: 'OPD-001' }).waitFor()
  await desk.getByTestId('menu-OPD-001').waitFor()
  await come.filter({ hasText: '1 of 1' }).waitFor()
  expect(await desk.getByTestId('expected').getByRole('button', { name: 'Check in' }).count()).toBe(0)
})

test('an emergency by their own words: a red line at reception and in triage, rung once, until somebody goes', async () => {
  await nurse.addInitScript(() => {
    const rung = { tones: 0 }
    Object.assign(window, { rung })
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (when) { rung.tones++; start.call(this, when) }
  })
  await nurse.reload()
  await settled(nurse)
  expect(await nurse.getByTestId('alerts').count()).toBe(0) // nothing of it is on the screen, nor fetched, before it is needed
  await says({ RF01: 0, RF05: 1, OT06: 8 })

  const red = (page: Page) => page.getByTestId('alert-red-flag').filter({ hasText: 'OPD-001' })
  await Promise.all([red(desk).waitFor(), red(nurse).waitFor(), red(doctor).waitFor()])
  expect(await manager.getByTestId('alerts').count()).toBe(0)
  expect(await axe(nurse)).toEqual([])
  const tones = () => nurse.evaluate(() => (window as unknown as { rung: { tones: number } }).rung.tones)
  expect(await tones()).toBe(6)

  // Reception reads how urgent it is and where to, never what was answered.
  const said = desk.getByTestId('said')
  await said.getByText('To the nurse now').waitFor()
  expect(await desk.locator('body').textContent()).not.toContain('bleed')
  await expect(by(desk)('GET', `/patients/${patient.id}/chart`)).rejects.toThrow('403')

  await nurse.getByTestId('alert-answer').click()
  await Promise.all([desk, nurse, doctor].map((page) => page.getByTestId('alert-red-flag').waitFor({ state: 'detached' })))
  await nurse.reload()
  await nurse.getByTestId('next-triage').waitFor()
  expect(await tones()).toBe(0) // answered: a page loaded again is silent
})

test('triage: what the patient said is quoted, and a less urgent level needs a reason', async () => {
  await nurse.locator('.byself [data-level="1"]').first().waitFor()
  await nurse.getByTestId('next-triage').click()
  const box = nurse.getByTestId('patient-said')
  await box.waitFor()
  expect(await box.textContent()).toContain('8 ho 10')
  for (const [field, value] of Object.entries({ temperatureCel: '36.8', heartRate: '80', respiratoryRate: '14', weightKg: '61' })) await nurse.locator(`[id="input.${field}"]`).fill(value)
  await nurse.locator('[id="input.systolicMmHg"]').fill('118')
  await nurse.locator('[id="input.systolicMmHg-lower"]').fill('74')
  await nurse.getByTestId('all-normal').click()
  await nurse.locator('input[name="input.painScore"][value="2"]').check({ force: true })
  await nurse.waitForFunction(() => document.querySelector('[data-testid="score"]')?.textContent?.trim() === '0')
  await box.locator('input[name="said.reason"]').first().waitFor({ state: 'attached' })
  await nurse.getByTestId('save').click()
  await nurse.locator('#said\\.reason-error, [id="said.reason-error"]').first().waitFor()
  expect(await axe(nurse)).toEqual([])
  await box.locator('input[name="said.reason"][value="asked-again"]').check({ force: true })
  await nurse.getByTestId('save').click()
  await nurse.locator('main[data-page="nurse-home"]').waitFor()

  const chart = await by(nurse)<{ patientSaid: { review?: { verdict: string; reason: string } }[] }>('GET', `/patients/${patient.id}/chart`)
  expect(chart.patientSaid[0]!.review).toMatchObject({ verdict: 'overridden', reason: 'asked-again' })
  await desk.getByTestId('said').getByText('A clinician has seen it').waitFor()
})

test('the doctor’s line, and the manager’s day, count the same', async () => {
  await doctor.getByTestId('open-next').click()
  await doctor.locator('main[data-page="chart"] [data-testid^="visit-"]').first().waitFor() // read, not only asked for
  await doctor.goBack()
  await doctor.getByTestId('begin-next').waitFor()
  await doctor.getByTestId('last-records').getByText('Lineo Tau').waitFor()
  expect(await axe(doctor)).toEqual([])

  await manager.getByTestId('expected-today').filter({ hasText: '1 of 1' }).waitFor()
  await manager.getByTestId('line-now').getByText('OPD').waitFor()
  expect(await axe(manager)).toEqual([])
  await manager.getByTestId('activity').click()
  const row = manager.locator('.ac tr', { hasText: 'Nurse Thato' })
  await row.waitFor()
  const activity = await by(manager)<{ total: { registrations: number; checkIns: number; triages: number; bookings: number }; from: string }>('GET', `/reports/activity?from=${day}&to=${day}`)
  expect(activity.total).toMatchObject({ registrations: 1, checkIns: 1, triages: 1, bookings: 1 })
  await row.getByRole('button').click()
  await manager.getByTestId('activity-everybody').waitFor()
  expect(await axe(manager)).toEqual([])
  expect(clinic.failures).toEqual([])
})
