import { api, ask, type Schema } from '../app/api'
import { useLoad } from '../app/useLoad'
import { language } from '../i18n/words'

export type Department = Schema['Department']

/** Its name in the reader's language. */
export function departmentName(d: Pick<Department, 'name' | 'nameSt'>): string {
  return (language.value === 'st' && d.nameSt) || d.name
}

/** All departments in the clinic's order; empty until they are known. */
export function useDepartments(): readonly Department[] {
  return useLoad(() => ask(api.GET('/api/v1/departments')), []).data?.departments ?? []
}
