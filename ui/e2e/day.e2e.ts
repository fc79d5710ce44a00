// One patient's day, from the door to the report: reception, nurse and doctor at three browsers at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, Clinic, karete, type Page } from './clinic'

async function register(desk: Page, given: string, family: string): Promise<string> {
  await desk.keyboard.press('Alt+n')
  await desk.locator('main[data-page="register"]').waitFor()
  await desk.locator('#familyName').fill(family)
  await desk.locator('#givenNames').fill(given)
  await desk.locator('input[name="sex"][value="female"]').check({ force: true })
  await desk.locator('#birthDate').fill('34')
  await desk.locator('#village').fill('Ha Matala')
  await desk.keyboard.press('Control+Enter')
  const done = desk.getByTestId('checked-in')
  await done.waitFor()
  return /[A-Z0-9]+-\d{3}/.exec((await done.textContent())!)![0]
}

async function triage(nurse: Page): Promise<void> {
  for (const [field, value] of [['temperatureCel', '38.6'], ['heartRate', '104'], ['respiratoryRate', '22'], ['weightKg', '61']]) {
    await nurse.locator(`[id="input.${field}"]`).fill(value!)
  }
  await nurse.locator('[id="input.systolicMmHg"]').pressSequentially('118')
  await nurse.locator('[id="input.systolicMmHg-lower"]').fill('74')
  await nurse.getByTestId('all-normal').click()
  await nurse.waitForFunction(() => document.querySelector('[data-testid="score"]')?.textContent?.trim() === '5')
}

describe.each(['en', 'st'] as const)('a day in the clinic, in %s', (language) => {
  let clinic: Clinic
  beforeAll(async () => { clinic = await Clinic.open() })
  afterAll(async () => { await clinic?.close() })

  it('goes from the door to a signed record and into the report, live on every screen', async () => {
    const [desk, nurse, doctor] = await Promise.all([
      clinic.as('clerk', { language }), clinic.as('nurse', { size: 'tablet', language }), clinic.as('doctor', { language }),
    ])
    expect(await desk.locator('html').getAttribute('lang')).toBe(language)

    // Reception registers and checks in, in one act; the nurse's screen shows it without being touched.
    const ticket = await register(desk, 'ʼMathabo', 'Letsʼolo')
    await nurse.getByText(ticket).first().waitFor()
    expect(await axe(nurse)).toEqual([])

    // Triage: the arithmetic is shown, and a fever with fast breathing is very urgent.
    await nurse.getByTestId('next-triage').click()
    await nurse.locator('main[data-page="triage"]').waitFor()
    await triage(nurse)
    expect(await axe(nurse)).toEqual([])
    await nurse.getByTestId('save').click()
    await nurse.locator('main[data-page="triage"]').waitFor({ state: 'detached' })

    // The doctor's line has her now, by her level; reception sees where she stands.
    await doctor.getByTestId('begin-next').waitFor()
    expect(await doctor.locator('main').textContent()).toContain(ticket)
    await doctor.locator('[data-level="2"]').first().waitFor()
    await doctor.getByTestId('begin-next').click()
    await doctor.locator('main[data-page="consultation"]').waitFor()
    await doctor.locator('#complaint').fill('Fever and cough with yellow phlegm for two days.')
    await doctor.locator('#examination').fill('Crackles right base.')
    await doctor.getByTestId('diagnosis').fill('pneumonia')
    await doctor.keyboard.press('Enter')
    await doctor.getByTestId('add-medicine').click()
    await doctor.locator('#medicine-name').fill('Paracetamol')
    await doctor.keyboard.press('Enter')
    await doctor.locator('#medicine-dose').fill('1 g')
    await doctor.getByTestId('medicine-done').click()

    // The draft is on the server: a reload loses nothing.
    await doctor.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector('[data-testid="draft-state"]')?.textContent ?? ''))
    await doctor.reload()
    await doctor.waitForFunction(() => (document.querySelector('#complaint') as HTMLTextAreaElement | null)?.value.startsWith('Fever'))
    expect(await axe(doctor)).toEqual([])
    await doctor.locator('input[name="outcome"][value="home"]').check({ force: true })
    await doctor.getByTestId('sign').click()
    await doctor.locator('main[data-page="doctor-home"]').waitFor()

    // Signed and gone home: the desk's line is empty again, by itself.
    await desk.waitForFunction((t) => !document.querySelector(`[data-testid="menu-${t}"]`), ticket)

    // The report has her, and the figure opens the list with her in it.
    await doctor.goto(`${clinic.url}/reports`)
    await doctor.locator('main[data-page="report-day"]').waitFor()
    await doctor.getByTestId('figure-seen').waitFor()
    expect(await doctor.getByTestId('figure-all').textContent()).toContain('1')
    await doctor.getByTestId('figure-seen').click()
    await doctor.getByText(ticket).first().waitFor()
    expect(await axe(doctor)).toEqual([])
  })

  it('leaves a record that the box can prove', async () => {
    const said = await karete('check', '--data', clinic.data)
    expect(said).toContain('Everything is as it was written.')
  })
})
