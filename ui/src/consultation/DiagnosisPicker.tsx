import { useId, useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { language, rich, t } from '../i18n/words'
import { IconButton } from '../kit/Button'
import { FieldError } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { marked } from '../kit/person'
import { findDiagnoses, type KnownDiagnosis } from './codes'

export type Diagnosis = Schema['Diagnosis']

interface Props { value: readonly Diagnosis[]; onValue: (value: Diagnosis[]) => void; error?: string }

const shownName = (d: KnownDiagnosis) => (language.value === 'st' && d.st ? d.st : d.name)

/** Short names first, the code after; what is not in the list is written as free text. The first one is the main one. */
export function DiagnosisPicker({ value, onValue, error }: Props) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const text = typed.trim()
  const found = findDiagnoses(text).filter((d) => !value.some((v) => v.code === d.code))
  const open = text.length >= 2

  const add = (d: Diagnosis) => {
    onValue([...value, d])
    setTyped('')
    setAt(0)
  }
  const take = (i: number) => {
    const d = found[i]
    if (d) add({ system: 'icd-10', code: d.code, text: d.name, certainty: 'provisional', firstVisit: true })
    else if (text) add({ system: '', code: '', text, certainty: 'provisional', firstVisit: true })
  }
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault()
      setAt(Math.max(0, Math.min(found.length, at + (e.key === 'ArrowDown' ? 1 : -1))))
    } else if (e.key === 'Enter' && open && !e.ctrlKey && !e.isComposing) {
      e.preventDefault()
      take(at)
    } else if (e.key === 'Escape' && typed) {
      e.stopPropagation()
      setTyped('')
    }
  }
  const option = (i: number) => ({
    id: `${list}-${i}`, role: 'option', 'aria-selected': i === at,
    onMouseDown: (e: Event) => e.preventDefault(), onClick: () => take(i),
  } as const)
  const change = (i: number, part: Partial<Diagnosis>) => onValue(value.map((d, j) => (j === i ? { ...d, ...part } : d)))

  return (
    <div class={`field${error ? ' err' : ''}`}>
      <label class="lab" for="diagnosis">{t('consult.diagnosis')}</label>
      {value.length > 0 && (
        <ol class="dx-list card">
          {value.map((d, i) => (
            <li key={`${d.code}${d.text}`} class="dx-row">
              <span class="grow"><b>{d.text}</b> {d.code ? <code>{d.code}</code> : <span class="cap">{t('consult.diagnosis.uncoded')}</span>}</span>
              <button type="button" class={`mini${d.certainty === 'confirmed' ? ' on' : ''}`} aria-pressed={d.certainty === 'confirmed'}
                onClick={() => change(i, { certainty: d.certainty === 'confirmed' ? 'provisional' : 'confirmed' })}>{t('consult.diagnosis.confirmed')}</button>
              <button type="button" class={`mini${d.firstVisit ? '' : ' on'}`} aria-pressed={!d.firstVisit}
                onClick={() => change(i, { firstVisit: !d.firstVisit })}>{t('consult.diagnosis.repeat')}</button>
              <IconButton icon="close" label={t('action.removeNamed', { name: d.text })} onClick={() => onValue(value.filter((_, j) => j !== i))} />
            </li>
          ))}
        </ol>
      )}
      <div class="find">
        <div class={`search search-s${open ? ' search-open' : ''}`}>
          <Icon name="search" />
          <input id="diagnosis" type="text" role="combobox" placeholder={t('consult.diagnosis.search')} autoComplete="off" spellcheck={false} maxLength={200}
            aria-expanded={open} aria-controls={list} aria-autocomplete="list" aria-activedescendant={open ? `${list}-${at}` : undefined}
            value={typed} onInput={(e) => { setTyped(e.currentTarget.value); setAt(0) }} onKeyDown={onKeyDown} data-testid="diagnosis" />
        </div>
        <div class="results" id={list} role="listbox" aria-label={t('consult.diagnosis')} hidden={!open}>
          {open && found.map((d, i) => (
            <div key={d.code} {...option(i)} class={`prow dx-option${i === at ? ' on' : ''}`}>
              <span class="grow"><b>{marked(shownName(d), text)}</b>{language.value === 'st' && d.st && <span class="cap" lang="en"> {d.name}</span>}
                {d.notifiable === '1' && <span class="cap notify"> {t('consult.diagnosis.notify')}</span>}</span>
              <code>{d.code}</code>
            </div>
          ))}
          {open && <div {...option(found.length)} class={`prow regnew${at === found.length ? ' on' : ''}`}><Icon name="pen" />{rich('consult.diagnosis.freeText', { text: <b>{text}</b> })}</div>}
        </div>
      </div>
      {error && <FieldError text={error} />}
    </div>
  )
}
