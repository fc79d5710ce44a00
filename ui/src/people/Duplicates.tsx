import '../manager/manager.css'
import './people.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { countText, instantText, timeText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { serverNow } from '../kit/clock'
import { Empty, Note, Skeleton } from '../kit/message'
import { PairList } from './PairList'
import { PeopleTabs } from './PeopleTabs'
import { atHand, readList, type List, type Which } from './pairs'

const SOON_MS = 1000
const UNDECIDED: readonly Which[] = ['likely', 'possible']

/** Who may be in the register twice, and what was decided about it. */
export default function Duplicates() {
  const [which, choose] = useState<Which>('likely')
  const list = useLoad(() => readList(which), [which])
  const [more, setMore] = useState<readonly List[]>([])
  const command = useCommandId()
  const l = list.data
  useEffect(() => {
    setMore([])
    if (l && UNDECIDED.includes(l.list)) atHand.value = l
  }, [l])
  useEffect(() => {
    if (!l?.scanning) return
    const timer = setTimeout(list.reload, SOON_MS)
    return () => clearTimeout(timer)
  }, [l])

  const look = () => {
    ask(api.POST('/api/v1/duplicates/scan', { body: { id: command.current } })).then(() => { command.next(); list.reload() }, complain)
  }
  const parts = l ? [l, ...more] : []
  const next = parts.at(-1)?.next
  const option = (value: Which, n: number | undefined) => ({ value, label: `${t(`duplicate.list.${value}`)}${n === undefined ? '' : ` ${countText(n)}`}` })
  return (
    <Page name="duplicates" title={t('people.doubles')} class="mg dl">
      <div class="page-head">
        <div class="grow"><h1>{t('people.doubles')}</h1><p class="t2" role="status">{l && said(l)}</p></div>
        <div class="sp"><Button size="s" icon="refill" busy={l?.scanning} onClick={look} data-testid="look-again">{t('duplicate.lookAgain')}</Button></div>
      </div>
      <PeopleTabs at="/duplicates" />
      <Segmented quiet legend={t('people.doubles')} name="list" value={which} onValue={choose} options={[
        option('likely', l?.likely), option('possible', l?.possible), option('later', l?.later), option('joined', l?.joined), option('distinct', l?.distinct),
      ]} />
      {!!list.error && <Note tone="danger" alert>{errorText(list.error)}</Note>}
      {l?.list !== which && !list.error && <Skeleton rows={6} />}
      {l?.list === which && (l.pairs.length
        ? <PairList list={which} pairs={parts.flatMap((p) => p.pairs)} onChange={list.reload} />
        : <section class="card"><Empty title={t(`duplicate.none.${which}`)} text={UNDECIDED.includes(which) ? t('duplicate.noneText') : undefined} /></section>)}
      {!!next && l?.list === which && <div><Button kind="quiet" icon="down" onClick={() => { readList(which, next).then((p) => setMore((m) => [...m, p]), complain) }}>{t('list.more')}</Button></div>}
    </Page>
  )
}

/** How many people were looked through, and when. */
function said(l: List): string {
  if (l.scanning) return t('duplicate.looking')
  if (!l.scannedAt) return t('duplicate.never')
  const at = new Date(l.scannedAt)
  const when = today(at) === today(serverNow()) ? t('duplicate.today', { time: timeText(at) }) : instantText(at)
  return plural('duplicate.looked', l.people, { when })
}
