import { api, ask, type Schema } from '../app/api'
import { ApiError } from '../app/problem'
import { t } from '../i18n/words'

/** The ways to open the records that somebody can type or choose. */
export type Way = 'passphrase' | 'recovery' | 'file'

export const readSeal = () => ask(api.GET('/api/v1/seal'))

/** One try. Throws what the box says of it. */
export async function unlock(way: Way, typed: string, file: File | undefined): Promise<void> {
  const body: Schema['Unlock'] = way === 'passphrase' ? { passphrase: typed } : way === 'recovery' ? { recoveryCode: typed } : { keyFile: await base64(file!) }
  await ask(api.POST('/api/v1/seal/unlock', { body }))
}

/** A key file is a line of text; anything longer is none, and need not be sent. */
const LONGEST = 600

export async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, LONGEST).arrayBuffer())
  return btoa(String.fromCharCode(...bytes))
}

/** What to say of a refused try, under the field. */
export function refusal(error: ApiError, way: Way): string | undefined {
  if (error.code === 'bad-credentials') return t('sealed.wrong')
  if (error.code === 'invalid') return t(way === 'file' ? 'sealed.notKeyFile' : 'sealed.mistyped')
  return undefined
}
