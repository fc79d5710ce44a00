import './search.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { plural, rich, t } from '../i18n/words'
import { Icon } from './Icon'
import { PersonLine, type RowPerson } from './person'

export interface SearchRow extends RowPerson { id: string; end?: ComponentChildren }

export interface SearchBoxProps {
  text: string
  onText: (text: string) => void
  /** undefined while the answer to the text is not there yet; then the last rows stay. */
  rows: readonly SearchRow[] | undefined
  /** False while `rows` answer an earlier text. Enter then waits for the answer, so that it never takes somebody else. */
  answered?: boolean
  /** Said above the rows, for example that these are one's last patients. */
  heading?: string
  onPick: (row: SearchRow) => void
  /** The last row. Left out when the person may not register. */
  onRegister?: (typed: string) => void
  /** 'page' pushes the page down; 'top' lies over it and opens only while focused. */
  place?: 'page' | 'top'
  autoFocus?: boolean
  id?: string
}

/** The one box: a combobox with a list of people. The data comes from outside; arrows, Enter and Esc live here. */
export function SearchBox({ text, onText, rows, answered = true, heading, onPick, onRegister, place = 'page', autoFocus, id = 'find' }: SearchBoxProps) {
  const [at, setAt] = useState(-1)
  const [open, setOpen] = useState(false)
  const [ring, setRing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const waits = useRef(false)
  const list = useId()
  const typed = text.trim()
  const shown = rows ?? []
  const last = onRegister && typed ? shown.length : shown.length - 1
  const visible = open && (shown.length > 0 || typed.length >= 2)

  // Nobody is chosen before something was typed: a stray Enter opens nothing.
  useEffect(() => setAt(typed ? 0 : -1), [text])
  useEffect(() => {
    if (!answered || !waits.current) return
    waits.current = false
    take(0)
  }, [answered])
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])

  const take = (i: number) => {
    const row = shown[i]
    if (row) onPick(row)
    else if (onRegister && typed) onRegister(typed)
    else return
    setOpen(false)
  }
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault()
      setOpen(true)
      setAt(Math.max(0, Math.min(last, at + (e.key === 'ArrowDown' ? 1 : -1))))
    } else if (e.key === 'Enter' && visible && !e.ctrlKey && !e.isComposing) {
      e.preventDefault()
      if (answered) take(at)
      else waits.current = true
    } else if (e.key === 'Escape' && (visible || text)) {
      e.stopPropagation()
      if (visible) setOpen(false)
      else onText('')
    }
  }
  const option = (i: number) => ({
    id: `${list}-${i}`, role: 'option', 'aria-selected': i === at,
    // The box keeps focus; the press must not blur it before the click is seen.
    onMouseDown: (e: Event) => e.preventDefault(), onClick: () => take(i),
  } as const)

  return (
    <div class={`find${place === 'top' ? ' find-top' : ''}`}>
      <div class={`search${visible && place === 'page' ? ' search-open' : ''}${ring ? ' search-ring' : ''}`}>
        <Icon name="search" />
        <input ref={input} id={id} data-search="" type="text" role="combobox" aria-label={t('search.label')} placeholder={t('search.placeholder')} autoComplete="off" spellcheck={false} maxLength={120} enterKeyHint="search"
          aria-expanded={visible} aria-controls={list} aria-autocomplete="list" aria-activedescendant={visible && at >= 0 && last >= 0 ? `${list}-${at}` : undefined}
          value={text} onInput={(e) => { waits.current = false; setOpen(true); onText(e.currentTarget.value) }} onKeyDown={onKeyDown}
          onFocus={(e) => { setOpen(true); setRing(e.currentTarget.matches(':focus-visible')) }} onBlur={() => { setRing(false); if (place === 'top') setOpen(false) }} />
        {typed && rows ? <span class="cap nw" aria-live="polite">{plural('patient.found', rows.length)}</span> : <kbd class="kbd cap" aria-hidden="true">/</kbd>}
      </div>
      <div class="results" id={list} role="listbox" aria-label={t('search.results')} hidden={!visible}>
        {heading && <p class="cap res-head" role="presentation">{heading}</p>}
        {shown.map((row, i) => (
          <div key={row.id} {...option(i)} class={`prow${i === at ? ' on' : ''}`}><PersonLine person={row} typed={typed} end={row.end} /></div>
        ))}
        {!shown.length && typed && rows && <p class="res-none" role="presentation">{t('search.noMatch', { text: typed })}</p>}
        {onRegister && typed && (
          <div {...option(shown.length)} class={`prow regnew${at === shown.length ? ' on' : ''}`} data-testid="register-typed">
            <Icon name="addUser" size="l" /><span>{rich('register.typed', { text: <b>{typed}</b> })}</span>
          </div>
        )}
      </div>
    </div>
  )
}
