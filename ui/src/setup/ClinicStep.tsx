import { useState } from 'preact/hooks'
import { errorOf } from '../app/problem'
import { t } from '../i18n/words'
import { TextField } from '../kit/Field'
import { PlaceFields } from '../manager/PlaceFields'
import { StepPage } from './StepPage'
import { useSave } from './useSave'
import type { StepProps } from './Wizard'
import type { Answers } from './wizard'

type Clinic = NonNullable<Answers['clinic']>
const EMPTY: Clinic = { name: '', code: '', district: '', country: 'LS', phone: '', fileSeries: '' }

export function ClinicStep({ progress, onSaved, onBack }: StepProps) {
  const [form, setForm] = useState<Clinic>({ ...EMPTY, ...progress.answers.clinic })
  const set = (part: Partial<Clinic>) => setForm((f) => ({ ...f, ...part }))
  const labels = { 'clinic.name': t('clinic.name'), 'clinic.code': t('clinic.code'), 'clinic.district': t(form.country === 'LS' ? 'clinic.district' : 'clinic.province'), 'clinic.phone': t('clinic.phone') }
  const { errors, busy, save } = useSave('clinic', labels, onSaved)
  const field = (name: keyof typeof labels) => ({ name, label: labels[name], error: errorOf(errors, name) })
  return (
    <StepPage step="clinic" title={t('setup.clinicTitle')} lead={t('setup.clinicLead')} errors={errors} busy={busy} onBack={onBack} onNext={() => void save({ clinic: form })}>
      <div class="card pad-l fgrid">
        <TextField {...field('clinic.name')} full value={form.name} onValue={(name) => set({ name })} maxLength={80} />
        <TextField {...field('clinic.code')} hint={t('clinic.codeHint')} value={form.code} onValue={(code) => set({ code })} maxLength={20} autoCapitalize="none" spellcheck={false} />
        <TextField {...field('clinic.phone')} optional type="tel" inputMode="tel" value={form.phone ?? ''} onValue={(phone) => set({ phone })} maxLength={20} />
        <PlaceFields country={form.country} district={form.district} onValue={set} error={errorOf(errors, 'clinic.district')} name="clinic.district" />
      </div>
    </StepPage>
  )
}
