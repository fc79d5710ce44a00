import { can } from '../app/session'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'

/** What the patient may ask for, for those who answer it. */
export function RightsPanel({ patientId }: { patientId: string }) {
  if (!can('patient.access') && !can('patient.bundle')) return null
  return (
    <section class="card pad stack" aria-labelledby="rights-head">
      <h2 id="rights-head">{t('opened.right')}</h2>
      <p class="t2">{t('opened.rightAbout')}</p>
      <p class="row wrap">
        {can('patient.access') && <Button size="s" icon="eye" href={`/patients/${patientId}/opened`} data-testid="open-opened">{t('chart.whoOpened')}</Button>}
        {can('patient.bundle') && <Button size="s" icon="print" href={`/print/record/${patientId}`} data-testid="open-bundle">{t('bundle.title')}</Button>}
      </p>
    </section>
  )
}
