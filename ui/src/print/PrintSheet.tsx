import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Empty } from '../kit/message'
import { useBoth } from './both'
import { Front } from './face'
import { clearGathered, gathered } from './gathered'
import { Ten } from './Ten'
import { PrintPage } from './PrintPage'
import { readCard } from './useCard'

/** The cards that were put aside, ten on each A4 sheet, for clinics without a card printer. */
export default function PrintSheet() {
  const ids = gathered.value
  const load = useLoad(() => Promise.all(ids.map(readCard)), [ids.join()])
  const both = useBoth()
  const cards = load.data?.filter((h) => h.card.svg && h.card.patient && h.patient)
  return (
    <PrintPage name="sheet" title={t('print.sheet')} size={t('print.size.sheet')} from="/print" ready={!!(cards?.length && both)} error={load.error}
      extra={ids.length > 0 && <Button kind="quiet" icon="close" onClick={clearGathered} data-testid="clear-sheet">{t('print.clearSheet')}</Button>}>
      {ids.length === 0 && <Empty title={t('print.sheetEmpty')} text={t('print.sheetEmptyText')} />}
      {cards && both && <Ten cards={cards.map(({ card, patient }) => <Front key={card.id} card={card} patient={card.patient!} names={patient!} both={both} />)} foot={t('print.cutLines')} />}
    </PrintPage>
  )
}
