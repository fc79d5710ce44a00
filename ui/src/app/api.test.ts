import { beforeEach, expect, test, vi } from 'vitest'
import { api, ask, onSignedOut, seated, takingOver } from './api'

const signedOut = vi.fn()
let answer: (status: number) => void

beforeEach(() => {
  signedOut.mockClear()
  onSignedOut(signedOut)
  vi.stubGlobal('fetch', () => new Promise<Response>((done) => {
    answer = (status) => done(new Response(JSON.stringify({ code: 'unauthenticated' }), { status, headers: { 'content-type': 'application/problem+json' } }))
  }))
})

/** Asks something whose answer comes when the test says so. */
const question = () => ask(api.GET('/api/v1/session', { baseUrl: 'http://box.test' }))

test('a refusal says that nobody is signed in any more', async () => {
  const asked = question()
  answer(401)
  await expect(asked).rejects.toThrow('unauthenticated')
  expect(signedOut).toHaveBeenCalledOnce()
})

test('one that was meant for the person before says nothing about who sits here now', async () => {
  const asked = question()
  seated()
  answer(401)
  await expect(asked).rejects.toThrow('unauthenticated')
  expect(signedOut).not.toHaveBeenCalled()
})

test('nor does one that comes while somebody is taking over', async () => {
  let done = () => undefined as void
  const over = takingOver(() => new Promise<void>((resolve) => { done = resolve }))
  const asked = question()
  answer(401)
  await expect(asked).rejects.toThrow('unauthenticated')
  done()
  await over
  expect(signedOut).not.toHaveBeenCalled()
})
