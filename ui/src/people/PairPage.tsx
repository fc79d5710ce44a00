import './people.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { Lazy } from '../app/Lazy'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { errorText } from '../app/problem'
import { navigate } from '../app/router'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { allWords, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { useShortcuts } from '../kit/shortcuts'
import { alone, aloneOnPage } from './alone'
import { atHand, decide, join, placeOf, readList } from './pairs'
import { PairAside } from './PairAside'
import { PairTable } from './PairTable'

type Comparison = Schema['PairComparison']
const unjoinSheet = () => allWords(import('../joined/UnjoinSheet'))

/** Two files side by side, and the question whether they are one person's. */
export default function PairPage({ params }: PageArgs) {
  const [a, b] = [params['id']!, params['other']!]
  const read = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}/compare/{otherId}', { params: { path: { patientId: a, otherId: b } } })), [a, b])
  // Whoever comes by an address has no list yet: without one there is no before and next.
  useEffect(() => { if (!atHand.value) readList('likely').then((l) => { atHand.value ??= l }, () => undefined) }, [])
  const place = placeOf(atHand.value, a, b)
  const pair = read.data
  const shown = pair && [pair.first.patient.id, pair.second.patient.id].includes(a) ? pair : undefined
  return (
    <Page name="pair" title={t('duplicate.question')} flush task class="dp">
      <div class="dp-panes">
        <section class="dp-main">
          <div class="page-head">
            <h1>{t('duplicate.question')}</h1>
            {place && <span class="cap">{t('duplicate.place', { n: place.at, of: place.of })}</span>}
            <span class="sp row row-s">
              {place?.before ? <Button size="s" icon="left" href={place.before} data-testid="before">{t('duplicate.before')}</Button> : <Button size="s" icon="left" href="/duplicates">{t('duplicate.toList')}</Button>}
              {place?.next && <Button size="s" iconEnd="right" href={place.next} data-testid="next">{t('duplicate.next')}</Button>}
            </span>
          </div>
          {!!read.error && <Note tone="danger" alert>{errorText(read.error)}</Note>}
          {!shown && !read.error && <Skeleton rows={8} />}
          {shown && <PairTable pair={shown} />}
        </section>
        {shown && <Question key={`${a}${b}`} pair={shown} next={place?.next ?? place?.before} onChange={read.reload} />}
      </div>
    </Page>
  )
}

/** What speaks for and against it, and the three answers. */
function Question({ pair, next, onChange }: { pair: Comparison; next: string | undefined; onChange: () => void }) {
  const [swapped, swap] = useState(false)
  const [busy, setBusy] = useState(false)
  const [parting, part] = useState(false)
  const command = useCommandId()
  const working = useRef(false)
  const [stays, goes] = (swapped ? [pair.second, pair.first] : [pair.first, pair.second])

  const answer = (run: (id: string) => Promise<void>) => {
    if (working.current || pair.joined) return
    working.current = true
    setBusy(true)
    run(command.current).then(() => {
      const l = atHand.value
      if (l) atHand.value = without(l, pair)
      navigate(next ?? '/duplicates', { replace: true })
    }, complain).finally(() => {
      command.next()
      working.current = false
      setBusy(false)
    })
  }
  const one = () => answer((id) => join(id, stays.patient, goes.patient))
  const two = () => answer((id) => decide(id, pair.first.patient, pair.second.patient, 'distinct'))
  const later = () => answer((id) => decide(id, pair.first.patient, pair.second.patient, 'later'))
  useShortcuts([
    { keys: 'N', says: 'duplicate.two', run: alone(two) },
    { keys: 'Enter', says: 'duplicate.join', run: aloneOnPage(one) },
  ])
  return (
    <>
      <PairAside pair={pair} stays={stays.patient} goes={goes} onSwap={() => swap(!swapped)} />
      <div class="actions dp-act">
        {pair.joined
          ? <><span class="sp" /><Button icon="undo" onClick={() => part(true)} data-testid="unjoin">{t('joined.unjoin')}</Button></>
          : (
            <>
              <Button kind="quiet" onClick={later} data-testid="later"><span class="dp-long">{t('duplicate.later')}</span><span class="dp-short">{t('duplicate.list.later')}</span></Button>
              <span class="sp" />
              <Button icon="close" keys="N" onClick={two} data-testid="two">{t('duplicate.two')}</Button>
              <Button kind="primary" icon="join" keys="Enter" busy={busy} onClick={one} data-testid="one">{t('duplicate.join')}</Button>
            </>
          )}
      </div>
      {parting && <Part pair={pair} onClose={() => part(false)} onDone={() => { part(false); onChange() }} />}
    </>
  )
}

/** Of two that are joined the one that was replaced is by itself again. */
function Part({ pair: { first, second }, ...on }: { pair: Comparison; onClose: () => void; onDone: () => void }) {
  const [file, stands] = first.patient.replacedBy ? [first, second] : [second, first]
  return <Lazy over load={unjoinSheet} props={{ file: file.patient, stands: stands.patient, ...on }} />
}

/** The list after a pair was decided: the numbers on the pages after it count down. */
function without(l: Schema['DuplicateList'], pair: Comparison): Schema['DuplicateList'] {
  const ids = [pair.first.patient.id, pair.second.patient.id]
  const pairs = l.pairs.filter((p) => !(ids.includes(p.first.id) && ids.includes(p.second.id)))
  if (pairs.length === l.pairs.length) return l
  return { ...l, pairs, [l.list]: l[l.list] - 1 }
}
