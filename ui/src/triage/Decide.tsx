import { useEffect, useRef, useState } from 'preact/hooks'
import { session, hasRole } from '../app/session'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { LOWER, mayNotLower, moved, mustSayWhyUnfinished, RAISE, UNFINISHED, way, wanted } from './decide'
import { undecided, type Decided, type Result } from './form'

/** The person decides: up with a press and a reason, down for a senior. Both the score and the decision are kept. */
export function Decide({ result, decided, said, onDecided, errorAt }: {
  result: Result
  decided: Decided
  /** The patient has answered questions themselves. */
  said: boolean
  onDecided: (d: Decided) => void
  errorAt: (field: string) => string | undefined
}) {
  const [refused, setRefused] = useState<'emergency-sign-stays' | 'senior-needed' | undefined>()
  const direction = way(decided, result.computed)
  const senior = hasRole('doctor') || (session.value?.staff.senior ?? false)
  const up = moved(decided, result.computed, 'up')
  const down = moved(decided, result.computed, 'down')
  const lower = () => {
    // Taking back one's own raise lowers nothing.
    const why = direction === 'up' ? undefined : mayNotLower(result, senior)
    setRefused(why)
    if (!why && down) onDecided(down)
  }
  // The reasons open below the buttons: bring them into sight, since the panel may be short.
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (direction) box.current?.scrollIntoView({ block: 'nearest' })
  }, [direction])
  const reasons = direction === 'up' ? RAISE.filter((r) => r !== 'patient-said' || said) : LOWER
  const askWhy = mustSayWhyUnfinished(result, decided) && (decided.unfinished !== '' || errorAt('decision.unfinishedReason') !== undefined)
  return (
    <div class={`sc-move${direction || askWhy ? '' : ' sc-stick'}`} ref={box}>
      <h3>{t('triage.youDecide')}</h3>
      {direction && (
        <div class="sc-moved" role="status">
          <span class="cap">{t(direction === 'up' ? 'triage.movedUp' : 'triage.movedDown')}</span>
          <TriageBadge level={wanted(decided, result.computed) as Level} />
          <Button size="s" kind="quiet" icon="undo" data-testid="decision-undo" onClick={() => { setRefused(undefined); onDecided({ ...undecided, unfinished: decided.unfinished }) }}>{t('triage.takeBack')}</Button>
        </div>
      )}
      <div class="row row-s">
        {up && <Button class="grow" icon="up" data-testid="move-up" onClick={() => { setRefused(undefined); onDecided(up) }}>{t('triage.moveUp')}</Button>}
        {down && <Button class="grow" icon="down" data-testid="move-down" onClick={lower}>{t('triage.moveDown')}</Button>}
      </div>
      {refused && <Note tone="warn" alert>{t(`error.${refused}`)}</Note>}
      {direction && (
        <Chips<string> legend={t('triage.reason')} name="decision.reason" value={decided.reason} onValue={(reason) => onDecided({ ...decided, reason })} error={errorAt('decision.reason')}
          options={reasons.map((value) => ({ value, label: t(`triage.reason.${value}`) }))} />
      )}
      {direction && decided.reason === 'other' && (
        <TextField label={t('triage.reasonText')} name="decision.reasonText" value={decided.text} maxLength={200} onValue={(text) => onDecided({ ...decided, text })} error={errorAt('decision.reasonText')} />
      )}
      {askWhy && (
        <Chips<string> legend={t('triage.whyUnfinished')} name="decision.unfinishedReason" value={decided.unfinished} onValue={(unfinished) => onDecided({ ...decided, unfinished })} error={errorAt('decision.unfinishedReason')}
          options={UNFINISHED.map((value) => ({ value, label: t(`triage.reason.${value}`) }))} />
      )}
    </div>
  )
}
