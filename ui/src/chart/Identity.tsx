import type { ComponentChildren } from 'preact'
import type { Schema } from '../app/api'
import { can } from '../app/session'
import { instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ageText, bornText, showName } from '../kit/person'
import { Phones } from './Phones'

/** Who the patient is: what reception keeps. Numbers and family stand beside it, where they can be changed. */
export function Identity({ patient: p }: { patient: Schema['Patient'] }) {
  const rows: [string, ComponentChildren][] = [
    [t('patient.familyName'), showName(p.familyName)], [t('patient.givenNames'), showName(p.givenNames)],
    [t('patient.otherNames'), (p.otherNames ?? []).map(showName).join(', ')],
    [t('patient.sex'), t(`sex.${p.sex}`)], [t('patient.birth'), [bornText(p), ageText(p.age)].filter(Boolean).join(', ')],
    [t('patient.phone'), p.phones?.length ? <Phones phones={p.phones} /> : ''],
    [t('patient.village'), [p.village, p.chief, p.district].filter(Boolean).join(', ')],
    [t('patient.nextOfKin'), [p.nextOfKin?.name, p.nextOfKin?.relationship, p.nextOfKin?.phone].filter(Boolean).join(', ')],
    [t('patient.registeredAt'), instantText(p.registeredAt)],
  ]
  return (
    <section class="card pad" aria-labelledby="identity-head">
      <header class="row"><h2 id="identity-head">{t('chart.identity')}</h2>{can('patient.update') && <span class="sp"><Button size="s" icon="pen" href={`/patients/${p.id}/edit`}>{t('action.edit')}</Button></span>}</header>
      <dl class="kv kv-wide">{rows.filter(([, v]) => v).map(([k, v]) => <><dt key={k}>{k}</dt><dd>{v}</dd></>)}</dl>
    </section>
  )
}
