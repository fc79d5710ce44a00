import './choice.css'
import { useState } from 'preact/hooks'
import { FieldError } from './Field'
import { Icon } from './Icon'

export interface Choice<T extends string> { value: T; label: string }

interface OneOf<T extends string> {
  legend: string
  /** Also the id of the group, so that an error summary can link to it. */
  name: string
  options: readonly Choice<T>[]
  value: T | ''
  onValue: (value: T) => void
  error?: string
  /** Keep the legend for readers only, when the page already says it. */
  quiet?: boolean
}

// Chrome 95 has no :has(), so the ring on the label around a hidden radio is a class.
function useRing() {
  const [ringed, ring] = useState('')
  return {
    ringed,
    onFocus: (value: string) => (e: Event) => ring((e.target as Element).matches(':focus-visible') ? value : ''),
    onBlur: () => ring(''),
  }
}

function Radios<T extends string>({ props, itemClass, tick }: { props: OneOf<T>; itemClass: string; tick: boolean }) {
  const { ringed, onFocus, onBlur } = useRing()
  return (
    <>
      {props.options.map((o) => (
        <label key={o.value} class={`${itemClass}${o.value === props.value ? ' on' : ''}${o.value === ringed ? ' focus' : ''}`}>
          <input type="radio" name={props.name} value={o.value} checked={o.value === props.value}
            onChange={() => props.onValue(o.value)} onFocus={onFocus(o.value)} onBlur={onBlur} />
          {tick && o.value === props.value && <Icon name="check" size="s" />}
          {o.label}
        </label>
      ))}
    </>
  )
}

/** One of a growing list, as chips with radios inside. */
export function Chips<T extends string>(props: OneOf<T>) {
  return (
    <fieldset class={`field${props.error ? ' err' : ''}`} id={props.name} aria-describedby={props.error ? `${props.name}-error` : undefined}>
      <legend class={props.quiet ? 'vh' : 'legend'}>{props.legend}</legend>
      <div class="chips"><Radios props={props} itemClass="chip" tick /></div>
      {props.error && <FieldError id={`${props.name}-error`} text={props.error} />}
    </fieldset>
  )
}

/** One of two to eleven short, fixed answers. `missing` rings it while something waits for it. */
export function Segmented<T extends string>(props: OneOf<T> & { missing?: boolean }) {
  return (
    <fieldset class={`field${props.error ? ' err' : ''}`} id={props.name} aria-describedby={props.error ? `${props.name}-error` : undefined}>
      <legend class={props.quiet ? 'vh' : 'lab'}>{props.legend}</legend>
      <div class={`seg${props.missing ? ' seg-miss' : ''}`}><Radios props={props} itemClass="" tick={false} /></div>
      {props.error && <FieldError id={`${props.name}-error`} text={props.error} />}
    </fieldset>
  )
}

/** Any number of a list, as chips with tick boxes inside. `danger` is for the signs that mean Emergency. */
export function ManyChips<T extends string>(props: { legend: string; name: string; options: readonly Choice<T>[]; value: readonly T[]; onValue: (value: T[]) => void; quiet?: boolean; danger?: boolean }) {
  const { ringed, onFocus, onBlur } = useRing()
  const toggle = (v: T) => props.onValue(props.value.includes(v) ? props.value.filter((x) => x !== v) : [...props.value, v])
  return (
    <fieldset class="field" id={props.name}>
      <legend class={props.quiet ? 'vh' : 'legend'}>{props.legend}</legend>
      <div class="chips">
        {props.options.map((o) => {
          const on = props.value.includes(o.value)
          return (
            <label key={o.value} class={`chip${props.danger ? ' chip-d' : ''}${on ? ' on' : ''}${o.value === ringed ? ' focus' : ''}`}>
              <input type="checkbox" name={props.name} value={o.value} checked={on} onChange={() => toggle(o.value)} onFocus={onFocus(o.value)} onBlur={onBlur} />
              {on && <Icon name="check" size="s" />}
              {o.label}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
