import type { PageArgs } from '../app/pages'
import { Qr } from '../card/Qr'
import { t } from '../i18n/words'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { useBoth } from './both'
import { born, fit, groups } from './face'
import { PrintPage } from './PrintPage'
import { useCard } from './useCard'

/** A sticker for the paper file or the booklet the patient already has. */
export default function PrintLabel({ params }: PageArgs) {
  const { card, patient, error } = useCard(params['id']!)
  const both = useBoth()
  const p = card?.patient
  const say = both?.in[both.first]
  const ready = !!(p && card.svg && patient && say)
  const family = showName(patient?.familyName || patient?.givenNames || '')
  const given = patient?.familyName ? showName(patient.givenNames) : ''
  return (
    <PrintPage name="label" title={t('print.label')} size={t('print.size.label')} from={p ? `/patients/${p.id}` : '/'} ready={ready} error={error}>
      {card && !card.svg && <Note tone="warn">{t('print.stopped')}</Note>}
      {ready && (
        <article class="plb" lang={both!.first} data-card={card.id}>
          <div class="plb-text">
            <p class={`plb-name${fit(family, [13, 17, 26, 40])}`}>{family}<span class={`plb-given${fit(given, [14, 20, 40])}`}>{given}</span></p>
            <p class="plb-b">{[say(`sex.${p.sex}.short`), born(p, say, 'label')].filter(Boolean).join(', ')}</p>
            {p.fileNumber && <p class="plb-f"><small>{say('print.file')}</small><span class={`plb-n${fit(p.fileNumber, [9, 14])}`}>{groups(p.fileNumber)}</span></p>}
          </div>
          <Qr svg={card.svg!} />
          <p class="plb-s">{card.code}</p>
        </article>
      )}
    </PrintPage>
  )
}
