import { useState } from 'preact/hooks'
import { countText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Sheet } from '../kit/Sheet'
import { undecided, type Decided } from './candidates'
import { MatchCard, type MatchAnswers } from './MatchCard'
import type { Matches as Found } from './useCandidates'

interface Props extends MatchAnswers { found: Found; decided: Decided }

function List({ found, decided, ...answers }: Props) {
  return <ul class="stack reg-list">{found.candidates.map((c) => <MatchCard key={c.patient.id} candidate={c} said={decided[c.patient.id]} {...answers} />)}</ul>
}

const Count = ({ found }: { found: Found }) => <span class="cap num sp">{t('register.ofPeople', { n: countText(found.candidates.length), people: countText(found.people) })}</span>

/** Beside the form: who is here already and may be the one being registered. Readers hear how many, not each of them. */
export function Matches(props: Props) {
  const { found } = props
  return (
    <aside class="reg-matches" aria-label={t('register.matches')} data-testid="matches">
      <div class="row wrap"><h2>{t('register.matches')}</h2>{found.asked && <Count found={found} />}</div>
      <p class="cap">{t('register.lookFirst')}</p>
      <p class="vh" role="status">{found.candidates.length > 0 && plural('register.matchCount', found.candidates.length)}</p>
      {found.asked && !found.candidates.length && <p class="reg-none"><Icon name="check" size="s" />{t('register.nobodyLike')}</p>}
      <List {...props} />
    </aside>
  )
}

/** The same where there is no room beside the form: a line over the buttons that moves nothing, and the list over the page. */
export function MatchesBar(props: Props) {
  const [open, setOpen] = useState(false)
  const { found, decided } = props
  const n = found.candidates.length
  const strong = undecided(found.candidates, decided).length > 0
  return (
    <>
      <div class="reg-barbox" role="status">
        {n > 0 && (
          <p class={`reg-bar${strong ? ' reg-bar-w' : ''}`} data-testid="matches-bar">
            <Icon name={strong ? 'warn' : 'users'} /><b class="grow">{strong ? t('register.likely') : plural('register.matchCount', n)}</b>
            <Button size="s" onClick={() => setOpen(true)} data-testid="matches-open">{t('action.show')}</Button>
          </p>
        )}
      </div>
      {open && (
        <Sheet size="s" title={t('register.matches')} sub={t('register.lookFirst')} onClose={() => setOpen(false)}>
          {n > 0 ? <List {...props} onUse={(id) => { setOpen(false); props.onUse(id) }} /> : <p>{t('register.nobodyLike')}</p>}
        </Sheet>
      )}
    </>
  )
}
