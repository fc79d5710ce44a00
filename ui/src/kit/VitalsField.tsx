import './vitals.css'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { plural, t } from '../i18n/words'
import { FieldError } from './Field'
import { Icon, type IconName } from './Icon'

interface VitalBase {
  label: string
  name: string
  unit: string
  icon: IconName
  /** The last value of an earlier visit, in grey. */
  last?: string
  /** What this value adds to the score; undefined while it is not scored. */
  points?: number
  error?: string
}

interface Frame extends VitalBase { focused: boolean; children: ComponentChildren; onPress: () => void }

function VitalFrame({ label, name, unit, icon, last, points, error, focused, onPress, children }: Frame) {
  return (
    <div class="vit-f">
      <div class={`vit${focused ? ' on' : ''}${error ? ' err' : ''}`} onClick={onPress}>
        <label class="k" for={name}><Icon name={icon} />{label}</label>
        {last && <span class="last" id={`${name}-last`}><span class="vh">{t('vital.last', { value: last })}</span><span aria-hidden="true">{last}</span></span>}
        <span class="v">{children}<small id={`${name}-unit`}>{unit}</small></span>
        {points !== undefined && <span class="flag"><span class={`pts${points ? '' : ' pts-0'}`}>{plural('triage.points', points)}</span></span>}
      </div>
      {error && <FieldError id={`${name}-error`} text={error} />}
    </div>
  )
}

// As wide as what is in it, so that the unit stands beside the figure.
const wide = (value: string) => ({ width: `${Math.max(2, value.length) + 0.25}ch` })

const describe = (p: VitalBase) => [`${p.name}-unit`, p.last && `${p.name}-last`, p.error && `${p.name}-error`].filter(Boolean).join(' ')

/** Keeps digits and one decimal mark; a comma becomes a point. Anything else was a slip of the finger. */
export function onlyNumber(text: string, decimal: boolean): string {
  const kept = text.replace(/,/g, '.').replace(decimal ? /[^0-9.]/g : /[^0-9]/g, '')
  const dot = kept.indexOf('.')
  return dot < 0 ? kept : kept.slice(0, dot + 1) + kept.slice(dot + 1).replace(/\./g, '')
}

export function VitalsField(props: VitalBase & { value: string; onValue: (value: string) => void; decimal?: boolean; maxLength?: number }) {
  const [focused, setFocused] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  return (
    <VitalFrame {...props} focused={focused} onPress={() => input.current?.focus()}>
      <input ref={input} id={props.name} name={props.name} autoComplete="off" inputMode={props.decimal ? 'decimal' : 'numeric'} maxLength={props.maxLength ?? 5} placeholder="–"
        value={props.value} style={wide(props.value)} aria-invalid={props.error ? 'true' : undefined} aria-describedby={describe(props)}
        onInput={(e) => { const v = onlyNumber(e.currentTarget.value, !!props.decimal); e.currentTarget.value = v; props.onValue(v) }}
        onFocus={() => setFocused(true)} onBlur={() => setFocused(false)} />
    </VitalFrame>
  )
}

/** Three digits starting 1 to 3, or two starting 4 to 9: no further digit can follow a systolic pressure. */
export function systolicComplete(text: string): boolean {
  return /^[1-3]\d\d$|^[4-9]\d$/.test(text)
}

/** Upper and lower pressure as one pair: focus goes on when the upper is complete, Backspace in an empty lower goes back. */
export function PressureField(props: VitalBase & { systolic: string; diastolic: string; onSystolic: (v: string) => void; onDiastolic: (v: string) => void; advance?: boolean }) {
  const [focused, setFocused] = useState(false)
  const upper = useRef<HTMLInputElement>(null)
  const lower = useRef<HTMLInputElement>(null)
  const attrs = {
    autoComplete: 'off', inputMode: 'numeric', maxLength: 3, placeholder: '–',
    'aria-describedby': describe(props), 'aria-invalid': props.error ? ('true' as const) : undefined,
    onFocus: () => setFocused(true), onBlur: () => setFocused(false),
  } as const
  return (
    <VitalFrame {...props} focused={focused} onPress={() => { if (!focused) upper.current?.focus() }}>
      <input {...attrs} ref={upper} id={props.name} aria-label={`${props.label}, ${t('vital.systolic')}`} value={props.systolic} style={wide(props.systolic)}
        onInput={(e) => {
          const v = onlyNumber(e.currentTarget.value, false)
          e.currentTarget.value = v
          props.onSystolic(v)
          if (props.advance !== false && systolicComplete(v)) lower.current?.focus()
        }} />
      <span aria-hidden="true">/</span>
      <input {...attrs} ref={lower} id={`${props.name}-lower`} aria-label={`${props.label}, ${t('vital.diastolic')}`} value={props.diastolic} style={wide(props.diastolic)}
        onInput={(e) => { const v = onlyNumber(e.currentTarget.value, false); e.currentTarget.value = v; props.onDiastolic(v) }}
        onKeyDown={(e) => { if (e.key === 'Backspace' && props.diastolic === '') { e.preventDefault(); upper.current?.focus() } }} />
    </VitalFrame>
  )
}
