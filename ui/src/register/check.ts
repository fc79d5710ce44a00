import type { FormError } from '../kit/ErrorSummary'
import { birthProblem } from '../kit/BirthField'
import { t } from '../i18n/words'
import { problems, type Form } from './form'

/** What the server calls its fields, and what stands beside them on the page. Lines of a list are looked up by their place. */
export function labels(f: Form): Record<string, string> {
  const out: Record<string, string> = {
    familyName: t('name.family'), givenNames: t('name.given'), otherNames: t('name.also'), sex: t('sex.label'), birthDate: t('birth.label'),
    village: t('village.label'), district: t('register.district'), chief: t('village.chief'),
    'nextOfKin.name': t('patient.nextOfKin'), 'nextOfKin.relationship': t('register.kinRelationship'), 'nextOfKin.phone': t('register.kinPhone'),
    'fileNumber.series': t('register.series'), 'fileNumber.value': t('fileNumber.typed'), cardCode: t('card.title'), 'checkIn.departmentId': t('department.name'),
  }
  f.phones.forEach((_, i) => {
    out[`phones[${i}].number`] = t('phone.label')
    out[`phones[${i}].owner`] = t('phone.owner')
  })
  f.identifiers.forEach((_, i) => { out[`identifiers[${i}].value`] = t('register.paperNumber') })
  return out
}

/** The error summary of what can be seen without asking the server. */
export function missing(f: Form): FormError[] {
  return problems(f, {
    required: (field) => t('error.required', { field }), birth: birthProblem,
    labels: { familyName: t('name.family'), sex: t('sex.label'), birthDate: t('birth.label'), fileNumber: t('fileNumber.typed') },
  })
}
