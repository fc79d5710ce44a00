import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { usePatientSearch } from '../app/usePatientSearch'
import { errorText } from '../app/problem'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { SearchBox } from '../kit/SearchBox'
import { Sheet } from '../kit/Sheet'
import type { Patient } from './form'
import type { Mother } from './mother'

/** Whose baby is it? Her record is opened for what the baby has from her, and that stands in the journal. */
export function BabySheet({ onMother, onClose }: { onMother: (mother: Patient) => void; onClose: () => void }) {
  const find = usePatientSearch(true)
  const [error, setError] = useState<unknown>()
  const pick = async (patientId: string) => {
    try {
      onMother(await ask(api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId } } })))
    } catch (e) {
      setError(e)
    }
  }
  return (
    <Sheet size="s" title={t('register.motherTitle')} sub={t('register.motherText')} onClose={onClose}>
      {error !== undefined && <Note tone="danger" alert>{errorText(error)}</Note>}
      <div class="reg-find"><SearchBox id="find-mother" text={find.text} onText={find.setText} rows={find.rows} answered={find.answered} heading={find.heading} onPick={(row) => void pick(row.id)} autoFocus /></div>
    </Sheet>
  )
}

/** Over the fields: whose baby this is. Taking it away leaves what was copied, to be read again. */
export function BabyOf({ mother, onDrop }: { mother: Mother; onDrop: () => void }) {
  return (
    <section class="grp" data-testid="baby-of">
      <p class="legend">{t('register.mother')}</p>
      <p class="row wrap"><Icon name="baby" /><span class="grow"><b>{showName(mother.displayName)}</b><br /><span class="cap">{t('register.motherCopied')}</span></span><Button size="s" kind="quiet" icon="close" onClick={onDrop}>{t('action.remove')}</Button></p>
    </section>
  )
}
