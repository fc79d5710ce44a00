import type { Department } from './clinic'

/** Which line a reason usually means, by the letters of the clinic's department. */
const LINE: Readonly<Record<string, string>> = { general: 'OPD', under5: 'U5', chronic: 'NCD', antenatal: 'ANC', dressing: 'DRS' }

/** Where people can be sent on arrival, in the clinic's order. */
export function open(departments: readonly Department[]): readonly Department[] {
  return departments.filter((d) => d.active && d.kind !== 'reception')
}

/** Small children come for the under-five clinic where there is one; all others for the first reason of the list. */
export function likelyReason(reasons: readonly string[], age: { value: number; unit: string } | null | undefined): string {
  const small = age && (age.unit !== 'years' || age.value < 5)
  return (small && reasons.find((r) => r === 'under5')) || (reasons.find((r) => r !== 'under5') ?? reasons[0] ?? '')
}

/** The line of the reason, else the one used last on this device, else the first. */
export function likelyDepartment(reason: string, departments: readonly Department[], lastId: string): Department | undefined {
  const places = open(departments)
  return places.find((d) => d.code === LINE[reason]) ?? places.find((d) => d.id === lastId) ?? places[0]
}
