import './field.css'
import type { ComponentChildren, InputHTMLAttributes } from 'preact'
import { useId, useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { IconButton } from './Button'
import { Icon, type IconName } from './Icon'

export interface FieldProps {
  label: string
  /** Also the id of the control, so that an error summary can link to it. */
  name: string
  /** Said quietly after the label, for a field one may leave empty. */
  optional?: boolean | string
  hint?: ComponentChildren
  /** A full sentence. Shown with an icon and the word Error, and tied to the control. */
  error?: string
  /** What was understood from the typing; announced politely. */
  echo?: string
  full?: boolean
}

/** What the control itself must carry so that label, hint and error belong to it. */
export interface ControlProps { id: string; name: string; 'aria-invalid': 'true' | undefined; 'aria-describedby': string | undefined }

/** Label above, control, then echo, hint or error below. `control` draws the control with the given props. */
export function Field({ label, name, optional, hint, error, echo, full, control }: FieldProps & { control: (p: ControlProps) => ComponentChildren }) {
  const describedBy = [error && `${name}-error`, echo && !error && `${name}-echo`, hint && `${name}-hint`].filter(Boolean).join(' ') || undefined
  return (
    <div class={`field${error ? ' err' : ''}${full ? ' full' : ''}`}>
      <label class="lab" for={name}>
        {label}{optional && <span class="opt"> {optional === true ? t('field.optional') : optional}</span>}
      </label>
      {control({ id: name, name, 'aria-invalid': error ? 'true' : undefined, 'aria-describedby': describedBy })}
      {error && <FieldError id={`${name}-error`} text={error} />}
      <span class="echo" id={`${name}-echo`} aria-live="polite" hidden={!echo || !!error}>{echo && <><Icon name="check" size="s" />{echo}</>}</span>
      {hint && <span class="hint" id={`${name}-hint`}>{hint}</span>}
    </div>
  )
}

/** The sentence under a control, with the icon and the word Error. */
export function FieldError({ id, text }: { id?: string; text: string }) {
  return <span class="err-msg" id={id}><Icon name="warn" size="s" /><span>{t('field.error', { text })}</span></span>
}

export interface TextFieldProps extends FieldProps {
  value: string
  onValue: (value: string) => void
  icon?: IconName
  type?: 'text' | 'tel' | 'email'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel'
  autoComplete?: string
  autoCapitalize?: 'none' | 'words' | 'sentences'
  spellcheck?: boolean
  maxLength?: number
  placeholder?: string
  /** Gets focus when its sheet opens. */
  'data-first'?: boolean
  onBlur?: () => void
}

/** One line of text. Never changes what was typed. */
export function TextField({ label, name, optional, hint, error, echo, full, value, onValue, icon, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, name, optional, hint, error, echo, full }} control={(c) => {
      // Preact's types want one literal type of input at a time; a text, tel and e-mail box take the same attributes.
      const attrs = { autoComplete: 'off', ...rest, ...c } as InputHTMLAttributes
      const input = <input class="in" {...attrs} value={value} onInput={(e) => onValue(e.currentTarget.value)} />
      return icon ? <span class="in-wrap"><Icon name={icon} />{input}</span> : input
    }} />
  )
}

/** A password one may look at. Paste and password managers work. */
export function PasswordField({ label, name, optional, hint, error, echo, full, value, onValue, autoComplete, inputMode, maxLength }: TextFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <Field {...{ label, name, optional, hint, error, echo, full }} control={(c) => (
      <span class="in-wrap">
        <input class="in in-end" {...({ ...c, type: shown ? 'text' : 'password', autoComplete, inputMode, maxLength } as InputHTMLAttributes)} data-no-scan="" spellcheck={false} autoCapitalize="none"
          value={value} onInput={(e) => onValue(e.currentTarget.value)} />
        <IconButton icon="eye" label={shown ? t('password.hide') : t('password.show')} aria-pressed={shown} onClick={() => setShown(!shown)} />
      </span>
    )} />
  )
}

export interface TextAreaProps extends FieldProps {
  value: string
  onValue: (value: string) => void
  rows?: number
  maxLength?: number
  placeholder?: string
}

/** Several lines. Says how much room is left only when it gets short. */
export function TextArea({ label, name, optional, hint, error, echo, full, value, onValue, rows = 3, maxLength, placeholder }: TextAreaProps) {
  return (
    <Field {...{ label, name, optional, error, echo, full }} hint={hint ?? roomLeft(value, maxLength)} control={(c) => (
      <textarea class="in" {...c} rows={rows} maxLength={maxLength} placeholder={placeholder} value={value} onInput={(e) => onValue(e.currentTarget.value)} />
    )} />
  )
}

function roomLeft(value: string, max: number | undefined): string | undefined {
  if (max === undefined || value.length < max * 0.9) return undefined
  const n = max - value.length
  return t(n === 1 ? 'field.left.one' : 'field.left.other', { n })
}

export interface SelectProps<T extends string> extends FieldProps {
  value: T | ''
  onValue: (value: T) => void
  options: readonly { value: T; label: string }[]
  /** Shown while nothing is chosen. */
  none?: string
}

export function Select<T extends string>({ label, name, optional, hint, error, echo, full, value, onValue, options, none }: SelectProps<T>) {
  return (
    <Field {...{ label, name, optional, hint, error, echo, full }} control={(c) => (
      <select class="in" {...c} value={value} onChange={(e) => onValue(e.currentTarget.value as T)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}
      </select>
    )} />
  )
}

/** A tick box with its words beside it. */
export function Check({ label, checked, onChange, name }: { label: ComponentChildren; checked: boolean; onChange: (on: boolean) => void; name?: string }) {
  const id = useId()
  return (
    <label class="check" for={name ?? id}>
      <input type="checkbox" id={name ?? id} name={name} checked={checked} onChange={(e) => onChange(e.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  )
}
