import type { Schema } from '../app/api'
import { t, type Key } from '../i18n/words'
import { PasswordField } from '../kit/Field'
import type { Settings } from './say'

export type Told = NonNullable<Schema['ConfigureMessages']['secrets']>
type Has = Schema['KnownSecrets']

/** What the fields of every carrier stand on. */
export interface Props {
  form: Settings
  has: Has
  last: Schema['LastTold']
  told: Told
  onForm: (part: Partial<Settings>) => void
  onTold: (part: Told) => void
  error: (field: string) => string | undefined
}

export const RAW = { autoCapitalize: 'none', spellcheck: false } as const

export function Secret({ name, label, hint, has, told, onTold, error }: { name: keyof Has; label: Key; hint?: string } & Pick<Props, 'has' | 'told' | 'onTold' | 'error'>) {
  const kept = has[name] && told[name] === undefined
  return <PasswordField label={t(label)} name={`secrets.${name}`} optional={kept ? t('message.secretKept') : undefined} autoComplete="off" value={told[name] ?? ''} onValue={(v) => onTold({ [name]: v || undefined })} hint={hint} error={error(`secrets.${name}`)} />
}
