// A real clinic for one test file: the real binary, a data folder of its own, real Chromium.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject } from 'vitest'

const run = promisify(execFile)
const binary = process.env['KARETE'] ?? join(import.meta.dirname, '..', '..', 'karete')
const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export type { Page }

/** Runs a command of the real binary and answers what it said. */
export async function karete(...args: string[]): Promise<string> {
  return (await run(binary, args)).stdout
}

export type Role = 'admin' | 'clerk' | 'nurse' | 'doctor'
export type Language = 'en' | 'st'
export const password = 'morning-porridge-and-milk'
/** Opens the records of a clinic that is sealed. */
export const passphrase = 'the goat sleeps on the roof'
export const staff: Record<Role, { username: string; displayName: string }> = {
  admin: { username: 'mpho', displayName: 'ʼMe Mpho' },
  clerk: { username: 'palesa', displayName: 'Palesa M.' },
  nurse: { username: 'thato', displayName: 'Nurse Thato' },
  doctor: { username: 'ramaili', displayName: 'Dr Ramaili' },
}

export const sizes = {
  desktop: { width: 1366, height: 768 },
  tablet: { width: 800, height: 1280 },
  phone: { width: 360, height: 740 },
} as const

export const answers = {
  language: 'en',
  clinic: { name: 'Ha Matala Clinic', code: 'HML', district: 'Maseru', country: 'LS', phone: '2234 0117' },
  admin: { ...staff.admin, password },
  recovery: { passphrase, autoUnlock: true },
  clock: { confirmed: true },
  departments: [
    { code: 'OPD', name: 'OPD', nameSt: 'OPD', kind: 'consultation' },
    { code: 'U5', name: 'Under-5', nameSt: 'Bana ba ka tlase ho 5', kind: 'consultation' },
    { code: 'DRS', name: 'Dressing', nameSt: 'Liso', kind: 'other' },
    { code: 'PHA', name: 'Pharmacy', nameSt: 'Meriana', kind: 'pharmacy' },
  ],
  staff: (['clerk', 'nurse', 'doctor'] as const).map((role) => ({ ...staff[role], roles: [role] })),
}

/**
 * A folder of its own with the clinic of that kind, and what was said when it was made. The first test file that wants
 * one makes it, the others take a copy: passwords and keys cost a second of the processor each, on purpose.
 */
async function copied(kind: string, make: (folder: string, data: string) => Promise<string>): Promise<{ folder: string; data: string; said: string }> {
  const shared = join(inject('clinics'), kind)
  const made = () => readFile(join(shared, 'said'), 'utf8').catch(() => undefined)
  let said = await made()
  if (said === undefined) {
    const mine = await mkdtemp(`${shared}-`)
    await writeFile(join(mine, 'said'), await make(mine, join(mine, 'data')))
    await rename(mine, shared).catch(() => rm(mine, { recursive: true })) // another file was as fast
    said = (await made())!
  }
  const folder = await mkdtemp(join(tmpdir(), 'karete-e2e-'))
  await cp(join(shared, 'data'), join(folder, 'data'), { recursive: true })
  return { folder, data: join(folder, 'data'), said }
}

async function choose(url: string, username: string, current: string): Promise<void> {
  const post = (path: string, body: object, cookie = '') => fetch(`${url}/api/v1${path}`, {
    method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', cookie },
  })
  const signedIn = await post('/session', { username, password: current })
  const cookie = signedIn.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
  const id = `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-${crypto.randomUUID().slice(-12)}`
  const changed = await post('/session/password', { id, current, next: password }, cookie)
  if (!changed.ok) throw new Error(`${username} could not choose a password: ${changed.status} ${await changed.text()}`)
}

function ended(server: ChildProcess): Promise<void> {
  const over = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  server.kill('SIGTERM')
  return over
}

export class Clinic {
  private password = password
  /** The recovery code of the records, as it was printed when the clinic was set up. */
  code = ''
  /** What went wrong in any page by itself: scripts that threw, things the policy refused. */
  readonly failures: string[] = []

  private constructor(
    readonly url: string,
    private readonly folder: string,
    readonly data: string,
    private server: ChildProcess,
    private readonly browser: Browser,
  ) {}

  // open starts a clinic that is set up and in which everybody has chosen their password.
  static async open(): Promise<Clinic> {
    const { folder, data, said } = await copied('set-up', async (folder, data) => {
      const file = join(folder, 'answers.json')
      await writeFile(file, JSON.stringify(answers))
      const said = await karete('setup', '--data', data, '--answers', file)
      const { server, url } = await Clinic.start(data)
      for (const role of ['clerk', 'nurse', 'doctor'] as const) {
        const first = new RegExp(`^ +${staff[role].username} +(\\S+)`, 'm').exec(said)
        if (!first) throw new Error(`no first password for ${role} in: ${said}`)
        await choose(url, staff[role].username, first[1]!)
      }
      await ended(server)
      return said
    })
    const clinic = await Clinic.serve(folder, data)
    clinic.code = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}\b/.exec(said)![0]
    return clinic
  }

  // madeUp opens the demo clinic, with its people and a day that is half over.
  static async madeUp(): Promise<Clinic> {
    const { folder, data, said } = await copied('made-up', (_, data) => karete('demo', '--data', data, '--patients', '120', '--days', '3', '--seed', '7'))
    const clinic = await Clinic.serve(folder, data)
    clinic.password = /password: (\S+)/.exec(said)![1]!
    return clinic
  }

  // blank starts a box that nobody has set up.
  static async blank(): Promise<Clinic> {
    const folder = await mkdtemp(join(tmpdir(), 'karete-e2e-'))
    return Clinic.serve(folder, join(folder, 'data'))
  }

  private static async start(data: string, http = '127.0.0.1:0'): Promise<{ server: ChildProcess; url: string }> {
    const server = spawn(binary, ['serve', '--data', data, '--http', http, '--sticks', join(data, '..', 'stick-*')], { stdio: ['ignore', 'pipe', 'inherit'] })
    const url = await new Promise<string>((resolve, reject) => {
      let said = ''
      server.stdout!.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
        if (found) resolve(found[0])
      })
      server.once('exit', (code) => reject(new Error(`karete serve ended with ${code}: ${said}`)))
    })
    return { server, url }
  }

  private static async serve(folder: string, data: string): Promise<Clinic> {
    const { server, url } = await Clinic.start(data)
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    })
    return new Clinic(url, folder, data, server, browser)
  }

  // restart stops the box and starts it again, with the browsers as they are.
  async restart(): Promise<void> {
    await this.stop()
    this.server = (await Clinic.start(this.data, new URL(this.url).host)).server
  }

  private stop(): Promise<void> {
    return ended(this.server)
  }

  // plug puts a stick into the box, or one that was pulled out of this or another box: a folder, as the box sees it.
  async plug(name: string, from?: string): Promise<string> {
    const stick = join(this.folder, `stick-${name}`)
    if (from) await rename(from, stick)
    else await mkdir(stick)
    return stick
  }

  // pull takes it out again, into a pocket.
  async pull(name: string): Promise<void> {
    await rename(join(this.folder, `stick-${name}`), this.pocket(name))
  }

  pocket(name: string): string {
    return join(this.folder, `pocket-${name}`)
  }

  // damage stops the box, spoils the beginning of its records as a failing disk would, and starts it again.
  async damage(): Promise<void> {
    await this.stop()
    const file = await open(join(this.data, 'karete.db'), 'r+')
    await file.write(new Uint8Array(8192), 0, 8192, 0)
    await file.close()
    await rm(join(this.data, 'karete.db-wal'), { force: true }) // what was written last would heal it
    this.server = (await Clinic.start(this.data, new URL(this.url).host)).server
  }

  // halt stops the box for good; its folder and the browsers stay until close.
  async halt(): Promise<void> {
    if (this.server.exitCode === null) await this.stop()
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.halt()
    await rm(this.folder, { recursive: true, force: true })
  }

  // visitor is a browser of its own that nobody has signed in to.
  async visitor(options: { size?: keyof typeof sizes; language?: Language; visit?: boolean } = {}): Promise<Page> {
    const context: BrowserContext = await this.browser.newContext({
      viewport: sizes[options.size ?? 'desktop'],
      hasTouch: options.size === 'phone' || options.size === 'tablet',
      locale: 'en-GB',
      timezoneId: 'Africa/Maseru',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    page.on('pageerror', (error) => this.failures.push(`the page failed: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text())) this.failures.push(message.text())
    })
    if (options.visit === false) return page
    await page.goto(this.url)
    if (options.language === 'st') await page.getByTestId('language-st').click()
    return page
  }

  // as is a person at a browser of their own, signed in.
  async as(role: Role, options: { size?: keyof typeof sizes; language?: Language } = {}): Promise<Page> {
    const page = await this.visitor(options)
    await this.signIn(page, role)
    return page
  }

  async signIn(page: Page, role: Role): Promise<void> {
    await page.locator('#username').fill(staff[role].username)
    await page.locator('#password').fill(this.password)
    await page.getByTestId('sign-in').click()
    await page.locator('main[data-page]:not([data-page="sign-in"])').waitFor()
  }
}

// axe answers with what it finds against WCAG 2.2 AA, in words short enough to read in a failing test. Some of a page
// comes a moment after the rest and moves it while axe looks: what it finds has to be there at a second and third look.
export async function axe(page: Page): Promise<string[]> {
  let found = await look(page)
  for (let again = 0; again < 2 && found.length > 0; again++) found = await look(page)
  return found
}

async function look(page: Page): Promise<string[]> {
  // A bar that sticks to the foot lies over whatever happens to be scrolled under it; on a screen as tall as the page
  // nothing does, and what axe then finds is the page's own.
  const size = page.viewportSize()!
  const tall = () => page.evaluate(() => document.documentElement.scrollHeight)
  for (let n = 0; n < 2; n++) await page.setViewportSize({ width: size.width, height: Math.max(size.height, await tall()) }) // twice: it may have grown meanwhile
  // The page's policy allows no foreign script; the debugger may still evaluate one.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (o: object) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> } }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'], // else it also finds a name for each element that is as it should be
    })
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`))
  })
  await page.setViewportSize(size)
  return found
}
