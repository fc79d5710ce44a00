import { expect, test } from 'vitest'
import { asked, sendConfirmed } from './confirm'

const refusal = (code: string) => new Response(JSON.stringify({ code }), { status: 403 })

function command(): Request {
  return new Request('http://box/api/v1/staff', { method: 'POST', body: '{"id":"one"}' })
}

async function until(there: () => boolean): Promise<void> {
  for (let i = 0; i < 50 && !there(); i++) await Promise.resolve().then(() => new Promise((done) => { setTimeout(done) }))
  expect(there()).toBe(true)
}

test('the same command is sent again after the password', async () => {
  const sent: string[] = []
  const call = sendConfirmed(command(), async (r) => {
    sent.push(await r.text())
    return sent.length === 1 ? refusal('confirm-first') : new Response('{}')
  })
  await until(() => !!asked.value)
  asked.value!(true)
  expect((await call).status).toBe(200)
  expect(sent).toEqual(['{"id":"one"}', '{"id":"one"}'])
  expect(asked.value).toBeUndefined()
})

test('two calls ask once', async () => {
  let refused = 0
  const send = async () => (refused++ < 2 ? refusal('confirm-first') : new Response('{}'))
  const calls = [sendConfirmed(command(), send), sendConfirmed(command(), send)]
  await until(() => refused === 2 && !!asked.value)
  await until(() => true)
  asked.value!(true)
  expect((await Promise.all(calls)).map((a) => a.status)).toEqual([200, 200])
  expect(asked.value).toBeUndefined()
})

test('who does not show it gets the refusal', async () => {
  const call = sendConfirmed(command(), async () => refusal('confirm-first'))
  await until(() => !!asked.value)
  asked.value!(false)
  expect(await (await call).json()).toEqual({ code: 'confirm-first' })
})

test('no other refusal asks', async () => {
  const answer = await sendConfirmed(command(), async () => refusal('forbidden'))
  expect([answer.status, asked.value]).toEqual([403, undefined])
  expect(await answer.json()).toEqual({ code: 'forbidden' })
})
