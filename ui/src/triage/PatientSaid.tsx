import './said.css'
import { timeText } from '../i18n/dates'
import { hasKey, language, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import type { Decided, SaidWhy } from './form'
import { heldBy, LESS, lessUrgent, standingSaid, taken, told, type Answer, type PatientSaid } from './said'

interface Props {
  said: readonly PatientSaid[]
  decided: Decided
  computed: number
  why: SaidWhy
  onWhy: (why: SaidWhy) => void
  onDecided: (decided: Decided) => void
  errorAt: (field: string) => string | undefined
}

const words = (of: { en?: string; st?: string }) => (language.value === 'st' ? of.st : of.en) ?? ''

/** A person's own answers, quoted: what they said, never a finding. The clinician takes them over or says why not. */
export default function PatientSaidBox({ said, decided, computed, why, onWhy, onDecided, errorAt }: Props) {
  const standing = standingSaid(said)
  const held = heldBy(said)
  const less = lessUrgent(decided, computed, held)
  const use = taken(decided, computed, held)
  return (
    <section class="ps" aria-labelledby="said-head" data-testid="patient-said">
      {said.map((s, i) => <Quote key={s.id} said={s} first={i === 0} />)}
      {standing.length > 0 && (
        <div class="ps-act">
          {less && (
            <>
              <Note tone="warn"><b>{t('said.whyLess')}</b></Note>
              <Chips<string> quiet legend={t('said.whyLess')} name="said.reason" value={why.reason} onValue={(reason) => onWhy({ ...why, reason })} error={errorAt('said.reason')}
                options={LESS.map((value) => ({ value, label: t(`said.reason.${value}`) }))} />
              {why.reason === 'other' && <TextField label={t('said.reasonText')} name="said.text" value={why.text} maxLength={200} onValue={(text) => onWhy({ ...why, text })} error={errorAt('said.text')} />}
            </>
          )}
          {!less && computed > 0 && <p class="cap row row-s" role="status"><Icon name="check" size="s" />{t('said.agrees')}</p>}
          {use && decided.level !== use.level && <p><Button size="s" icon="up" onClick={() => onDecided(use)} data-testid="use-said">{t('said.take', { level: t(`level.${held as Level}`) })}</Button></p>}
        </div>
      )}
    </section>
  )
}

function Quote({ said: s, first }: { said: PatientSaid; first: boolean }) {
  const { yes, unknown, no } = told(s.answers)
  const about = [s.pregnancy && s.pregnancy !== 'no' && t(`said.pregnancy.${s.pregnancy}`), ...s.conditions.map((c) => t(`said.condition.${c}` as Key)), s.sameProblem && t('said.sameProblem')].filter(Boolean).join(', ')
  // A rule is said in words; an item that gave a level stands among the answers already.
  const rules = s.why.filter((w) => !words(w) && hasKey(`said.rule.${w.id}`))
  return (
    <blockquote class="ps-quote">
      <header class="row row-s wrap">
        {first ? <h2 id="said-head">{t(s.answeredBy === 'companion' ? 'said.companionSaid' : 'said.patientSaid')}</h2> : <h3>{t(s.answeredBy === 'companion' ? 'said.companionSaid' : 'said.patientSaid')}</h3>}
        <span class="cap grow">{t('said.notFinding', { time: timeText(s.at) })} {!s.finished && t('said.half')}</span>
        <span class="row row-s wrap sp"><span class="cap">{t('said.makes')}</span><TriageBadge level={s.held as Level} /></span>
      </header>
      {(yes.length > 0 || unknown.length > 0) && <ul class="ps-list">{yes.map((a) => <Line key={a.id} answer={a} />)}{unknown.map((a) => <Line key={a.id} answer={a} />)}</ul>}
      {about && <p class="ps-small">{about}</p>}
      {rules.length > 0 && <p class="ps-small"><b>{t('said.because')}:</b> {rules.map((w) => t(`said.rule.${w.id}` as Key)).join('. ')}</p>}
      {s.flags.length > 0 && <ul class="ps-flags">{s.flags.map((f) => <li key={f}><Icon name="warn" size="s" />{hasKey(`said.flag.${f}`) ? t(`said.flag.${f}` as Key) : f}</li>)}</ul>}
      {s.provider && <p class="cap">{t('said.provider', { name: s.provider.name, level: t(`said.level.${s.provider.level}`) })}</p>}
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
