import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { countText, dateText } from '../i18n/dates'
import { hasKey, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Check } from '../kit/Field'
import { Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { Table, type Column } from '../kit/Table'
import { matchReason } from '../register/matchReason'
import { nameOn, type Detail, type Line, type Note, type Which } from './import'

interface Props {
  of: Detail
  which: Which
  onWhich: (which: Which) => void
  /** Lines of people who look the same and are others: they are added too. undefined: that is no longer asked. */
  also: readonly number[]
  onAlso: ((line: number, add: boolean) => void) | undefined
}

/** What becomes of the lines that are asked for, a part at a time. */
export function Lines({ of, which, onWhich, also, onAlso }: Props) {
  const part = useLines(of, which)
  const c = of.counts
  const shows: { which: Which; n: number; word: Key }[] = [
    { which: 'noted', n: c.unreadable + c.doubtful, word: 'import.show.noted' }, { which: 'unreadable', n: c.unreadable, word: 'import.show.unreadable' },
    { which: 'doubtful', n: c.doubtful, word: 'import.show.doubtful' }, { which: 'here', n: c.here, word: 'import.show.here' }, { which: 'again', n: c.again, word: 'import.show.again' },
  ]
  const columns: Column<Line>[] = [
    { key: 'line', head: t('import.line'), num: true, class: 'b', cell: (l) => l.line },
    { key: 'says', head: t('import.says'), cell: (l) => <Says line={l} of={of} /> },
    {
      key: 'why', head: t('import.why'), cell: (l) => (
        <>
          <Why line={l} />
          {onAlso && (l.verdict === 'here' || l.verdict === 'again') && <Check label={t('import.also')} name={`also-${l.line}`} checked={also.includes(l.line)} onChange={(on) => onAlso(l.line, on)} />}
        </>
      ),
    },
  ]
  return (
    <section class="card im-lines" data-testid="import-lines">
      <div class="card-head">
        <h2>{t('import.lineByLine')}</h2>
        <div class="chips sp" role="group" aria-label={t('import.lineByLine')}>
          {shows.filter((s) => s.n > 0 || s.which === which).map((s) => (
            <button key={s.which} type="button" class={`chip${s.which === which ? ' on' : ''}`} aria-pressed={s.which === which} onClick={() => onWhich(s.which)} data-testid={`chip-${s.which}`}>{t(s.word, { n: countText(s.n) })}</button>
          ))}
        </div>
      </div>
      {!part.lines && <Skeleton rows={6} />}
      {part.lines?.length === 0 && <p class="pad t2">{t('import.noLines')}</p>}
      {!!part.lines?.length && <Table label={t('import.lineByLine')} columns={columns} rows={part.lines} rowKey={(l) => String(l.line)} />}
      {!!part.next && <p class="im-more"><Button size="s" busy={part.busy} onClick={part.more} data-testid="more-lines">{t('import.more')}</Button></p>}
    </section>
  )
}

/** The lines of one kind: read anew when the import has moved on. */
function useLines(of: Detail, which: Which) {
  const [got, setGot] = useState<{ lines: Line[]; next: number }>()
  const [busy, setBusy] = useState(false)
  const turn = useRef(0)
  const read = async (after: number, before: Line[]) => {
    const mine = ++turn.current
    setBusy(true)
    try {
      const part = await ask(api.GET('/api/v1/imports/{importId}/lines', { params: { path: { importId: of.id }, query: { verdict: which, after } } }))
      if (mine === turn.current) setGot({ lines: [...before, ...(part.lines ?? [])], next: part.next ?? 0 })
    } catch (e) {
      if (mine === turn.current) complain(e)
    } finally {
      if (mine === turn.current) setBusy(false)
    }
  }
  useEffect(() => {
    setGot(undefined)
    void read(0, [])
    return () => { turn.current++ }
  }, [of.id, of.state, which])
  return { lines: got?.lines, next: got?.next, busy, more: () => void read(got?.next ?? 0, got?.lines ?? []) }
}

/** What stands on the line: the cell it is about, or else the name. */
function Says({ line, of }: { line: Line; of: Detail }) {
  const notes = (line.notes ?? []).filter((n) => n.text)
  const name = nameOn(line, of.mapping.fields ?? [])
  return (
    <>
      {(!notes.length || !line.notes?.some((n) => n.bad)) && name && <span class="b">{showName(name)} </span>}
      {notes.map((n) => <span key={`${n.column}-${n.code}`} class={`im-said${n.bad ? ' bad' : ''}`}>{n.text}</span>)}
    </>
  )
}

/** Why it cannot be read, how a doubt was settled, or whom it is likely the same as. */
function Why({ line }: { line: Line }) {
  const { patient: p, sameLine, notes } = line
  return (
    <>
      {p && line.verdict === 'here' && <span class="im-why"><a href={`/patients/${p.id}`}><b>{showName(p.displayName)}</b>{p.fileNumber && `, ${t('fileNumber.short', { number: p.fileNumber })}`}</a></span>}
      {!!sameLine && <span class="im-why"><b>{t('import.same-line', { line: sameLine })}</b></span>}
      {!!line.reasons?.length && <span class="im-why t2">{line.reasons.map((r) => matchReason(r)).join(', ')}</span>}
      {(notes ?? []).map((n) => <span key={`${n.field}-${n.code}`} class="im-why">{noteText(n)}</span>)}
      {!p && !sameLine && !notes?.length && t(`import.verdict.${line.verdict}`)}
      {p && (line.verdict === 'added' || line.verdict === 'kept') && <span class="im-why"><a href={`/patients/${p.id}`}>{t('action.open')}</a></span>}
    </>
  )
}

function noteText(n: Note): string {
  const key = `import.note.${n.code}`
  const params = Object.fromEntries(Object.entries(n.params ?? {}).map(([k, v]) => [k, /^\d{4}-\d{2}-\d{2}$/.test(String(v)) ? dateText(String(v)) : (v as string | number)]))
  const said = hasKey(key) ? t(key, params) : t('import.note.other')
  return n.field ? `${t(`import.field.${n.field as 'sex'}`)}: ${said}` : said
}
