import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { ApiError, errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { usePatientSearch } from '../app/usePatientSearch'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { Note } from '../kit/message'
import { Initials, sexAge, showName } from '../kit/person'
import { SearchBox } from '../kit/SearchBox'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'

type Kind = Schema['Relate']['kind']
type Person = Schema['PatientSummary']

/** Offered for everybody, and what fits the sex of the one who was found. */
function kinds(other: Person): readonly Kind[] {
  const parent: Kind[] = other.sex === 'female' ? ['mother'] : other.sex === 'male' ? ['father'] : ['mother', 'father']
  return [...parent, 'child', 'sibling', 'spouse', 'grandparent', 'grandchild', 'guardian', 'ward', 'kin']
}

/** Finds another patient, then says what they are to this one. */
export default function AddKin({ patient, onClose, onDone }: { patient: Schema['Patient']; onClose: () => void; onDone: () => void }) {
  const find = usePatientSearch(true)
  const [other, setOther] = useState<Person>()
  const [kind, setKind] = useState<Kind | ''>('')
  const [missing, setMissing] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const rows = find.rows?.filter((r) => r.id !== patient.id)
  const submit = async () => {
    if (busy || !other) return
    setMissing(!kind)
    if (!kind) return
    setBusy(true)
    setFailed(undefined)
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/relations', { params: { path: { patientId: patient.id } }, body: { id: command.current, otherId: other.id, kind } }))
      toast(t('kin.done', { name: showName(other.displayName) }))
      onDone()
    } catch (e) {
      command.next()
      setFailed(e)
      setBusy(false)
    }
  }
  const names = { patient: showName(patient.displayName), other: other ? showName(other.displayName) : '' }
  return (
    <Sheet size="s" title={t('kin.title')} sub={t('kin.sub')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button>{other && <Button kind="primary" type="submit" busy={busy} data-testid="save-kin">{t('action.save')}</Button>}</>}>
      {failed !== undefined && <Note tone="danger" alert>{refusal(failed)}</Note>}
      {!other && <div class="fm-find"><h3>{t('kin.who')}</h3><SearchBox id="find-kin" text={find.text} onText={find.setText} rows={rows} answered={find.answered} heading={find.heading} onPick={(row) => setOther(rows?.find((r) => r.id === row.id))} autoFocus /></div>}
      {other && (
        <div class="stack">
          <div class="fm-chosen"><Initials text={other.initials} size="s" /><p class="grow"><b>{names.other}</b><br /><span class="cap num">{[sexAge(other), other.village, other.fileNumber].filter(Boolean).join(', ')}</span></p><Button size="s" kind="quiet" icon="search" onClick={() => { setOther(undefined); setKind('') }}>{t('kin.other')}</Button></div>
          <Chips legend={t('kin.is', names)} name="kind" value={kind} onValue={(k) => { setKind(k); setMissing(false) }} error={missing ? t('error.required', { field: t('kin.is', names) }) : undefined}
            options={kinds(other).map((value) => ({ value, label: t(`relation.${value}`) }))} />
        </div>
      )}
    </Sheet>
  )
}

function refusal(e: unknown): string {
  const broken = e instanceof ApiError ? e.errors[0] : undefined
  if (broken?.code === 'duplicate') return t(broken.field === 'kind' ? 'kin.twoMothers' : 'kin.already')
  if (broken?.code === 'not-allowed') return t('kin.self')
  return errorText(e)
}
