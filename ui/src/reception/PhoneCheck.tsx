import { api, ask, type Schema } from '../app/api'
import { uuidv7 } from '../app/uuidv7'
import { rich, t } from '../i18n/words'
import { serverNow } from '../kit/clock'
import { TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { today } from '../i18n/dates'
import { demographics, formOf } from '../register/form'

type Patient = Schema['Patient']

/** "Phone 5812 4471 still right?" The new number is saved with the check-in; `value` is undefined while nobody changes it. */
export function PhoneCheck({ patient, value, onValue }: { patient: Patient; value: string | undefined; onValue: (text: string) => void }) {
  const known = patient.phones?.[0]
  if (value !== undefined) return <div class="ci-phone-in"><TextField label={t('phone.label')} name="phone" inputMode="tel" icon="phone" value={value} onValue={onValue} maxLength={30} /></div>
  const change = () => {
    onValue(known?.display ?? '')
    requestAnimationFrame(() => document.getElementById('phone')?.focus())
  }
  return (
    <p class="ci-phone">
      <Icon name="phone" />
      <span>{known ? rich('checkIn.phoneStillRight', { phone: <b class="num nw">{known.display}</b> }) : t('checkIn.noPhone')}</span>
      <button type="button" class="linklike" onClick={change} data-testid="change-phone">{t(known ? 'action.change' : 'action.add')}</button>
    </p>
  )
}

/** The patient with the first phone changed; unchanged when the number is as it was. */
export async function savePhone(patient: Patient, typed: string): Promise<Patient> {
  const form = formOf(patient)
  const [first, ...others] = form.phones
  const number = typed.trim()
  if (number === first!.number) return patient
  const body = demographics({ ...form, phones: [{ ...first!, number }, ...others] }, today(serverNow()), patient)
  return ask(api.PUT('/api/v1/patients/{patientId}', {
    params: { path: { patientId: patient.id }, header: { 'If-Match': `"${patient.version}"` } },
    body: { id: uuidv7(), ...body, ...(patient.deceasedOn ? { deceasedOn: patient.deceasedOn } : {}) },
  }))
}
