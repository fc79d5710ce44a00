// The manager's health page says what the server found, with an age, and hands out a file for whoever helps.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFile } from 'node:fs/promises'
import { Clinic, staff } from './clinic'
import { settled } from './walk'

let clinic: Clinic
beforeAll(async () => { clinic = await Clinic.madeUp() })
afterAll(async () => { await clinic?.close() })

it('tells the manager how the box is, and saves a file for help', async () => {
  const page = await clinic.as('admin')
  await settled(page)
  const mood = (id: string) => page.getByTestId(`health-${id}`).getAttribute('data-mood')
  expect(await mood('writing')).toBe('good')
  expect(await mood('backup')).not.toBe('good') // there is no place for one yet
  const age = page.getByTestId('health-version').locator('[data-age]')
  expect(await age.textContent()).toMatch(/^(just now|\d+ minutes? ago)$/)
  expect(await page.getByTestId('health-backup').getByRole('link').getAttribute('href')).toBe('/backups')
  const moods = await page.locator('[data-testid^="health-"]').evaluateAll((all) => all.map((l) => l.getAttribute('data-mood')))
  const rank = ['now', 'look', 'good']
  expect(moods).toEqual([...moods].sort((a, b) => rank.indexOf(a!) - rank.indexOf(b!)))

  // Somebody guesses at a password elsewhere: the page knows after a look.
  await page.evaluate(async () => { await fetch('/api/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'nobody', password: 'porridge and nothing else' }), credentials: 'omit' }) })
  await page.reload()
  await settled(page)
  expect(await page.getByTestId('health-signIns').innerText()).toMatch(/1 wrong password/)

  await page.goto(`${clinic.url}/system`)
  await settled(page)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('support').click()])
  expect(file.suggestedFilename()).toBe('karete-support.zip')
  const bytes = await readFile(await file.path())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  for (const one of Object.values(staff)) expect(bytes.includes(one.displayName)).toBe(false)
  await page.context().close()
  expect(clinic.failures).toEqual([])
})
