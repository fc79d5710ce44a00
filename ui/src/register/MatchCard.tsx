import { useState } from 'preact/hooks'
import { dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { ageShort, Initials, showName } from '../kit/person'
import type { Candidate, Different } from './candidates'
import { DifferentForm, reasonText } from './DifferentForm'
import { isAgainst, matchReason } from './matchReason'

/** Who they are, and in words why they may be the same. */
export function MatchFacts({ candidate: { patient: p, reasons } }: { candidate: Candidate }) {
  const facts = [`${t(`sex.${p.sex}`)}, ${ageShort(p.age)}`, p.village, p.fileNumber && t('fileNumber.short', { number: p.fileNumber })]
  return (
    <>
      <div class="row">
        <Initials text={p.initials} />
        <div class="grow"><h3>{showName(p.displayName)}</h3><p class="cap num">{facts.filter(Boolean).join(', ')}</p></div>
      </div>
      <ul class="reg-why">{(reasons ?? []).map((r) => <li key={r.code} class={isAgainst(r) ? 'reg-against' : undefined}><Icon name={isAgainst(r) ? 'close' : 'check'} size="s" /><span>{matchReason(r)}</span></li>)}</ul>
      {p.lastVisitDay && <p class="cap">{t('patient.lastHere', { date: dateText(p.lastVisitDay) })}</p>}
    </>
  )
}

export interface MatchAnswers {
  onUse: (patientId: string) => void
  /** Somebody else, and how one knows; undefined: it is open again. */
  onSay: (patientId: string, how: Different | undefined) => void
}

/** One person who may be the one being registered, with the two answers to that. */
export function MatchCard({ candidate, said, onUse, onSay }: MatchAnswers & { candidate: Candidate; said: Different | undefined }) {
  const [asking, ask] = useState<'no' | 'reason' | 'other'>('no')
  const p = candidate.patient
  const likely = candidate.level === 'likely'
  if (said) {
    return (
      <li class="card reg-said" data-testid={`said-${p.fileNumber}`}>
        <p class="grow"><b>{showName(p.displayName)}</b><br /><span class="cap">{t('register.decided', { reason: reasonText(said) })}</span></p>
        <Button size="s" kind="quiet" icon="undo" onClick={() => { ask('no'); onSay(p.id, undefined) }} data-testid={`again-${p.fileNumber}`}>{t('action.undo')}</Button>
      </li>
    )
  }
  return (
    <li class={`card reg-match${likely ? ' reg-strong' : ''}`} data-testid={`match-${p.fileNumber}`}>
      {likely && <p class="reg-mbar"><Icon name="warn" size="s" />{t('register.likely')}</p>}
      <div class="reg-mbody">
        <MatchFacts candidate={candidate} />
        <div class="row row-s">
          <Button size="s" class="grow" kind={likely ? 'primary' : 'plain'} onClick={() => onUse(p.id)} data-testid={`use-${p.fileNumber}`}>{t('register.useThis')}</Button>
          <Button size="s" class="grow" aria-expanded={asking !== 'no'} onClick={() => ask(asking === 'no' ? 'reason' : 'no')} data-testid={`different-${p.fileNumber}`}>{t('register.different')}</Button>
        </div>
        {asking !== 'no' && <DifferentForm id={`different-${p.id}`} focus other={asking === 'other'} onOther={() => ask('other')} saying={t('register.different')} onSay={(how) => onSay(p.id, how)} />}
      </div>
    </li>
  )
}
