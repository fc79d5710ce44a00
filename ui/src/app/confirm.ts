import { signal } from '@preact/signals'

/** Somebody must show that it is still they; `answer` says whether they did. */
export const asked = signal<((shown: boolean) => void) | undefined>(undefined)

let waiting: Promise<boolean> | undefined

/** Asks once, however many calls need it at the same moment. */
function show(): Promise<boolean> {
  waiting ??= new Promise<boolean>((resolve) => {
    asked.value = (shown) => {
      asked.value = undefined
      waiting = undefined
      resolve(shown)
    }
  })
  return waiting
}

/**
 * Sends a call, and sends the very same one again after the person has shown their password, where the box asks for
 * it first. Nothing that was typed is lost, and a command keeps its id.
 */
export async function sendConfirmed(request: Request, send: (request: Request) => Promise<Response>): Promise<Response> {
  const again = request.clone()
  const answer = await send(request)
  if (answer.status !== 403 || !(await asksFirst(answer.clone())) || !(await show())) return answer
  return send(again)
}

async function asksFirst(answer: Response): Promise<boolean> {
  const problem: unknown = await answer.json().catch(() => undefined)
  return (problem as { code?: string } | undefined)?.code === 'confirm-first'
}
