// Another program is let in by a manager, works, and is stopped.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, Clinic, type Page } from './clinic'

let clinic: Clinic
let manager: Page
beforeAll(async () => {
  clinic = await Clinic.open()
  manager = await clinic.as('admin')
})
afterAll(async () => {
  await clinic.close()
  expect(clinic.failures).toEqual([])
})

const ask = (path: string, token?: string, body?: object) => fetch(`${clinic.url}/api/v1${path}`, {
  method: body ? 'POST' : 'GET',
  body: body && JSON.stringify(body),
  headers: { ...(body && { 'Content-Type': 'application/json' }), ...(token && { Authorization: `Bearer ${token}` }) },
})
const until = async (there: () => Promise<boolean>) => expect.poll(there).toBe(true)

test('a program is registered, signs in, and is revoked', async () => {
  await manager.goto(`${clinic.url}/programs`)
  await manager.getByTestId('add-program').click()
  await manager.getByTestId('register-program').click()
  expect(await manager.locator('dialog .error-summary, dialog [role=alert]').first().textContent()).toContain('Name')
  await manager.locator('#name').fill('Laboratory')
  await manager.getByLabel('Reception', { exact: true }).check({ force: true })
  await manager.getByTestId('register-program').click()
  const clientId = (await manager.getByTestId('client-id').textContent())!
  const clientSecret = (await manager.getByTestId('client-secret').textContent())!
  expect(await axe(manager)).toEqual([])
  await manager.getByTestId('secret-done').click()

  const entered = await ask('/token', undefined, { clientId, clientSecret })
  expect(entered.status).toBe(201)
  const { accessToken } = await entered.json() as { accessToken: string }
  expect((await ask('/queue', accessToken)).status).toBe(200)
  expect((await ask('/staff', accessToken)).status).toBe(403)

  await manager.reload()
  expect(await manager.content()).not.toContain(clientSecret)
  await manager.getByTestId('open-Laboratory').click()
  await manager.getByTestId('end-token').waitFor()
  expect(await axe(manager)).toEqual([])
  await manager.getByTestId('revoke-program').click()
  await manager.getByTestId('revoke-confirm').click()
  await manager.locator('dialog').waitFor({ state: 'detached' })
  expect((await ask('/queue', accessToken)).status).toBe(401)
  await until(async () => (await manager.locator('.tbl tr.gone').count()) === 1)
  expect(await axe(manager)).toEqual([])
})
