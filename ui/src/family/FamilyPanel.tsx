import './family.css'
import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { Lazy } from '../app/Lazy'
import { can } from '../app/session'
import { allWords, t } from '../i18n/words'
import { IconButton, Button } from '../kit/Button'
import { sexAge, showName } from '../kit/person'

type Patient = Schema['Patient']
type Relation = Schema['PatientRelation']

const addSheet = () => allWords(import('./AddKin'))
const endSheet = () => allWords(import('./EndKin'))

/** Who belongs to the patient and is a patient here too. `still`: the page has typing on it, so nobody is led away from it. */
export function FamilyPanel({ patient, onChange, still }: { patient: Patient; onChange: () => void; still?: boolean }) {
  const [adding, add] = useState(false)
  const [ending, end] = useState<Relation>()
  const relations = patient.relations ?? []
  return (
    <section class="card" aria-labelledby="family-head" data-testid="family">
      <header class="card-head"><h2 id="family-head">{t('relation.title')}</h2>{can('patient.relate') && <span class="sp"><Button size="s" icon="plus" onClick={() => add(true)} data-testid="add-kin">{t('relation.add')}</Button></span>}</header>
      {!relations.length && <p class="pad t2">{t('relation.none')}</p>}
      <ul>
        {relations.map((r) => {
          const name = showName(r.patient.displayName)
          return (
            <li key={r.id} class="fm-row" data-testid={`kin-${r.kind}`}>
              <p class="fm-who">
                {still ? <b>{name}</b> : <a href={`/patients/${r.patient.id}`}>{name}</a>}
                <span class="cap num">{[t(`relation.${r.kind}`), sexAge(r.patient), r.patient.fileNumber && t('fileNumber.short', { number: r.patient.fileNumber })].filter(Boolean).join(', ')}</span>
              </p>
              {can('patient.unrelate') && <IconButton icon="close" label={t('relation.end', { name })} onClick={() => end(r)} data-testid="end-kin" />}
            </li>
          )
        })}
      </ul>
      {adding && <Lazy over load={addSheet} props={{ patient, onClose: () => add(false), onDone: () => { add(false); onChange() } }} />}
      {ending && <Lazy over load={endSheet} props={{ patientId: patient.id, relation: ending, onClose: () => end(undefined), onDone: () => { end(undefined); onChange() } }} />}
    </section>
  )
}
