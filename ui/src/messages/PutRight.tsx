import { useState } from 'preact/hooks'
import { api, ask, askVersion } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import type { Message } from './say'

/** Puts a number right where it belongs, in the patient's file, and has the message sent. */
export function PutRight({ message: m, onClose, onDone }: { message: Message; onClose: () => void; onDone: () => void }) {
  const [number, setNumber] = useState(m.phone)
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const file = useCommandId()
  const send = useCommandId()

  async function save() {
    if (!number.trim()) return setErrors([{ field: 'number', text: t('error.required', { field: t('patient.phone') }) }])
    setBusy(true)
    try {
      const path = { params: { path: { patientId: m.patientId } } }
      const { data: p, etag } = await askVersion(api.GET('/api/v1/patients/{patientId}', path))
      const phones = (p.phones ?? []).map((x) => ({ number: x.display === m.phone || x.number === m.phone ? number : x.number, owner: x.owner, mayLeaveMessage: x.mayLeaveMessage }))
      await ask(api.PUT('/api/v1/patients/{patientId}', {
        params: { ...path.params, header: { 'If-Match': etag } },
        body: {
          id: file.current, phones, givenNames: p.givenNames, familyName: p.familyName, otherNames: p.otherNames ?? [], sex: p.sex, birthDate: p.birthDate ?? '', birthPrecision: p.birthPrecision,
          birthRecordedOn: p.birthRecordedOn ?? '', village: p.village, district: p.district, chief: p.chief, nextOfKin: p.nextOfKin, language: p.language, consent: { given: p.consent.given, on: p.consent.on }, deceasedOn: p.deceasedOn ?? '',
        },
      }))
      file.next()
      await ask(api.POST('/api/v1/messages/{messageId}/retry', { params: { path: { messageId: m.id } }, body: { id: send.current, patientId: m.patientId } }))
      toast(t('message.again'))
      onDone()
    } catch (error) {
      file.next()
      send.next()
      setErrors(formErrors(error, { number: t('patient.phone') }).map((e) => (e.field?.startsWith('phones') ? { ...e, field: 'number' } : e)))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet size="s" title={t('message.putRight')} sub={showName(m.displayName)} onClose={onClose} onSubmit={() => void save()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" busy={busy} data-testid="save-number">{t('message.saveSend')}</Button></>}>
      <ErrorSummary errors={errors} />
      <div data-first tabIndex={-1}>
        <TextField label={t('patient.phone')} name="number" type="tel" inputMode="tel" maxLength={30} value={number} onValue={setNumber} error={errorOf(errors, 'number')} hint={t('message.numberHint')} />
      </div>
    </Sheet>
  )
}
