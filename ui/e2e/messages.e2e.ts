// Messages by a phone that stands in for the Android app: set up, sent, one put right, one that said no.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'

let clinic: Clinic
let clerk: Page
let admin: Page
let phone: Server
let address: string
const sent: { id: string; textMessage: { text: string }; phoneNumbers: string[] }[] = []

const newID = () => `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`

async function call<T>(page: Page, method: string, path: string, body?: object, version = 0): Promise<T> {
  const { status, text } = await page.evaluate(async ([how, to, sent, match]) => {
    const answer = await fetch(`/api/v1${to}`, { method: how, headers: { 'Content-Type': 'application/json', ...(match ? { 'If-Match': match } : {}) }, body: sent })
    return { status: answer.status, text: await answer.text() }
  }, [method, path, body && JSON.stringify(body), version ? `"${version}"` : ''] as const)
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text) as T
}

beforeAll(async () => {
  phone = createServer((req, res) => {
    let text = ''
    req.on('data', (part: Buffer) => { text += part.toString() })
    req.on('end', () => {
      res.setHeader('Content-Type', 'application/json')
      if (req.headers.authorization !== `Basic ${Buffer.from('sms:maize').toString('base64')}`) return void res.writeHead(401).end('{}')
      if (req.method === 'GET') return void res.end(JSON.stringify({ id: decodeURIComponent(req.url!.split('/').pop()!), state: 'Delivered', recipients: [{ state: 'Delivered' }] }))
      const message = JSON.parse(text) as (typeof sent)[number]
      sent.push(message)
      res.writeHead(202).end(JSON.stringify({ id: message.id, state: 'Pending', recipients: [] }))
    })
  })
  await new Promise<void>((ready) => phone.listen(0, '127.0.0.1', ready))
  address = `http://127.0.0.1:${(phone.address() as AddressInfo).port}`

  clinic = await Clinic.open()
  ;[clerk, admin] = await Promise.all([clinic.as('clerk', { language: 'st' }), clinic.as('admin')])
  const { departments } = await call<{ departments: { id: string; code: string }[] }>(clerk, 'GET', '/departments')
  const opd = departments.find((d) => d.code === 'OPD')!.id
  await call(admin, 'PUT', `/departments/${opd}/schedule`, { id: newID(), hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '08:00', closes: '16:00', capacity: 9 }], slotMinutes: 30, active: true })
  const { today } = await call<{ today: string }>(clerk, 'GET', '/appointments/hours')
  const tomorrow = new Date(Date.parse(`${today}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const people: [string, string, boolean, boolean][] = [
    ['Mpho', '5890 2231', true, true], ['Tsietsi', '5744 18', true, true], ['Palesa', '5011 7742', true, false], ['Refiloe', '6312 9054', false, true],
  ]
  for (const [n, [givenNames, number, mayLeaveMessage, given]] of people.entries()) {
    const { patient } = await call<{ patient: { id: string } }>(clerk, 'POST', '/patients', {
      id: newID(), givenNames, familyName: 'Lekhanya', sex: 'female', birthPrecision: 'year', birthDate: `${1969 + 7 * n}`, phones: [{ number, mayLeaveMessage }], consent: { given, on: today }, language: 'en', fileNumber: { mode: 'next' } })
    await call(clerk, 'POST', '/appointments', { id: newID(), patientId: patient.id, departmentId: opd, day: tomorrow, start: '09:30', reason: 'chronic' })
  }
})
afterAll(async () => {
  phone.close()
  expect(clinic.failures).toEqual([])
  await clinic.close()
})

test('the manager says by what messages go, and in which words', async () => {
  await admin.goto(`${clinic.url}/messages`)
  await admin.getByText('Messages are switched off').waitFor()
  await admin.getByRole('link', { name: 'Choose how they go' }).click()
  await admin.locator('input[name="settings.carrier"][value=gateway]').check({ force: true })
  await admin.locator('[id="settings.gateway.url"]').fill(address)
  await admin.locator('[id="settings.gateway.user"]').fill('sms')
  await admin.locator('[id="secrets.gatewayPassword"]').fill('maize')
  await admin.locator('[id="settings.remindAt"]').fill('00:00') // so that it is due whenever this runs
  for (const at of ['From', 'Until']) await admin.locator(`[id="settings.quiet${at}"]`).fill('03:00')
  await admin.locator('[id="settings.partPrice"]').fill('0.30')
  const words = admin.locator('[id="settings.wordings.reminder.en"]')
  await words.fill('{clinic}: your HIV test is on {day} at {time}.')
  await admin.getByTestId('save-messages').click()
  await admin.getByText('would tell others why').first().waitFor()
  await words.fill('{clinic}: we expect you on {day} at {time}. Tšoarela!')
  expect(await admin.locator('.ms-word .cap').first().innerText()).toContain('š makes it dearer')
  await words.fill('{clinic}: we expect you on {day} at {time}.')
  expect(await axe(admin)).toEqual([])
  await admin.getByTestId('save-messages').click()
  await admin.getByText('Message settings saved').waitFor()
  expect(await admin.locator('[id="secrets.gatewayPassword"]').inputValue()).toBe('')
  await admin.locator('#number').fill('5800 0001')
  await admin.getByTestId('try-message').click()
  await admin.getByText('It was sent.').waitFor()
  const tried = sent.find((m) => m.phoneNumbers[0] === '+26658000001')!
  expect(tried.textMessage.text).toMatch(/^Ha Matala Clinic: we expect you on .+ at 09:30\.$/)
})

test('one goes, one has a wrong number, two may not be written to', async () => {
  await clerk.goto(`${clinic.url}/messages`)
  const row = (name: string) => clerk.locator('.ms-row', { hasText: `${name} Lekhanya` })
  await row('Mpho').and(clerk.locator('[data-state=delivered], [data-state=sent]')).waitFor()
  await clerk.getByRole('heading', { level: 1, name: /hloka motho/ }).waitFor()
  for (const name of ['Palesa', 'Refiloe']) expect(await row(name).getAttribute('data-state')).toBe('withheld')
  await row('Tsietsi').getByTestId('put-right').click()
  await clerk.locator('#number').fill('5744 1820')
  await clerk.getByTestId('save-number').click()
  await row('Tsietsi').and(clerk.locator('[data-state=delivered], [data-state=sent]')).waitFor()
  expect(await axe(clerk)).toEqual([])
  const mine = sent.filter((m) => m.phoneNumbers[0] !== '+26658000001')
  expect(mine.map((m) => m.phoneNumbers[0]).sort()).toEqual(['+26657441820', '+26658902231'])
  for (const m of mine) expect(m.textMessage.text).not.toMatch(/Lekhanya|Mpho|Tsietsi|chronic|OPD/)
})

test('a provider that reaches the box tells by itself, and the manager sees that it does', async () => {
  await admin.goto(`${clinic.url}/messages/settings`)
  await admin.locator('input[name="settings.carrier"][value=http]').check({ force: true })
  await admin.locator('[id="settings.http.url"]').fill('https://sms.example.org/send')
  await admin.getByTestId('make-httpKey').click()
  const told = await admin.getByTestId('told-address').innerText()
  for (const field of ['from', 'text']) await admin.locator(`[id="settings.http.reports.${field}"]`).fill(field)
  await admin.getByText('Nothing was told').waitFor()
  expect(await axe(admin)).toEqual([])
  await admin.getByTestId('save-messages').click()
  await admin.getByText('Message settings saved').waitFor()
  await admin.getByTestId('forget-httpKey').waitFor()
  expect(await admin.getByTestId('told-address').innerText()).not.toBe(told)
  const tell = async (address: string) => (await fetch(address, { method: 'POST', body: new URLSearchParams({ from: '26658902231', text: 'Stop' }) })).status
  expect(await tell(`${told}0`)).toBe(422)
  expect(await tell(told)).toBe(200)
  await admin.reload()
  await admin.getByText('Last told').waitFor()
})
