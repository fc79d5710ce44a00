import type { Ref } from 'preact'
import { session } from '../app/session'
import { rich, t, type Key } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { Decide } from './Decide'
import { wanted } from './decide'
import type { Chart, Decided, Form, Result } from './form'
import { missingText, ruleText, sumText, terms } from './labels'
import { Signs, type Sign } from './Signs'

interface Props {
  form: Form
  result: Result | undefined
  chart: Chart | undefined
  signs: readonly Sign[]
  said: boolean
  onSigns: (ids: string[]) => void
  onDecided: (d: Decided) => void
  /** Vital signs were measured long ago: they have been measured again now. */
  onMeasuredNow: () => void
  errorAt: (field: string) => string | undefined
  failed?: string
  panel: Ref<HTMLElement>
}

/** "See within 10 min", from the protocol in the clinic's settings. */
export function seeWithin(level: number): string | undefined {
  const minutes = session.value?.targets[String(level)]
  if (level === 0 || minutes === undefined) return undefined
  return minutes === 0 ? t('triage.seeNow') : t('triage.seeWithin', { minutes })
}

/** Beside the form and always in sight: the score, what makes it, what is missing, and the last word of the person. */
export function ScorePanel({ form, result, chart, signs, said, onSigns, onDecided, onMeasuredNow, errorAt, failed, panel }: Props) {
  const level = result?.computed ?? 0
  const rows = result ? terms(result, form) : []
  const found = (result?.rules ?? []).filter((r) => r.kind !== 'tews')
  const missing = result?.missing ?? []
  return (
    <aside class="score" ref={panel} aria-label={t('triage.score')}>
      <div class="sc-top" aria-live="polite">
        <div><p class="eyebrow">{t(result?.complete ? 'triage.score' : 'triage.scoreSoFar')}</p><p class="sc-num num" data-testid="score">{sumText(result)}</p></div>
        <div class="sc-lev"><TriageBadge level={level as Level} large /><p class="cap">{seeWithin(result ? wanted(form.decision, level) : 0)}</p></div>
      </div>
      <div class="sc-say">
        {failed && <Note tone="danger" alert>{failed}</Note>}
        {result && missing.length > 0 && <Note tone="warn"><b>{missing.length > 3 ? t('triage.needsMany', { n: missing.length }) : t('triage.needs', { what: missingText(result) })}</b> {level > 0 && t('triage.onlyUp')}</Note>}
        {(result?.checks ?? []).map((c) => <p key={c} class="sc-check"><Icon name="info" size="s" /><a href={`#input.${c}`} onClick={(e) => toField(e, `input.${c}`)}>{t(`triage.check.${c}` as Key)}</a></p>)}
        {(result?.notes ?? []).map((n) => (
          <p key={n} class={`sc-check${n === 'senior-now' ? ' state-d b' : ''}`}><Icon name={n === 'senior-now' ? 'warn' : 'info'} size="s" />
            <span>{t(`triage.note.${n}` as Key)} {n === 'vitals-stale' && <button type="button" class="linkish" onClick={onMeasuredNow}>{t('triage.measuredNow')}</button>}</span></p>
        ))}
      </div>
      <Signs signs={signs} chart={chart} ticked={form.signs} onTicked={onSigns} />
      {(rows.length > 0 || found.length > 0) && (
        <div class="sc-why">
          <h3>{t('triage.addUp')}</h3>
          {found.length > 0 && <ul class="sc-rules">{found.map((r) => <li key={r.id}><TriageBadge level={r.level as Level} /><span>{ruleText(r)}</span></li>)}</ul>}
          {rows.length > 0 && (
            <dl class="arith num">
              {rows.map((row) => <div key={row.key}><dt>{row.text}</dt><dd>{row.points}</dd></div>)}
              <div class="tot"><dt>{t('triage.total')}</dt><dd>{result!.tews.sum}</dd></div>
            </dl>
          )}
        </div>
      )}
      {result && <Decide result={result} decided={form.decision} said={said} onDecided={onDecided} errorAt={errorAt} />}
    </aside>
  )
}

/** Under a long form: the score in one line, while the panel is out of sight. */
export function ScoreBar({ form, result }: { form: Form; result: Result | undefined }) {
  const level = result ? wanted(form.decision, result.computed) : 0
  const missing = result?.missing ?? []
  return (
    <p class="sc-bar" data-testid="score-bar">
      <b class="num">{rich('triage.scoreIs', { n: sumText(result) })}</b><TriageBadge level={level as Level} />
      {result && missing.length > 0 && <span class="cap">{missing.length > 2 ? t('triage.needsMany', { n: missing.length }) : t('triage.needs', { what: missingText(result) })}</span>}
    </p>
  )
}

function toField(event: Event, id: string): void {
  const field = document.getElementById(id)
  const control = field?.matches('input') ? field : field?.querySelector('input')
  if (!control) return
  event.preventDefault()
  control.focus()
  control.scrollIntoView({ block: 'center' })
}
