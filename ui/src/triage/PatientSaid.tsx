import './said.css'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import type { Level } from '../kit/TriageBadge'
import type { Decided, SaidWhy } from './form'
import { heldBy, LESS, lessUrgent, standingSaid, taken, type PatientSaid } from './said'
import { Quote } from './SaidQuote'

interface Props {
  said: readonly PatientSaid[]
  decided: Decided
  computed: number
  why: SaidWhy
  onWhy: (why: SaidWhy) => void
  onDecided: (decided: Decided) => void
  errorAt: (field: string) => string | undefined
}

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
