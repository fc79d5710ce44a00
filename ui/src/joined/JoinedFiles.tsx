import './joined.css'
import type { Schema } from '../app/api'
import { dateText, today } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { ageText, bornText, showName } from '../kit/person'
import { fileName } from './file'

type Joined = NonNullable<Schema['Patient']['joined']>[number]

/** What the other files say of the person, each by itself: whoever reads two birth dates sees which file has which. */
export function JoinedFiles({ patient }: { patient: Schema['Patient'] }) {
  const joined = patient.joined ?? []
  if (!joined.length) return null
  return (
    <section class="card pad stack-s" aria-labelledby="joined-head" data-testid="joined-files">
      <h2 id="joined-head">{t('joined.title')}</h2>
      {joined.map((j) => (
        <div key={j.id} class="jn-file">
          <h3>{fileName(j)}</h3>
          <dl class="kv kv-wide">{fileRows(j).filter(([, v]) => v).map(([k, v]) => [<dt key={k + v}>{k}</dt>, <dd key={`${k}${v}-v`}>{v}</dd>])}</dl>
        </div>
      ))}
    </section>
  )
}

/** What one of them says, and since when it is joined. */
export function fileRows(j: Joined): [string, string][] {
  return [
    [t('patient.otherNames'), j.otherNames.map(showName).join(', ')],
    [t('patient.sex'), t(`sex.${j.sex}`)], [t('patient.birth'), j.birthDate ? [bornText(j), ageText(j.age)].filter(Boolean).join(', ') : ''],
    [t('outcome.died'), j.deceasedOn ? dateText(j.deceasedOn) : ''],
    [t('patient.phone'), j.phones.map((x) => [x.display, x.owner].filter(Boolean).join(' ')).join('; ')],
    [t('patient.village'), j.village],
    [t('patient.nextOfKin'), [j.nextOfKin.name, j.nextOfKin.relationship, j.nextOfKin.phone].filter(Boolean).join(', ')],
    ...j.identifiers.map((i): [string, string] => [t(`identifier.${i.system}` as Key), `${[i.series, i.value].filter(Boolean).join(' ')}${i.status === 'active' ? '' : ` (${t('bundle.retired')})`}`]),
    [t('joined.label'), [t('joined.by', { date: dateText(today(new Date(j.linkedAt))), name: showName(j.linkedBy) }), j.reason].filter(Boolean).join('. ')],
  ]
}
