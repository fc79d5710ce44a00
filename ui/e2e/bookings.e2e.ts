// Who is expected when: booked, moved by hand and by keyboard, taken back, and turned into a visit by coming.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'
import { morning } from './desk'

let clinic: Clinic
let clerk: Page
let nurse: Page
const people: Record<string, string> = {}
/** The clinic's days: today and those after it. */
let days: string[]

const newID = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`

async function call<T>(page: Page, path: string, body?: object): Promise<T> {
  const { status, text } = await page.evaluate(async ([to, sent]) => {
    const answer = await fetch(`/api/v1${to}`, sent ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: sent } : {})
    return { status: answer.status, text: await answer.text() }
  }, [path, body && JSON.stringify(body)] as const)
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text) as T
}

const department = async (code: string) => (await call<{ departments: { id: string; code: string }[] }>(clerk, '/departments')).departments.find((d) => d.code === code)!.id
const slot = (page: Page, start: string) => page.getByTestId(`slot-${start}`)
const seat = (page: Page, start: string, name: string) => slot(page, start).locator('button.bk-seat', { hasText: name })

/** The button of a day, in its week. */
async function dayButton(page: Page, which: number) {
  const first = (await page.locator('.bk-wd').first().getAttribute('data-testid'))!.slice(4) // of the week that is shown
  const last = (await page.locator('.bk-wd').last().getAttribute('data-testid'))!.slice(4)
  if (days[which]! < first) await page.getByTestId('week-before').click()
  else if (days[which]! > last) await page.getByTestId('week-after').click()
  return page.getByTestId(`day-${days[which]}`)
}

async function day(page: Page, which: number): Promise<void> {
  await (await dayButton(page, which)).click()
  await page.locator(`[data-testid="day-${days[which]}"][aria-pressed=true]`).waitFor()
}

beforeAll(async () => {
  clinic = await Clinic.open()
  ;[clerk, nurse] = await Promise.all([clinic.as('clerk'), clinic.as('nurse', { size: 'tablet', language: 'st' })])
  for (const [name, familyName] of [['mpho', 'Lekhanya'], ['thabo', 'Mokoena'], ['lerato', 'Nkuebe']] as const) {
    const made = await call<{ patient: { id: string } }>(clerk, '/patients', { id: newID(), givenNames: name, familyName, sex: 'female', birthPrecision: 'year', birthDate: '1969', phones: [{ number: '5890 2231' }], fileNumber: { mode: 'next' } })
    people[name] = made.patient.id
  }
})
afterAll(async () => {
  expect(clinic.failures).toEqual([])
  await clinic.close()
})

test('the manager says when a department takes bookings, and closes a day', async () => {
  const admin = await clinic.as('admin')
  await morning(admin)
  const { today } = await call<{ today: string }>(clerk, '/appointments/hours')
  days = Array.from({ length: 9 }, (_, n) => new Date(Date.parse(`${today}T00:00Z`) + n * 86_400_000).toISOString().slice(0, 10))
  await admin.goto(`${clinic.url}/departments`)
  await admin.getByTestId('hours').click()
  await admin.getByTestId('hours-OPD').click()
  const field = (i: number, name: string) => admin.locator(`[id="hours[${i}].${name}"]`)
  const tick = (i: number, weekday: number | string) => admin.locator(`input[name="hours[${i}].weekdays"][value="${weekday}"]`)
  for (const d of ['6', '7']) await tick(0, d).check({ force: true })
  await admin.locator('#slotMinutes').selectOption('10')
  await field(0, 'opens').fill('23')
  await field(0, 'closes').fill('23:59')
  await field(0, 'capacity').fill('2')
  expect(await admin.locator('[id="hours[0].capacity-echo"]').innerText()).toContain('10')
  // One day of the week has other hours: with a break, and for three people at a time.
  const other = new Date(`${days[5]}T00:00Z`).getUTCDay() || 7
  await admin.getByTestId('hours-other').click()
  await tick(1, other).check({ force: true })
  expect(await tick(0, other).isChecked()).toBe(false)
  await field(1, 'capacity').fill('3')
  await admin.getByTestId('hours-break-1').click()
  await field(1, 'breakFrom').fill('22')
  await field(1, 'breakUntil').fill('23:30')
  expect(await axe(admin)).toEqual([])
  await admin.getByTestId('hours-save').click()
  await admin.getByTestId('error-summary').waitFor()
  await field(1, 'breakFrom').fill('23:10')
  expect(await admin.locator('[id="hours[1].capacity-echo"]').innerText()).toContain('9')
  await admin.getByTestId('hours-save').click()
  await admin.getByText('23:00 to 23:59, break 23:10 to 23:30').waitFor()

  await clerk.goto(`${clinic.url}/bookings`)
  await clerk.getByTestId(`slot-23:00`).waitFor()
  await day(clerk, 5)
  await slot(clerk, '23:40').getByText('0 of 3').waitFor()
  expect(await clerk.locator('.bk-slot').evaluateAll((list) => list.map((li) => (li as HTMLElement).dataset['testid']))).toEqual(['slot-23:00', 'slot-23:30', 'slot-23:40'])
  await admin.getByTestId('close-day').click()
  await admin.locator('#day').fill(days[2]!.split('-').reverse().join('/'))
  await admin.locator('#reason').fill('Training')
  await admin.getByTestId('close-go').click()
  await admin.getByTestId(`closed-${days[2]}`).waitFor()
  expect(await axe(admin)).toEqual([])

  // The desk sees it without touching anything.
  await (await dayButton(clerk, 2)).getByText('Training').waitFor()
  await admin.context().close()
})

test('somebody is booked, moved by the menu and by hand, and each can be taken back', async () => {
  await day(clerk, 1)
  await nurse.goto(`${clinic.url}/bookings`)
  await day(nurse, 1)
  await clerk.keyboard.press('b')
  await clerk.locator('#find-book').pressSequentially('Lekh')
  await clerk.locator('.bk-find [role=option]', { hasText: 'Lekhanya' }).first().waitFor()
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('free-23:10').first().click()
  await clerk.locator('input[name=for][value=chronic]').check({ force: true })
  expect(await axe(clerk)).toEqual([])
  await clerk.getByTestId('book-go').click()
  await seat(clerk, '23:10', 'Lekhanya').waitFor()
  await seat(nurse, '23:10', 'Lekhanya').waitFor() // another screen, by itself
  expect(await axe(nurse)).toEqual([])

  // By the keyboard alone: the menu leads to another place.
  await seat(clerk, '23:10', 'Lekhanya').focus()
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('seat-move').focus()
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('free-23:30').first().focus()
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('move-go').focus()
  await clerk.keyboard.press('Enter')
  await seat(clerk, '23:30', 'Lekhanya').waitFor()
  await clerk.getByTestId('undo').click()
  await seat(clerk, '23:10', 'Lekhanya').waitFor()

  // By hand: pulled to another time.
  const from = (await seat(clerk, '23:10', 'Lekhanya').boundingBox())!
  const to = (await slot(clerk, '23:40').boundingBox())!
  await clerk.mouse.move(from.x + 30, from.y + 15)
  await clerk.mouse.down()
  await clerk.mouse.move(from.x + 60, from.y + 40, { steps: 4 })
  await clerk.mouse.move(to.x + 300, to.y + 20, { steps: 4 })
  await clerk.locator('.bk-slot.over').waitFor()
  await clerk.mouse.up()
  await seat(clerk, '23:40', 'Lekhanya').waitFor()
  expect(await clerk.locator('dialog[open]').count()).toBe(0) // the drop was no press
  await seat(nurse, '23:40', 'Lekhanya').waitFor()

  // Cancelled with a word why, and back again.
  await seat(clerk, '23:40', 'Lekhanya').click()
  await clerk.getByTestId('seat-cancel').click()
  await clerk.getByTestId('because-asked').click()
  await seat(clerk, '23:40', 'Lekhanya').waitFor({ state: 'detached' })
  await clerk.getByTestId('undo').click()
  await seat(clerk, '23:40', 'Lekhanya').waitFor()
})

test('a full time takes nobody else, and a place may come again every few weeks', async () => {
  const opd = await department('OPD')
  for (const who of ['thabo', 'lerato']) await call(clerk, '/appointments', { id: newID(), patientId: people[who], departmentId: opd, day: days[1], start: '23:00' })
  await slot(clerk, '23:00').getByText('Full').waitFor()
  expect(await clerk.getByTestId('free-23:00').count()).toBe(0)

  await clerk.goto(`${clinic.url}/patients/${people['thabo']}`)
  await clerk.getByTestId('book-patient').click()
  await clerk.locator(`dialog [data-testid="day-${days[3]}"], dialog [data-testid=week-after]`).first().waitFor()
  if (!(await clerk.locator(`dialog [data-testid="day-${days[3]}"]`).count())) await clerk.locator('dialog').getByTestId('week-after').click()
  await clerk.locator('dialog').getByTestId(`day-${days[3]}`).click()
  await clerk.locator('input[name=start][value="23:20"]').check({ force: true })
  await clerk.locator('#repeat').selectOption('4')
  await clerk.locator('#times').selectOption('3')
  expect(await axe(clerk)).toEqual([])
  await clerk.getByTestId('book-go').click()
  await clerk.waitForFunction(() => document.querySelectorAll('[data-testid=bookings] li').length === 4)
  await clerk.getByTestId('undo').click() // all of the series
  await clerk.waitForFunction(() => document.querySelectorAll('[data-testid=bookings] li .state-o').length === 4 && document.querySelectorAll('[data-testid=bookings] li').length === 4)
  expect(await axe(clerk)).toEqual([])
})

test('who comes is checked in where they are booked; what comes next is booked by signing', async () => {
  const opd = await department('OPD')
  const start = '23:40'
  await call(clerk, '/appointments', { id: newID(), patientId: people['lerato'], departmentId: opd, day: days[0], start, reason: 'dressing' })
  await clerk.goto(clinic.url)
  await clerk.locator('#find').pressSequentially('Nkue')
  await clerk.locator('[role=option]', { hasText: 'Nkuebe' }).waitFor()
  await clerk.keyboard.press('Enter')
  const booked = clerk.getByTestId('booked-today')
  await booked.waitFor()
  expect(await booked.innerText()).toContain(start)
  expect(await clerk.locator('input[name=departmentId]:checked').inputValue()).toBe(opd) // "Dressing" alone would mean another line
  await clerk.keyboard.press('Enter')
  await clerk.getByTestId('checked-in').waitFor()
  await day(nurse, 0)
  await slot(nurse, start).locator('.bk-arrived', { hasText: 'Nkuebe' }).waitFor()

  const doctor = await clinic.as('doctor')
  await doctor.goto(`${clinic.url}/consult/${people['lerato']}`)
  await doctor.locator('#complaint').fill('Dressing of a burn.')
  await doctor.locator('input[name=back][value=week]').check({ force: true })
  const promised = doctor.getByTestId('follow-up')
  await promised.waitFor()
  expect(await promised.innerText()).toMatch(/23:00/)
  await doctor.getByTestId('follow-up-change').click()
  await doctor.locator('input[name=start][value="23:20"]').check({ force: true })
  await doctor.locator('dialog').getByTestId('book-go').click()
  await promised.getByText('23:20').waitFor()
  await doctor.locator('input[name=outcome][value=home]').check({ force: true })
  expect(await axe(doctor)).toEqual([])
  await doctor.getByTestId('sign').click()
  await doctor.getByTestId('toast').getByText('23:20').waitFor()
  const { appointments } = await call<{ appointments: { day: string; start: string; status: string; source: string }[] }>(doctor, `/patients/${people['lerato']}/appointments`)
  expect(appointments.filter((a) => a.source === 'follow-up').map((a) => [a.day, a.start, a.status])).toEqual([[days[7], '23:20', 'booked']])
  expect(appointments.find((a) => a.day === days[0])!.status).toBe('fulfilled')

  // On paper, and who did not come.
  await clerk.goto(`${clinic.url}/print/bookings/${opd}/${days[1]}`)
  await clerk.locator('.bkp', { hasText: 'Lekhanya' }).waitFor()
  expect(await axe(clerk)).toEqual([])
  await clerk.goto(`${clinic.url}/bookings/missed`)
  await clerk.locator('main[data-page=bookings-missed] .empty').waitFor()
})
