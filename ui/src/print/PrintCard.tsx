import { useState } from 'preact/hooks'
import type { PageArgs } from '../app/pages'
import { t } from '../i18n/words'
import { Note } from '../kit/message'
import { Check } from '../kit/Field'
import { useBoth } from './both'
import { Back, Front } from './face'
import { PrintPage } from './PrintPage'
import { useCard } from './useCard'

/** One plastic card, front and back. */
export default function PrintCard({ params }: PageArgs) {
  const { card, patient, error } = useCard(params['id']!)
  const both = useBoth()
  const [back, setBack] = useState(true)
  const ready = !!(card?.patient && card.svg && patient && both)
  return (
    <PrintPage name="card" title={t('print.card')} size={t('print.size.card')} from={card?.patient ? `/patients/${card.patient.id}` : '/'} ready={ready} error={error}
      extra={<Check label={t('print.withBack')} name="with-back" checked={back} onChange={setBack} />}>
      {card && !card.svg && <Note tone="warn">{t('print.stopped')}</Note>}
      {ready && <div class="cr80"><Front card={card} patient={card.patient!} names={patient} both={both} /></div>}
      {ready && back && <div class="cr80"><Back both={both} /></div>}
    </PrintPage>
  )
}
