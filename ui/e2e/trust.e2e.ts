// A new device on the clinic's network: what it is told before it trusts the box, and that it is believed afterwards.
// The browser is a real one, and the authority is really in its list, as a person would put it there.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answers, axe, karete, password, sizes, staff, type Page } from './clinic'

const run = promisify(execFile)
const binary = process.env['KARETE'] ?? join(import.meta.dirname, '..', '..', 'karete')
const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36'

let folder: string
let server: ChildProcess
/** The box by its name; both ports lead to this machine, which the browsers take for another. */
let plain: string
let secure: string
let failures: string[]
const open: Browser[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'karete-e2e-'))
  const data = join(folder, 'data')
  await writeFile(join(folder, 'answers.json'), JSON.stringify(answers))
  await karete('setup', '--data', data, '--answers', join(folder, 'answers.json'))
  server = spawn(binary, ['serve', '--data', data, '--https', '127.0.0.1:0', '--http', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = (pattern: RegExp, said: string) => pattern.exec(said)?.[1]
  const ports = await new Promise<{ http: string; https: string }>((resolve, reject) => {
    let said = ''
    server.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [http, https] = [port(/http:\/\/127\.0\.0\.1:(\d+)/, said), port(/https:\/\/karete\.local:(\d+)/, said)]
      if (http && https) resolve({ http, https })
    })
    server.once('exit', (code) => reject(new Error(`karete serve ended with ${code}: ${said}`)))
  })
  plain = `http://karete.local:${ports.http}`
  secure = `https://karete.local:${ports.https}`
  failures = []
})

afterAll(async () => {
  for (const browser of open) await browser.close()
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
  await rm(folder, { recursive: true, force: true })
})

// device is a browser with a list of authorities of its own.
async function device(name: string, authority?: Buffer): Promise<Browser> {
  const home = join(folder, name)
  const list = `sql:${join(home, '.pki', 'nssdb')}`
  await mkdir(join(home, '.pki', 'nssdb'), { recursive: true })
  if (authority) {
    await run('certutil', ['-N', '-d', list, '--empty-password'])
    await writeFile(join(home, 'box.crt'), authority)
    await run('certutil', ['-A', '-d', list, '-n', 'karete', '-t', 'C,,', '-i', join(home, 'box.crt')])
  }
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    env: { ...process.env, HOME: home } as Record<string, string>,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP karete.local 127.0.0.1', '--use-fake-device-for-media-stream'],
  })
  open.push(browser)
  return browser
}

async function visitor(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => failures.push(`the page failed: ${error.message}`))
  page.on('console', (m) => { if (m.type() === 'error' && /Content Security Policy/.test(m.text())) failures.push(m.text()) })
  return page
}

const found = (page: Page, test: string, is: string) => page.locator(`[data-testid="test-${test}"][data-found="${is}"]`).waitFor()

describe('a phone that does not trust the box', () => {
  let phone: Browser
  let page: Page
  beforeAll(async () => {
    phone = await device('phone')
    page = await visitor(phone, { viewport: sizes.phone, hasTouch: true, userAgent: android })
  })

  it('is shown the way, whatever page it asks for, and nothing else', async () => {
    await page.goto(`${plain}/patients/7`)
    await page.getByTestId('steps').waitFor()
    for (const language of ['en', 'st'] as const) {
      await page.getByTestId(`language-${language}`).click()
      expect(await page.getByTestId('steps').locator('> li').count()).toBe(4)
      expect(await axe(page)).toEqual([])
    }
    await page.getByTestId('language-en').click()
    expect(await page.getByTestId('steps').innerText()).toContain('CA certificate')
    expect(await page.locator('#username').count()).toBe(0)
    expect(await page.evaluate(async () => (await fetch('/api/v1/session')).status)).toBe(403)
    const fetched = await page.request.get(new URL(await page.getByTestId('fetch').getAttribute('href') ?? '', plain).href.replace('karete.local', '127.0.0.1'))
    expect(fetched.headers()['content-type']).toBe('application/x-x509-ca-cert')
    await page.locator('select[name="platform"]').selectOption('apple')
    expect(await page.getByTestId('fetch').getAttribute('href')).toMatch(/\.mobileconfig$/)
  })

  it('is told that it does not trust the box yet, and stays', async () => {
    await page.getByTestId('check-it').click()
    await page.getByText('Not yet: this device does not trust the box.').waitFor()
    expect(new URL(page.url()).protocol).toBe('http:')
    await expect(page.goto(secure)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/)
  })

  it('is told that going past the warning is not enough', async () => {
    const past = await visitor(phone, { viewport: sizes.phone, ignoreHTTPSErrors: true })
    await past.goto(`${secure}/trust`)
    await found(past, 'offline', 'no')
    await found(past, 'secure', 'no')
    await past.getByText('Going past a warning is not enough').waitFor()
    expect(failures).toEqual([])
  })
})

describe('a computer whose list has the authority of the box', () => {
  let page: Page
  let authority: Buffer
  beforeAll(async () => {
    const answer = await fetch(`${plain.replace('karete.local', '127.0.0.1')}/trust/box.crt`)
    authority = Buffer.from(await answer.arrayBuffer())
    page = await visitor(await device('desk', authority), { viewport: sizes.desktop })
  })

  it('goes from the plain page to the secure one, where everything works', async () => {
    await page.goto(plain)
    await page.getByTestId('trusted').waitFor()
    await page.getByTestId('check-it').click()
    await page.locator('main[data-page="trust-check"]').waitFor()
    for (const test of ['secure', 'camera', 'offline', 'clock']) await found(page, test, 'yes')
    const sum = createHash('sha256').update(authority).digest('hex').toUpperCase()
    expect((await page.getByTestId('fingerprint').innerText()).replace(/\s/g, '')).toBe(sum.slice(0, 32))
    expect(await axe(page)).toEqual([])
    await page.getByTestId('differs').click()
    await page.getByText('This may not be our box').waitFor()
    expect(await page.evaluate(async () => ({
      secure: isSecureContext, camera: typeof navigator.mediaDevices.getUserMedia,
      worker: (await navigator.serviceWorker.getRegistration('/'))?.active?.state,
    }))).toEqual({ secure: true, camera: 'function', worker: 'activated' })
  })

  it('signs in over TLS with a cookie that no other page can set or read', async () => {
    await page.getByTestId('open-karete').click()
    await page.locator('#username').fill(staff.admin.username)
    await page.locator('#password').fill(password)
    await page.getByTestId('sign-in').click()
    await page.locator('main[data-page="manager-home"]').waitFor()
    await page.getByTestId('health-certificate').waitFor()
    const cookie = (await page.context().cookies()).find((c) => c.name.endsWith('karete'))
    expect(cookie).toMatchObject({ name: '__Host-karete', secure: true, httpOnly: true, sameSite: 'Strict', path: '/', domain: 'karete.local' })
  })

  it('shows the manager how others come in, and prints it for the wall', async () => {
    await page.goto(`${secure}/network`)
    await page.getByTestId('own-certificate').waitFor()
    expect(await page.getByTestId('way-name').first().innerText()).toContain(secure)
    expect(await axe(page)).toEqual([])
    await page.getByTestId('bring').click()
    await page.locator('#chain').fill('these are words')
    await page.locator('#key').fill('and these')
    await page.getByTestId('use-certificate').click()
    await page.getByTestId('error-summary').getByText('no certificate').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('poster').click()
    await page.locator('.wall').waitFor()
    expect(await axe(page)).toEqual([])
    const sheet = join(folder, 'poster.png')
    await page.locator('.wall').screenshot({ path: sheet })
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', sheet]) // what a phone's camera would read
    expect(stdout.split('\n')).toContain(`${secure}/`)
    expect(failures).toEqual([])
  })
})
