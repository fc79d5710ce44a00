import { useState } from 'preact/hooks'
import { Lazy } from '../app/Lazy'
import { dateText, today } from '../i18n/dates'
import { allWords, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { PersonLine, Ticket, showName } from '../kit/person'
import { matchReason } from '../register/matchReason'
import { pathOf, type Pair, type Which } from './pairs'

const unjoinSheet = () => allWords(import('../joined/UnjoinSheet'))

/** Pairs below each other, each with its two people and why they may be one. */
export function PairList({ list, pairs, onChange }: { list: Which; pairs: readonly Pair[]; onChange: () => void }) {
  const [parting, part] = useState<Pair>()
  return (
    <>
      <ul class="card dl-list">
        {pairs.map((p) => (
          <li key={p.first.id + p.second.id} class={list === 'likely' ? 'dl-likely' : undefined} data-testid="pair">
            <Both list={list} pair={p} />
            {list === 'joined' && <Button size="s" icon="undo" onClick={() => part(p)} data-testid="unjoin">{t('joined.unjoin')}</Button>}
          </li>
        ))}
      </ul>
      {parting && <Lazy over load={unjoinSheet} props={{ file: parting.second, stands: parting.first, onClose: () => part(undefined), onDone: () => { part(undefined); onChange() } }} />}
    </>
  )
}

function Both({ list, pair }: { list: Which; pair: Pair }) {
  return (
    <a class="dl-pair" href={list === 'joined' ? `/patients/${pair.first.id}` : pathOf(pair)}>
      <Person person={pair.first} />
      <Icon name={list === 'joined' ? 'join' : 'swap'} class="dl-and" />
      <Person person={pair.second} />
      <span class="dl-why">{list === 'likely' || list === 'possible' ? <Why pair={pair} /> : <Decided pair={pair} />}</span>
    </a>
  )
}

const Person = ({ person }: { person: Pair['first'] }) => (
  <span class="dl-who"><PersonLine person={person} end={person.openVisit && <Ticket number={person.openVisit.ticket} />} /></span>
)

/** The best reasons in a line; the pair's own page has all of them. */
function Why({ pair }: { pair: Pair }) {
  const here = pair.first.openVisit || pair.second.openVisit
  return (
    <>
      {pair.decision && here && <span class="state state-k"><Icon name="bell" size="s" />{t('duplicate.askNow')}</span>}
      <span class="dl-said">{pair.reasons.slice(0, 3).map(matchReason).join(', ')}</span>
    </>
  )
}

function Decided({ pair: { decision: d } }: { pair: Pair }) {
  if (!d) return null
  const why = d.note || (d.reason && t(`register.different.${d.reason}`))
  const by = { date: dateText(today(new Date(d.at))), name: showName(d.by) }
  return <><span class="dl-said">{t(d.by ? 'duplicate.by' : 'duplicate.byBox', by)}</span>{why && <span class="dl-said">{why}</span>}</>
}
