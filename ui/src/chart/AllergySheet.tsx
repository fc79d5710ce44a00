import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { allergyClass } from '../consultation/codes'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Select, TextField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'

type Status = 'active' | 'none-known' | 'withdrawn'

/** Notes an allergy, that there is none, or that one was noted wrongly. */
export function AllergySheet({ chart, onClose, onDone }: { chart: Schema['Chart']; onClose: () => void; onDone: () => void }) {
  const [status, setStatus] = useState<Status>('active')
  const [substance, setSubstance] = useState('')
  const [reaction, setReaction] = useState('')
  const [replacesId, setReplaces] = useState('')
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const command = useCommandId()
  const labels: Record<string, string> = { substance: t('allergy.substance'), reaction: t('allergy.reaction'), reason: t('consult.reasonForChange'), replacesId: t('allergy.which') }
  const kind = allergyClass(substance)
  const submit = async () => {
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/allergies', {
        params: { path: { patientId: chart.patient.id } },
        body: { id: command.current, status, substance, class: status === 'active' ? kind : '', reaction, reason, replacesId: replacesId || undefined },
      }))
      onDone()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, labels))
    }
  }
  const options: Status[] = chart.allergies.length ? ['active', 'withdrawn'] : ['active', 'none-known']
  return (
    <Sheet size="s" title={t('chart.allergies')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" data-testid="allergy-save">{t('action.save')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Segmented<Status> legend={t('allergy.said')} name="allergy-status" value={status} onValue={setStatus} options={options.map((value) => ({ value, label: t(`allergy.status.${value}`) }))} />
        {status === 'active' && (
          <>
            <TextField label={labels['substance']!} name="substance" value={substance} maxLength={120} onValue={setSubstance} error={errorOf(errors, 'substance')} data-first
              echo={kind ? t('allergy.warnsOf', { class: kind }) : undefined} />
            <TextField label={labels['reaction']!} name="reaction" optional value={reaction} maxLength={200} onValue={setReaction} />
          </>
        )}
        {status === 'withdrawn' && (
          <>
            <Select label={labels['replacesId']!} name="replacesId" value={replacesId} onValue={setReplaces} none={t('action.choose')} error={errorOf(errors, 'replacesId')} options={chart.allergies.map((a) => ({ value: a.id, label: a.substance }))} />
            <TextField label={labels['reason']!} name="reason" value={reason} maxLength={200} onValue={setReason} error={errorOf(errors, 'reason')} />
          </>
        )}
      </div>
    </Sheet>
  )
}
