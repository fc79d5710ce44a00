import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Sheet } from '../kit/Sheet'
import { showName } from '../kit/person'
import { REASONS, type Candidate, type Different } from './candidates'
import { DifferentForm } from './DifferentForm'
import { MatchFacts } from './MatchCard'

/** Saving was pressed, and somebody is here already who is very likely the same. What was typed stays either way. */
export function SameSheet({ candidate, onUse, onSay, onClose }: { candidate: Candidate; onUse: () => void; onSay: (how: Different) => void; onClose: () => void }) {
  const [other, setOther] = useState(false)
  const keys = REASONS.map((reason, i) => ({ keys: String(i + 1), says: 'register.different' as const, run: () => (reason === 'other' ? setOther(true) : onSay({ reason })) }))
  return (
    <Sheet size="s" title={t('register.sameTitle')} sub={t('register.sameText', { name: showName(candidate.patient.displayName) })} onClose={onClose} keys={keys}
      foot={<><Button kind="quiet" onClick={onClose}>{t('action.back')}</Button><span class="sp" /><Button kind="primary" onClick={onUse} data-first data-testid="same-use">{t('register.useThis')}</Button></>}>
      <section class="reg-mbody reg-sheet" data-testid="same-person"><MatchFacts candidate={candidate} /></section>
      <DifferentForm id="same" keys other={other} onOther={() => setOther(true)} saying={t('register.saveAnyway')} onSay={onSay} />
    </Sheet>
  )
}
