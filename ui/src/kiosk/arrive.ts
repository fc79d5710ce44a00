import { ApiError, errorText } from '../app/problem'
import { language, setLanguage, t } from '../i18n/words'
import { openByCard, openByNumber, openByPhoto, readDoor } from './door'
import { chose, go, goFor, opened, place, said, step, turn, typed, view, wipe } from './visitor'

/** One sentence for whoever stands here; whose number or card it was, and why it is none, is nobody's business. */
export function refusal(e: unknown): () => string {
  const code = e instanceof ApiError ? e.code : ''
  return () => (code === 'door-unknown' || code === 'not-a-card' ? t('kiosk.unknown') : code === 'network' ? t('kiosk.noServer') : errorText(e))
}

const refuse = (e: unknown) => { said.value = { tone: 'danger', text: refusal(e) } }

/** Where a card is taken: not while somebody is in the middle of saying something. */
const READY = new Set(['start', 'card', 'number', 'year', 'confirm', 'here', 'told', 'helped'])
let busy = false

async function arrive(open: () => Promise<unknown>, onRefused: () => void): Promise<void> {
  if (busy) return
  busy = true
  const who = turn.value
  try {
    await open()
    if (turn.value !== who) wipe() // they have gone
    else if (opened.value) go({ at: 'confirm' })
  } catch (e) {
    onRefused()
    refuse(e)
  } finally {
    busy = false
  }
}

/** A card was read by the scanner or the camera. Whoever was here before has gone. */
export async function takeCard(code: string): Promise<void> {
  if (!READY.has(step.value.at) || busy) return
  if (step.value.at !== 'start' && step.value.at !== 'card') wipe()
  await arrive(() => openByCard(code.toUpperCase().replace(/[^0-9A-Z]/g, '')), () => { if (step.value.at === 'start' && place.value === 'kiosk') go({ at: 'card' }) })
}

/** True when there is no need to look on. */
export async function takePicture(photo: Blob): Promise<boolean> {
  if (busy) return false
  let seen = true
  await arrive(async () => { seen = await openByPhoto(photo) }, () => undefined)
  return seen
}

export const takeNumber = (year: number) => arrive(() => openByNumber(typed.value, year), () => {
  typed.value = ''
  goFor({ at: 'number' })
})

/** They said that it is them: what they may do here is asked for only now. */
export async function itIsMe(): Promise<void> {
  try {
    await readDoor()
  } catch (e) {
    if (opened.value) refuse(e)
    return
  }
  const now = view.value
  if (!now) return
  if (place.value === 'kiosk' && !chose.value && now.language !== language.value) await setLanguage(now.language)
  if (place.value === 'phone') goFor({ at: 'here' })
  else if (now.visit) goFor({ at: 'here' })
  else go({ at: now.may.checkIn ? 'reason' : 'visits' })
}
