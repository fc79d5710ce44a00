import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { can } from '../app/session'
import { shownVitals } from '../consultation/TriageStrip'
import { dateText, instantText, timeText } from '../i18n/dates'
import { hasKey, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { showName, Ticket } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { AmendSheet } from './AmendSheet'

type Encounter = Schema['Encounter']

/** The main thing of a visit in one line: its first diagnosis that stands, else why the patient came. */
export function headline(record: Schema['VisitRecord']): string {
  for (const e of [...record.encounters].reverse()) {
    const d = !e.struck && e.note?.diagnoses?.[0]
    if (d) return d.text
  }
  const reason = `reason.${record.visit.reason}`
  return hasKey(reason) ? t(reason) : record.visit.reason || t('chart.noFinding')
}

/** One visit: triage, notes with their amendments beside the struck-through original. Past ones open in place. `from`: of which other file. */
export function VisitRecord({ record, from, onChange, open = false }: { record: Schema['VisitRecord']; from?: string; onChange: () => void; open?: boolean }) {
  const [shown, show] = useState(open)
  const [amending, amend] = useState<Encounter>()
  const { visit } = record
  const triage = record.triages.at(-1)
  return (
    <section class="card visit" data-testid={`visit-${visit.ticket}`}>
      <button type="button" class="visit-head" aria-expanded={shown} onClick={() => show(!shown)}>
        <span class="num visit-day">{dateText(visit.day)}</span>
        <span class="grow visit-what"><b>{headline(record)}</b>{from && <span class="jn-from">{from}</span>}</span>
        {record.paper && <span class="amend-kind" data-testid="from-paper">{t('paper.from')}</span>}
        <Ticket number={visit.ticket} />
        {!open && visit.outcome && <span class="cap">{t(`outcome.${visit.outcome}` as Key)}</span>}
        <Icon name={shown ? 'up' : 'down'} />
      </button>
      {shown && (
        <div class="visit-body">
          {record.paper && <p class="cap" data-testid="paper-source">{t('paper.fromSays', { sheet: record.paper.sheet, row: record.paper.row, occurred: instantText(record.paper.occurredAt), by: showName(record.paper.recordedBy), recorded: instantText(record.paper.recordedAt) })}</p>}
          {triage && (
            <div class="visit-triage">
              <p class="row row-s wrap"><TriageBadge level={triage.outcome.level as Level} /><span class="cap">{triage.author}, {timeText(record.paper ? record.paper.occurredAt : triage.at)}</span></p>
              <dl class="kv-line num">{shownVitals(triage).map((v) => <div key={v.label}><dt>{t(v.label)}</dt><dd>{v.text}</dd></div>)}</dl>
              {triage.outcome.level !== triage.result.computed && !record.paper && <p class="cap">{t('chart.levelChanged', { computed: t(`level.${triage.result.computed as Level}`) })}</p>}
            </div>
          )}
          {record.encounters.length === 0 && <p class="t2">{t('chart.noNote')}</p>}
          {record.encounters.map((e) => <Written key={e.id} encounter={e} paper={!!record.paper && e.kind === 'consultation'} onAmend={can('encounter.amend') && e.kind === 'consultation' ? () => amend(e) : undefined} />)}
        </div>
      )}
      {amending && <AmendSheet encounter={amending} onClose={() => amend(undefined)} onDone={() => { amend(undefined); onChange() }} />}
    </section>
  )
}

export function Written({ encounter: e, onAmend, paper }: { encounter: Encounter; onAmend?: () => void; paper?: boolean }) {
  const n = e.note
  return (
    <article class={`written${e.struck ? ' struck' : ''}`} data-testid={e.struck ? 'struck' : 'stands'}>
      <header class="row row-s wrap">
        {e.amendKind && <span class="amend-kind">{t(`amend.${e.amendKind}` as Key)}</span>}
        <span class="cap">{t(paper ? 'paper.signed' : 'consult.signed', { time: instantText(paper ? e.occurredAt : e.signedAt), name: e.author.displayName })}</span>
        {e.struck && <span class="struck-word">{t('amend.struck')}</span>}
        {onAmend && <span class="sp"><Button size="s" kind="quiet" icon="pen" onClick={onAmend} data-testid="amend">{t('consult.amend')}</Button></span>}
      </header>
      {e.amendReason && <p class="cap">{t('amend.reason', { reason: e.amendReason })}</p>}
      {n && <NoteText note={n} />}
    </article>
  )
}

/** A note as it reads; struck-through by its article where another stands for it. */
function NoteText({ note: n }: { note: NonNullable<Encounter['note']> }) {
  const parts: [Key, string][] = [['consult.cameFor', n.complaint], ['consult.examination', n.examination], ['consult.advice', n.advice]]
  return (
    <div class="note-text">
      {parts.filter(([, text]) => text).map(([label, text]) => <div key={label}><h3>{t(label)}</h3><p class="pre">{text}</p></div>)}
      {n.diagnoses.length > 0 && <div><h3>{t('consult.diagnosis')}</h3><ul>{n.diagnoses.map((d) => <li key={d.code + d.text}>{d.text} {d.code && <code>{d.code}</code>} <span class="cap">{t(`certainty.${d.certainty}` as Key)}</span></li>)}</ul></div>}
      {n.prescriptions.length > 0 && <div><h3>{t('consult.medicines')}</h3><ul>{n.prescriptions.map((p) => (
        <li key={p.medicine + p.form}>{[[p.medicine, p.strength, p.form].filter(Boolean).join(' '), [p.dose, p.frequency, p.days && t('consult.medicine.forDays', { n: p.days }), p.quantity].filter(Boolean).join(', ')].filter(Boolean).join(': ')}</li>
      ))}</ul></div>}
      {n.referral && <div><h3>{t('consult.referral')}</h3><p>{n.referral.to}. {n.referral.reason}</p></div>}
      {n.followUp?.on && <div><h3>{t('consult.comeBack')}</h3><p>{dateText(n.followUp.on)}</p></div>}
      {n.outcome && <div><h3>{t('consult.outcome')}</h3><p>{t(`outcome.${n.outcome}` as Key)}</p></div>}
    </div>
  )
}
