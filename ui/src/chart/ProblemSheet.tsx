import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { DiagnosisPicker, type Diagnosis } from '../consultation/DiagnosisPicker'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'

/** Notes a long-term problem with the year it began, as far as anybody knows. */
export function ProblemSheet({ patientId, onClose, onDone }: { patientId: string; onClose: () => void; onDone: () => void }) {
  const [chosen, setChosen] = useState<Diagnosis[]>([])
  const [since, setSince] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const command = useCommandId()
  const labels: Record<string, string> = { text: t('consult.diagnosis'), since: t('problem.since') }
  const submit = async () => {
    const d = chosen[0]
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/problems', {
        params: { path: { patientId } },
        body: { id: command.current, status: 'active', system: d?.system ?? '', code: d?.code ?? '', text: d?.text ?? '', since: since.trim(), reason: '' },
      }))
      onDone()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, labels))
    }
  }
  return (
    <Sheet size="s" title={t('chart.problems')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit">{t('action.save')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <DiagnosisPicker value={chosen} onValue={(v) => setChosen(v.slice(-1))} error={errorOf(errors, 'text')} />
        <TextField label={labels['since']!} name="since" optional inputMode="numeric" value={since} maxLength={10} placeholder="2019" onValue={setSince} error={errorOf(errors, 'since')} />
      </div>
    </Sheet>
  )
}
