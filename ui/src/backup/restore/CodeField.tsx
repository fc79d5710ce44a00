import { useRef } from 'preact/hooks'
import { t } from '../../i18n/words'
import { FieldError } from '../../kit/Field'
import { Icon } from '../../kit/Icon'
import { isFull, spread } from './desk'

/** Seven groups of four, as on the paper: a full one ticks itself off and hands over to the next. */
export function CodeField({ groups, onGroups, error }: { groups: readonly string[]; onGroups: (groups: string[]) => void; error: string | undefined }) {
  const boxes = useRef<HTMLFieldSetElement>(null)
  const box = (i: number) => boxes.current?.querySelectorAll('input')[i]
  const type = (i: number, field: HTMLInputElement) => {
    const before = groups[i]!
    const { groups: now, next } = spread(groups, i, field.value)
    field.value = now[i]! // also when nothing changed for us: a sign too many was typed
    onGroups(now)
    if (next !== i && (now[i] !== before || next > i + 1)) box(next)?.focus()
  }
  return (
    <fieldset class="rs-code" ref={boxes} aria-describedby={error ? 'recovery-error' : undefined}>
      <legend class="vh">{t('sealed.recovery')}</legend>
      {groups.map((g, i) => (
        <label key={i} class={`rs-group${isFull(g) ? ' okd' : ''}`}>
          <span class="cap"><span class="vh">{t('restore.group', { n: i + 1 })}</span><span aria-hidden="true">{i + 1}</span>{isFull(g) && <Icon name="check" size="s" />}</span>
          <input class="in mono" value={g} name={`group${i + 1}`} maxLength={40} autoComplete="off" autoCapitalize="none" autoCorrect="off" spellcheck={false} aria-invalid={error ? 'true' : undefined}
            onInput={(e) => type(i, e.currentTarget)} onKeyDown={(e) => { if (e.key === 'Backspace' && !e.currentTarget.value && i > 0) { e.preventDefault(); box(i - 1)?.focus() } }} />
        </label>
      ))}
      {error && <div class="rs-error"><FieldError id="recovery-error" text={error} /></div>}
    </fieldset>
  )
}
