// The patient's own door: the tablet by the gate, and the same pages on a phone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, password, staff, type Page, type Role } from './clinic'
import { scan } from './desk'

type Send = <T>(method: string, path: string, body?: object, version?: number) => Promise<T>
interface Known { id: string; card: string; fileNumber: string }

let clinic: Clinic
let admin: Send
let clerk: Send
let kiosk: Page
let palesa: Known
let neo: Known

const newID = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`
const at = (page: Page, name: string) => page.locator(`main[data-page="${name}"]`).waitFor()
const tap = (page: Page, id: string) => page.getByTestId(id).first().click()

async function apiAs(role: Role): Promise<Send> {
  let cookie = ''
  const send: Send = async <T>(method: string, path: string, body?: object, version?: number): Promise<T> => {
    const answer = await fetch(`${clinic.url}/api/v1${path}`, { method, headers: { 'Content-Type': 'application/json', cookie, ...(version && { 'If-Match': `"${version}"` }) }, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    cookie ||= answer.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
    return (await answer.json()) as T
  }
  await send('POST', '/session', { username: staff[role].username, password })
  return send
}

async function known(givenNames: string, familyName: string, birthDate: string, sex: string): Promise<Known> {
  const { patient } = await clerk<{ patient: { id: string; fileNumber: string } }>('POST', '/patients', {
    id: newID(), givenNames, familyName, otherNames: [], sex, birthDate, birthPrecision: 'year', birthRecordedOn: '', phones: [],
    village: 'Roma', district: 'Maseru', chief: '', nextOfKin: { name: '', relationship: '', phone: '' }, language: 'en', consent: { given: true, on: '2026-01-02' },
    fileNumber: { mode: 'next' }, identifiers: [],
  })
  const { qr } = await clerk<{ qr: string }>('POST', `/patients/${patient.id}/cards`, { id: newID() })
  return { id: patient.id, card: qr, fileNumber: patient.fileNumber }
}

beforeAll(async () => {
  clinic = await Clinic.open()
  admin = await apiAs('admin')
  clerk = await apiAs('clerk')
  const { departments } = await clerk<{ departments: { id: string; code: string }[] }>('GET', '/departments')
  await admin('PUT', `/departments/${departments.find((d) => d.code === 'OPD')!.id}/schedule`, { id: newID(), active: true, hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '08:00', closes: '12:00', capacity: 2 }], slotMinutes: 30 })
  palesa = await known('Palesa', 'Mokoena', '1984', 'female')
  neo = await known('Neo', 'Letsie', '1990', 'male')
  const { code } = await admin<{ code: string }>('POST', '/devices/pairings', { id: newID(), kind: 'kiosk', name: 'By the gate' })
  kiosk = await clinic.visitor({ size: 'tablet', visit: false })
  await kiosk.goto(`${clinic.url}/pair#${code}`)
  await tap(kiosk, 'pair')
  await at(kiosk, 'kiosk-start')
})
afterAll(async () => {
  expect(clinic.failures).toEqual([])
  await clinic.close()
})

/** Shows a card, and answers the token that the page was given for it. */
async function letIn(who: Known): Promise<string> {
  const opened = kiosk.waitForResponse((r) => r.url().endsWith('/door/open'))
  await scan(kiosk, who.card)
  return ((await (await opened).json()) as { token: string }).token
}

/** What somebody finds who comes to the screen afterwards. */
async function expectNobody(page: Page): Promise<void> {
  const left = await page.evaluate(() => ({
    text: document.body.innerText, stored: JSON.stringify({ ...localStorage, ...sessionStorage }), databases: document.cookie, state: history.state as unknown, at: location.pathname,
  }))
  expect(left.text).not.toMatch(/P\. M\.|1984|OPD-/)
  expect(left.stored).not.toMatch(/Palesa|Mokoena|P\. M\.|OPD-|KR1|token/i)
  expect(left).toMatchObject({ state: null, databases: '' })
}

test('a card, Yes, a picture: a number in the line in three taps', async () => {
  expect(await axe(kiosk)).toEqual([])
  await tap(kiosk, 'speak-en')
  await at(kiosk, 'kiosk-card')
  await kiosk.evaluate(() => { let n = 0; document.addEventListener('click', () => { document.documentElement.dataset['taps'] = String(++n) }, true) })
  const began = Date.now()
  await scan(kiosk, palesa.card)
  await at(kiosk, 'kiosk-confirm')
  expect(await kiosk.locator('main').innerText()).not.toMatch(/Palesa|Mokoena/)
  await tap(kiosk, 'yes')
  await tap(kiosk, 'reason-general')
  const ticket = await kiosk.getByTestId('ticket').innerText()
  console.info(`card to number: ${Date.now() - began} ms`) // told, not judged: how busy the machine is has a part in it
  expect(Number(await kiosk.evaluate(() => document.documentElement.dataset['taps']))).toBeLessThanOrEqual(3)
  const board = await clerk<{ entries: { ticket: string; patient: { id: string } }[] }>('GET', '/queue')
  expect(board.entries.map((e) => [e.ticket, e.patient.id])).toEqual([[ticket, palesa.id]])
  expect(await axe(kiosk)).toEqual([])
})

test('a sign of danger ends the questions, says so in both languages, and staff know', async () => {
  await tap(kiosk, 'feel')
  await tap(kiosk, 'choose-no') // not pregnant
  await tap(kiosk, 'choose-chest')
  await tap(kiosk, 'chosen')
  await tap(kiosk, 'chosen')
  await at(kiosk, 'kiosk-question')
  await kiosk.getByTestId('answer-no').waitFor() // until then the page asks for a moment
  const first = await kiosk.locator('h1').innerText()
  expect(await axe(kiosk)).toEqual([])
  const answer = async (which: string) => { // a finger that presses twice is not two answers
    const was = await kiosk.locator('h1').innerText()
    const press = (id: string) => kiosk.evaluate((testid) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`)?.click(), id)
    await expect.poll(async () => { await press(which); return kiosk.locator('h1').innerText() }).not.toBe(was)
  }
  await answer('answer-no')
  await tap(kiosk, 'back')
  await expect.poll(() => kiosk.locator('h1').innerText()).toBe(first)
  await answer('answer-no')
  await answer('answer-yes')
  await at(kiosk, 'kiosk-now')
  const said = await kiosk.locator('main').innerText()
  expect(said).toContain('Please go to the nurse now')
  expect(said).toContain('Ka kopo e-ea ho mooki hona joale')
  expect(await axe(kiosk)).toEqual([])
  const kinds = async () => (await clerk<{ alerts: { kind: string; patient?: { id: string } }[] }>('GET', '/alerts')).alerts.map((a) => [a.kind, a.patient?.id])
  expect(await kinds()).toEqual([['red-flag', palesa.id]])
  await tap(kiosk, 'cannot-walk')
  await kiosk.getByText('Stay where you are.').waitFor()
  expect(await kinds()).toContainEqual(['cannot-walk', palesa.id])
})

test('who walks away is forgotten after half a minute and a quarter', async () => {
  await kiosk.clock.install()
  await kiosk.goto(clinic.url)
  await at(kiosk, 'kiosk-start')
  const token = await letIn(neo)
  await tap(kiosk, 'yes')
  await at(kiosk, 'kiosk-reason')
  const knows = () => kiosk.evaluate(async (t) => (await fetch('/api/v1/door', { headers: { 'Karete-Door': t } })).status, token)
  expect(await knows()).toBe(200)
  await kiosk.clock.fastForward(31_000)
  await kiosk.getByTestId('still-here').click()
  await at(kiosk, 'kiosk-reason')
  await kiosk.clock.fastForward(31_000)
  await kiosk.getByTestId('still-here').waitFor()
  await kiosk.clock.fastForward(15_000)
  await at(kiosk, 'kiosk-start')
  await expect.poll(knows).toBe(401)
  await expectNobody(kiosk)
})

test('there is no way out: not back, not another address, not another question', async () => {
  for (const path of ['/queue', `/patients/${palesa.id}`, '/pair', '/trust']) {
    await kiosk.goto(clinic.url + path)
    await at(kiosk, 'kiosk-start')
    expect(new URL(kiosk.url()).pathname).toBe('/')
  }
  await scan(kiosk, palesa.card)
  await tap(kiosk, 'yes')
  await at(kiosk, 'kiosk-ticket') // she is in the line
  await tap(kiosk, 'done')
  await at(kiosk, 'kiosk-start')
  await kiosk.goBack().catch(() => undefined)
  await at(kiosk, 'kiosk-start')
  await expectNobody(kiosk)

  const token = await letIn(neo)
  const asked = await kiosk.evaluate(async ([t, other]) => {
    const ask = async (path: string, method = 'GET', body?: object) => {
      const answer = await fetch(`/api/v1${path}`, { method, headers: { 'Karete-Door': t!, 'Content-Type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) })
      return answer.status
    }
    return Promise.all([ask('/queue'), ask('/session'), ask('/devices'), ask('/alerts'), ask(`/patients/${other}`), ask(`/patients/${other}/appointments`), ask('/patients/search', 'POST', { text: 'Mokoena' }), ask('/scan', 'POST', { text: 'KR1' })])
  }, [token, palesa.id])
  expect(asked.filter((status) => status < 400)).toEqual([])
  await tap(kiosk, 'no')
})

test('other people’s numbers get the same answer as numbers of nobody, and get slower', async () => {
  await kiosk.goto(clinic.url)
  await tap(kiosk, 'no-card')
  const wrong = async (digits: string, year: string) => { // by finger and by keyboard
    await at(kiosk, 'kiosk-number')
    await kiosk.keyboard.type(digits)
    await tap(kiosk, 'next')
    await at(kiosk, 'kiosk-year')
    for (const figure of year) await tap(kiosk, `key-${figure}`)
    await tap(kiosk, 'next')
    await kiosk.locator('.ki-said').waitFor()
    return kiosk.locator('.ki-said').innerText()
  }
  const nobodys = await wrong('918273', '1984')
  expect(await wrong(palesa.fileNumber.replace(/\D/g, ''), '1985')).toBe(nobodys)
  for (const key of ['swap', 'key-M', 'key-K', 'key-/', 'swap', 'key-7']) await tap(kiosk, key) // as on old files
  expect(await kiosk.getByTestId('typed').innerText()).toBe('MK/7')
  expect(await axe(kiosk)).toEqual([])
})

test('answers go to nobody outside without a Yes, and are not lost in silence', async () => {
  const { version } = await admin<{ version: number }>('GET', '/self-triage/remote')
  const setting = (on: boolean, at: number) => admin('PUT', '/self-triage/remote', { id: newID(), on, agreed: true, mapping: { IN07: 's_1' }, appId: 'nobody', appKey: 'nothing' }, at)
  await setting(true, version)
  await kiosk.goto(clinic.url)
  await at(kiosk, 'kiosk-start')
  const token = await letIn(neo)
  await tap(kiosk, 'yes')
  await tap(kiosk, 'reason-general')
  await tap(kiosk, 'feel')
  await at(kiosk, 'kiosk-consent')
  expect(await axe(kiosk)).toEqual([])
  const first = () => expect.poll(async () => { await kiosk.evaluate(() => document.querySelector<HTMLElement>('main[data-page="kiosk-consent"] [data-testid="answer-no"]')?.click()); return kiosk.locator('main').getAttribute('data-page') }).toBe('kiosk-problem')
  await first()
  await tap(kiosk, 'choose-chest')
  await tap(kiosk, 'chosen')
  await tap(kiosk, 'chosen')
  await kiosk.getByTestId('answer-no').waitFor()
  const question = await kiosk.locator('h1').innerText()

  // The box is away for a moment: the answer is still there, and goes when it is pressed again.
  const say = (id: string, until: () => Promise<unknown>) => expect.poll(async () => { await kiosk.evaluate((testid) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`)?.click(), id); return until() })
  await kiosk.route('**/door/self-triage', (route) => route.abort())
  await say('answer-no', () => kiosk.locator('.ki-said').count()).toBe(1)
  expect(await kiosk.locator('.ki-said').innerText()).toContain('Your answers are still here')
  expect(await kiosk.locator('h1').innerText()).toBe(question)
  await kiosk.unroute('**/door/self-triage')
  await say('answer-no', () => kiosk.locator('h1').innerText()).not.toBe(question)
  // It has forgotten who is here: the page says that the answers may be lost.
  await kiosk.evaluate((t) => fetch('/api/v1/door/close', { method: 'POST', headers: { 'Karete-Door': t, 'Content-Type': 'application/json' }, body: '{}' }).then((r) => r.status), token)
  await say('answer-no', () => kiosk.locator('main').getAttribute('data-page')).toBe('kiosk-start')
  await kiosk.getByText('your answers may be lost').waitFor()
  await expectNobody(kiosk)
  // The No is kept with the answers.
  await scan(kiosk, neo.card)
  await tap(kiosk, 'yes')
  await tap(kiosk, 'feel')
  await first()
  await tap(kiosk, 'chosen')
  await tap(kiosk, 'chosen')
  await kiosk.getByTestId('answer-no').waitFor()
  await say('answer-yes', () => kiosk.locator('main').getAttribute('data-page')).toBe('kiosk-now')
  const doctor = await clinic.as('doctor')
  await doctor.goto(`${clinic.url}/consult/${neo.id}`)
  await doctor.getByTestId('said-outside').waitFor()
  expect(await doctor.getByTestId('patient-said').innerText()).toMatch(/Patient said[^]*Emergency[^]*said No to an outside service/)
  await doctor.context().close()
  await setting(false, version + 1)
})

test('where only a card opens, nobody is asked for a number', async () => {
  await kiosk.goto(clinic.url)
  const { version, ...clinicNow } = await admin<{ version: number; settings: object }>('GET', '/facility')
  const only = (cardOnly: string, at: number) => admin('PUT', '/facility', { ...Object.fromEntries(Object.entries(clinicNow).filter(([k]) => !['timeZone', 'id'].includes(k))), id: newID(), settings: { ...clinicNow.settings, door: { cardOnly } } }, at)
  await only('always', version)
  await kiosk.getByText('No card? Please ask at reception.').waitFor() // by itself
  expect(await kiosk.getByTestId('no-card').count()).toBe(0)
  await only('never', version + 1)
  await kiosk.getByTestId('no-card').waitFor()
})

test('on one’s own phone: the place in the line, and a visit booked, moved and given back', async () => {
  const phone = await clinic.visitor({ size: 'phone' })
  await tap(phone, 'patient')
  await at(phone, 'my-start')
  expect(await axe(phone)).toEqual([])
  await tap(phone, 'by-number')
  await at(phone, 'kiosk-number')
  await phone.keyboard.type(palesa.fileNumber.replace(/\D/g, ''))
  await tap(phone, 'next')
  await at(phone, 'kiosk-year')
  await phone.keyboard.type('1984')
  await tap(phone, 'next')
  await tap(phone, 'yes')
  await at(phone, 'my-place')
  expect(await phone.getByTestId('ticket').innerText()).toMatch(/^OPD-/)
  expect(await axe(phone)).toEqual([])

  await tap(phone, 'tab-visits')
  await tap(phone, 'book')
  await tap(phone, 'for-chronic')
  const days = phone.locator('.ki-days button:not(.off)')
  const times = phone.locator('.ki-times button:not(.off)')
  await days.nth(1).click()
  await times.first().click()
  await tap(phone, 'pick')
  await at(phone, 'kiosk-visits')
  const standing = async () => (await clerk<{ appointments: { day: string; start: string; status: string }[] }>('GET', `/patients/${palesa.id}/appointments`)).appointments.filter((b) => b.status === 'booked')
  const [booked] = await standing()
  expect(booked?.start).toBe('08:00')
  await tap(phone, 'move')
  await days.nth(2).click()
  await times.nth(1).click()
  expect(await axe(phone)).toEqual([])
  await tap(phone, 'pick')
  await phone.getByText('You are booked').waitFor()
  expect((await standing()).map((b) => [b.day > booked!.day, b.start])).toEqual([[true, '08:30']])
  await tap(phone, 'cancel')
  await tap(phone, 'cancel-yes')
  await phone.getByText('Given back').waitFor()
  expect(await standing()).toEqual([])

  await tap(phone, 'tab-here')
  await tap(phone, 'leave')
  await at(phone, 'my-start')
  await expectNobody(phone)
})
