import { api, ask, type Schema } from '../app/api'
import { useLoad } from '../app/useLoad'
import type { Card } from './face'

export interface Holder { card: Card; patient: Schema['Patient'] | undefined }

/** A card and, when it is somebody's, who: the summary has one name, the paper has two lines for it. */
export async function readCard(cardId: string): Promise<Holder> {
  const card = await ask(api.GET('/api/v1/cards/{cardId}', { params: { path: { cardId } } }))
  if (!card.patient || !card.svg) return { card, patient: undefined }
  return { card, patient: await ask(api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId: card.patient.id } } })) }
}

export function useCard(cardId: string): Partial<Holder> & { error: unknown } {
  const load = useLoad(() => readCard(cardId), [cardId])
  return { card: load.data?.card, patient: load.data?.patient, error: load.error }
}
