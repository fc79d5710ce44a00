import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Check } from '../kit/Field'
import { departmentName } from '../queue/departments'
import { StepPage } from './StepPage'
import { useSave } from './useSave'
import type { StepProps } from './Wizard'

/** Places to wait, ticked from those that clinics here have; others are opened later. */
export function DepartmentsStep({ progress, onSaved, onBack }: StepProps) {
  const before = progress.answers.departments
  const offered = [...progress.offered, ...(before ?? []).filter((d) => !progress.offered.some((o) => o.code === d.code))]
  const [codes, setCodes] = useState<readonly string[]>(() => (before ?? progress.offered.filter((o) => o.suggested)).map((d) => d.code))
  const { errors, setErrors, busy, save } = useSave('departments', { departments: t('department.title') }, onSaved)
  const next = () => {
    const departments = offered.filter((d) => codes.includes(d.code)).map(({ code, name, nameSt, kind }) => ({ code, name, nameSt, kind }))
    if (departments.length) void save({ departments })
    else setErrors([{ field: 'departments', text: t('setup.departmentsNone') }])
  }
  return (
    <StepPage step="departments" title={t('setup.departmentsTitle')} lead={t('setup.departmentsLead')} errors={errors} busy={busy} onBack={onBack} onNext={next}>
      <fieldset class="card su-places" id="departments">
        <legend class="vh">{t('department.title')}</legend>
        {offered.map((d) => (
          <Check key={d.code} name={`department-${d.code}`} checked={codes.includes(d.code)} onChange={(on) => setCodes(on ? [...codes, d.code] : codes.filter((c) => c !== d.code))}
            label={<><span class="b">{departmentName({ name: d.name, nameSt: d.nameSt ?? '' })}</span> <span class="cap mono">{d.code}</span></>} />
        ))}
      </fieldset>
    </StepPage>
  )
}
