import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { uuidv7 } from '../app/uuidv7'
import { useLoad } from '../app/useLoad'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { Note } from '../kit/message'
import { useBoth } from './both'
import { BlankFront } from './face'
import { Ten } from './Ten'
import { PrintPage } from './PrintPage'

// The command says which cards were made: said again after a reload it answers with the same ones instead of new ones.
const STORED = 'karete.blanks'
interface Order { id: string; count: number }
const COUNTS = ['10', '20', '50', '100'] as const

function ordered(): Order | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as Order | null
    return typeof kept?.id === 'string' && typeof kept.count === 'number' ? kept : undefined
  } catch {
    return undefined
  }
}

function keep(order: Order | undefined): void {
  try {
    if (order) sessionStorage.setItem(STORED, JSON.stringify(order))
    else sessionStorage.removeItem(STORED)
  } catch {
    // then a reload begins anew; the cards made stay unused
  }
}

/** Cards printed beforehand, nobody's until they are scanned at registration. */
export default function PrintBlanks() {
  const [order, setOrder] = useState(ordered)
  const [count, setCount] = useState<(typeof COUNTS)[number]>('10')
  const both = useBoth()
  const load = useLoad(() => (order ? ask(api.POST('/api/v1/cards/blanks', { body: order })) : Promise.resolve(undefined)), [order?.id])
  const cards = load.data?.cards ?? undefined
  const blank = cards?.filter((c) => c.status === 'blank')
  const set = (to: Order | undefined) => {
    keep(to)
    setOrder(to)
  }
  return (
    <PrintPage name="blanks" title={t('print.blanks')} size={t('print.size.sheet')} from="/print" ready={!!(blank?.length && both)} error={load.error}
      extra={order && <Button kind="quiet" icon="plus" onClick={() => set(undefined)} data-testid="new-blanks">{t('print.moreBlanks')}</Button>}>
      {!order && (
        <form class="card pad desk-ask stack no-print" onSubmit={(e) => { e.preventDefault(); set({ id: uuidv7(), count: Number(count) }) }}>
          <p>{t('print.blanksText')}</p>
          <Segmented legend={t('print.howMany')} name="count" options={COUNTS.map((value) => ({ value, label: value }))} value={count} onValue={setCount} />
          <p><Button kind="primary" type="submit" icon="qr" data-testid="make-blanks">{plural('print.makeBlanks', Number(count))}</Button></p>
        </form>
      )}
      {cards && blank && blank.length < cards.length && <div class="no-print desk-ask"><Note tone="info">{plural('print.blanksUsed', cards.length - blank.length)}</Note></div>}
      {blank && both && <Ten cards={blank.map((c) => <BlankFront key={c.id} card={c} both={both} />)} foot={t('print.blankFoot')} />}
    </PrintPage>
  )
}
