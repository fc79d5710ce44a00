import { signal } from '@preact/signals'
import { api, ask, type Schema } from '../app/api'
import { choosePatient } from '../app/chosen'
import { ApiError, errorText } from '../app/problem'
import { navigate, path } from '../app/router'
import { uuidv7 } from '../app/uuidv7'
import { dateText, today } from '../i18n/dates'
import { hasKey, t } from '../i18n/words'
import { closeToast, toast } from '../kit/toast'

/** A card that is nobody's yet, on its way to somebody. `text` is what the server takes, `code` what stands on it. */
export interface BlankCard { text: string; code: string }

/** Why a card did not lead to a patient; `blank` when it may be given to one. */
export interface ScanProblem { text: string; blank?: BlankCard }

export interface Scanning {
  problem?: ScanProblem
  /** The next blank card is for this patient. */
  linkTo?: { id: string; displayName: string; onLinked: () => void }
}

/** The scan sheet lies over the page while this has a value. */
export const scanning = signal<Scanning | undefined>(undefined)

/** The blank card that the person being registered will get. In memory only. */
export const cardInHand = signal<BlankCard | undefined>(undefined)

const whole = (typed: string) => typed.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** The sentence for a refused card: a stopped one says why and since when. */
export function refusalText(e: unknown): string {
  if (e instanceof ApiError && e.code === 'card-revoked') {
    const reason = `card.reason.${e.params['reason']}`
    return t('card.revoked', { date: dateText(today(new Date(e.params['revokedAt'] ?? Date.now()))), reason: hasKey(reason) ? t(reason) : '' })
  }
  return errorText(e)
}

function refused(e: unknown, text: string): void {
  if (e instanceof ApiError && e.code === 'card-blank') {
    const blank = { text: text || String(e.params['code'] ?? ''), code: String(e.params['code'] ?? '') }
    if (path.value === '/register') return give(blank)
    scanning.value = { ...scanning.value, problem: { text: t('card.blank'), blank } }
    return
  }
  scanning.value = { ...scanning.value, problem: { text: refusalText(e) } }
}

/** Gives the card to the person on the registration page, opening it when it is not open. */
export function give(blank: BlankCard): void {
  cardInHand.value = blank
  scanning.value = undefined
  toast(t('card.inHand', { code: blank.code }))
  navigate('/register')
}

function found(by: Schema['Scanned']): void {
  closeToast()
  scanning.value = undefined
  choosePatient(by.patient.id)
}

/** What a scanner, the camera or a person typed: leads to the patient, or opens the sheet that says why not. */
export async function takeScan(typed: string): Promise<void> {
  const text = whole(typed)
  const linkTo = scanning.value?.linkTo
  if (linkTo) return link(linkTo, text)
  try {
    found(await ask(api.POST('/api/v1/scan', { body: { text } })))
  } catch (e) {
    refused(e, text)
  }
}

async function link(to: NonNullable<Scanning['linkTo']>, text: string): Promise<void> {
  try {
    const card = await ask(api.POST('/api/v1/patients/{patientId}/cards/link', { params: { path: { patientId: to.id } }, body: { id: uuidv7(), text } }))
    scanning.value = undefined
    toast(t('card.linked', { code: card.code }))
    to.onLinked()
  } catch (e) {
    scanning.value = { linkTo: to, problem: { text: refusalText(e) } }
  }
}

/** A photo or a video frame of a card. False when there was no card to be seen in it. */
export async function takePhoto(photo: Blob, quiet = false): Promise<boolean> {
  try {
    found(await ask(api.POST('/api/v1/scan/photo', { body: photo as never, bodySerializer: (b: unknown) => b as Blob, headers: { 'Content-Type': photo.type } })))
    return true
  } catch (e) {
    if (quiet && e instanceof ApiError && (e.code === 'not-a-card' || e.code === 'network')) return false
    refused(e, '')
    return true
  }
}
