import { useEffect, useRef } from 'preact/hooks'
import { plural } from '../i18n/words'

export interface FormError {
  /** The name (and id) of the control; empty when the sentence is about the whole form. */
  field: string
  text: string
}

/**
 * The box on top of a form after a refused save: takes focus, and each line leads to its field.
 * Pass a new array for every press of Save, so that pressing again moves focus here again.
 */
export function ErrorSummary({ errors }: { errors: readonly FormError[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length) box.current?.focus()
  }, [errors])
  if (!errors.length) return null
  return (
    <div class="errsum" role="alert" tabIndex={-1} ref={box} data-testid="error-summary">
      <p><b>{plural('field.count', errors.length)}</b></p>
      {errors.map((e) => (e.field ? <a key={e.field + e.text} href={`#${e.field}`} onClick={(ev) => toField(ev, e.field)}>{e.text}</a> : <p key={e.text}>{e.text}</p>))}
    </div>
  )
}

function toField(event: Event, id: string): void {
  const found = document.getElementById(id)
  const control = found?.matches('input,select,textarea,button') ? found : found?.querySelector<HTMLElement>('input,select,textarea,button')
  if (!control) return
  event.preventDefault()
  control.focus()
  control.scrollIntoView({ block: 'center' })
}
