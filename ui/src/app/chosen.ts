import { signal } from '@preact/signals'
import { sheets } from './pages'
import { navigate, path } from './router'
import { can } from './session'

/** The patient whose check-in sheet lies over the page. */
export const checkingIn = signal<string | undefined>(undefined)

/** A person was picked in the search box or scanned: the desk checks them in, whoever works there; others open the chart. */
export function choosePatient(patientId: string): void {
  const atDesk = !can('chart.read') || path.value === '/desk'
  if (sheets.checkIn && can('visit.checkIn') && atDesk) checkingIn.value = patientId
  else navigate(`/patients/${patientId}`)
}

/** What was typed into the search box when "Register new" was pressed. Not in the address: it is a name. */
export const typedName = signal('')

export function registerTyped(text: string): void {
  typedName.value = text
  navigate('/register')
}
