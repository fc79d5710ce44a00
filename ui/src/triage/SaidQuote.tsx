import './said.css'
import { timeText } from '../i18n/dates'
import { hasKey, language, t, type Key } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { showName } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { told, type Answer, type PatientSaid } from './said'

const words = (of: { en?: string; st?: string }) => (language.value === 'st' ? of.st : of.en) ?? ''

/** A person's own answers to read, quoted: what they said, never a finding. For whoever sees them after the nurse. */
export default function SaidQuotes({ said }: { said: readonly PatientSaid[] }) {
  return <section class="ps" aria-labelledby="said-head" data-testid="patient-said">{said.map((s, i) => <Quote key={s.id} said={s} first={i === 0} />)}</section>
}

/** What they said to asking a service outside, and what came of it. */
function outside(s: PatientSaid): string {
  if (s.provider) return t('said.provider', { name: s.provider.name === 'infermedica' ? 'Infermedica' : s.provider.name, level: t(`said.level.${s.provider.level}`) })
  if (s.providerConsent === 'no') return t('said.consent.no')
  return s.providerAskedAt ? t('said.consent.asked', { time: timeText(s.providerAskedAt) }) : t('said.consent.yes')
}

/** One report as a quotation, with what a clinician made of it. */
export function Quote({ said: s, first }: { said: PatientSaid; first: boolean }) {
  const { yes, unknown, no } = told(s.answers)
  const about = [s.pregnancy && s.pregnancy !== 'no' && t(`said.pregnancy.${s.pregnancy}`), ...s.conditions.map((c) => t(`said.condition.${c}` as Key)), s.sameProblem && t('said.sameProblem')].filter(Boolean).join(', ')
  // A rule is said in words; an item that gave a level stands among the answers already.
  const rules = s.why.filter((w) => !words(w) && hasKey(`said.rule.${w.id}`))
  return (
    <blockquote class="ps-quote">
      <header class="row row-s wrap">
        {first ? <h2 id="said-head">{t(s.answeredBy === 'companion' ? 'said.companionSaid' : 'said.patientSaid')}</h2> : <h3>{t(s.answeredBy === 'companion' ? 'said.companionSaid' : 'said.patientSaid')}</h3>}
        <span class="cap grow">{t(s.review ? 'said.ownWords' : 'said.notFinding', { time: timeText(s.at) })} {!s.finished && t('said.half')}</span>
        <span class="row row-s wrap sp"><span class="cap">{t('said.makes')}</span><TriageBadge level={s.held as Level} /></span>
      </header>
      {(yes.length > 0 || unknown.length > 0) && <ul class="ps-list">{yes.map((a) => <Line key={a.id} answer={a} />)}{unknown.map((a) => <Line key={a.id} answer={a} />)}</ul>}
      {about && <p class="ps-small">{about}</p>}
      {rules.length > 0 && <p class="ps-small"><b>{t('said.because')}:</b> {rules.map((w) => t(`said.rule.${w.id}` as Key)).join('. ')}</p>}
      {s.flags.length > 0 && <ul class="ps-flags">{s.flags.map((f) => <li key={f}><Icon name="warn" size="s" />{hasKey(`said.flag.${f}`) ? t(`said.flag.${f}` as Key) : f}</li>)}</ul>}
      {s.providerConsent !== 'not-asked' && <p class="cap" data-testid="said-outside">{outside(s)}</p>}
      {no.length > 0 && (
        <details class="ps-all">
          <summary>{t('said.all', { n: s.answers.length })}</summary>
          <ul class="ps-list">{no.map((a) => <Line key={a.id} answer={a} />)}</ul>
        </details>
      )}
      {s.review && (
        <p class="ps-review" data-testid="said-review"><Icon name="check" size="s" />{s.review.verdict === 'confirmed'
          ? t('said.confirmed', { name: showName(s.review.by), time: timeText(s.review.at) })
          : t('said.overridden', { name: showName(s.review.by), time: timeText(s.review.at), level: t(`level.${s.review.level as Level}`), reason: [hasKey(`said.reason.${s.review.reason}`) && s.review.reason !== 'other' ? t(`said.reason.${s.review.reason}` as Key) : '', s.review.text].filter(Boolean).join(', ') })}</p>
      )}
    </blockquote>
  )
}

function Line({ answer: a }: { answer: Answer }) {
  const said = a.answer === -1 ? t('said.unknown') : a.scale ? t('said.pain', { n: a.answer }) : t(a.answer === 1 ? 'said.yes' : 'said.no')
  return <li class={a.answer === 0 ? 'ps-no' : undefined}><span>{words(a)}</span> <b>{said}</b></li>
}
