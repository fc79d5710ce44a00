import { toast } from '../kit/toast'
import { errorText } from './problem'

/** Says what went wrong in the bar at the foot, for acts that have no form to show it in. */
export function complain(error: unknown): void {
  toast(errorText(error), undefined, 'warn')
}
