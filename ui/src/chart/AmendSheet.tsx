import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { DiagnosisPicker, type Diagnosis } from '../consultation/DiagnosisPicker'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextArea } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'

type Kind = 'correction' | 'late-entry' | 'entered-in-error'

/** Sets a signed note right: the old text stays readable, struck through where a correction stands for it. */
export function AmendSheet({ encounter, onClose, onDone }: { encounter: Schema['Encounter']; onClose: () => void; onDone: () => void }) {
  const old = encounter.note
  const [kind, setKind] = useState<Kind>('correction')
  const [reason, setReason] = useState('')
  const [complaint, setComplaint] = useState(old?.complaint ?? '')
  const [examination, setExamination] = useState(old?.examination ?? '')
  const [advice, setAdvice] = useState(old?.advice ?? '')
  const [diagnoses, setDiagnoses] = useState<Diagnosis[]>([...(old?.diagnoses ?? [])])
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const labels: Record<string, string> = { reason: t('consult.reasonForChange'), 'note.complaint': t('consult.cameFor'), note: t('consult.cameFor') }

  // A late entry adds; it must not say again what stands.
  const choose = (to: Kind) => {
    const empty = to === 'late-entry'
    setKind(to)
    setComplaint(empty ? '' : (old?.complaint ?? ''))
    setExamination(empty ? '' : (old?.examination ?? ''))
    setAdvice(empty ? '' : (old?.advice ?? ''))
    setDiagnoses(empty ? [] : [...(old?.diagnoses ?? [])])
  }
  const submit = async () => {
    setBusy(true)
    const note = kind === 'entered-in-error' ? undefined : {
      complaint, examination, advice, diagnoses, outcome: old?.outcome || ('home' as const),
      prescriptions: kind === 'correction' ? (old?.prescriptions ?? []) : [],
      followUp: kind === 'correction' ? old?.followUp : undefined, referral: kind === 'correction' || old?.outcome === 'referred' ? old?.referral : undefined,
    }
    try {
      await ask(api.POST('/api/v1/encounters/{encounterId}/amendments', {
        params: { path: { encounterId: encounter.id } }, body: { id: command.current, patientId: encounter.patientId, visitId: encounter.visitId, kind, reason, note },
      }))
      toast(t('amend.done'))
      onDone()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, labels))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet title={t('consult.amend')} sub={t('amend.sub')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" busy={busy} data-testid="amend-save">{t('action.sign')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Segmented<Kind> legend={t('amend.kind')} name="kind" value={kind} onValue={choose}
          options={[{ value: 'correction', label: t('consult.correction') }, { value: 'late-entry', label: t('consult.lateEntry') }, { value: 'entered-in-error', label: t('consult.enteredInError') }]} />
        <TextArea label={labels['reason']!} name="reason" rows={2} maxLength={500} value={reason} onValue={setReason} error={errorOf(errors, 'reason')} />
        {kind !== 'entered-in-error' && (
          <>
            <TextArea label={t('consult.cameFor')} name="note.complaint" rows={3} maxLength={4000} value={complaint} onValue={setComplaint} error={errorOf(errors, 'note.complaint')} />
            <TextArea label={t('consult.examination')} name="amend-examination" rows={2} maxLength={4000} value={examination} onValue={setExamination} />
            <DiagnosisPicker value={diagnoses} onValue={setDiagnoses} />
            <TextArea label={t('consult.advice')} name="amend-advice" rows={2} maxLength={2000} value={advice} onValue={setAdvice} />
          </>
        )}
      </div>
    </Sheet>
  )
}
