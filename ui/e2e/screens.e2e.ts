// Every screen of the desk and the clinic, as each role that has it. And what a screen costs on the wire.
import { expect, it } from 'vitest'
import { everyScreen, settled } from './walk'

everyScreen({
  clerk: ['/', '/register', '/queue', '/print', '/preferences', '/pin', '/patients/:patient', '/patients/:patient/edit'],
  nurse: ['/', '/queue', '/reports', '/patients/:patient', '/visits/:visit/triage'],
  doctor: ['/', '/patients/:patient', '/consult/:patient'],
}, (open) => {
  it('keeps sign-in within 60 KiB and 8 requests, the app within 180 KiB and 20', async () => {
    const clinic = open()
    const page = await clinic.visitor({ visit: false })
    const wire = await page.context().newCDPSession(page)
    await wire.send('Network.enable')
    let bytes = 0
    let requests = 0
    wire.on('Network.loadingFinished', (e) => { bytes += e.encodedDataLength; requests++ })
    await page.goto(clinic.url)
    await page.locator('#username').waitFor()
    await page.waitForLoadState('networkidle')
    console.log(`sign-in: ${(bytes / 1024).toFixed(1)} KiB in ${requests} requests`)
    expect(bytes).toBeLessThanOrEqual(60 * 1024)
    expect(requests).toBeLessThanOrEqual(8)
    await clinic.signIn(page, 'nurse')
    await settled(page)
    console.log(`with the app: ${(bytes / 1024).toFixed(1)} KiB in ${requests} requests`)
    expect(bytes).toBeLessThanOrEqual(180 * 1024)
    expect(requests).toBeLessThanOrEqual(20)
  })
})
