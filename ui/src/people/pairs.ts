import { signal } from '@preact/signals'
import { api, ask, type Schema } from '../app/api'
import { uuidv7 } from '../app/uuidv7'
import { navigate } from '../app/router'
import { complain } from '../app/complain'
import { t } from '../i18n/words'
import { showName } from '../kit/person'
import { toast } from '../kit/toast'

export type List = Schema['DuplicateList']
export type Pair = List['pairs'][number]
export type Which = List['list']
type File = Pick<Schema['Patient'], 'id' | 'displayName'>

/** The list of those to be decided as it was read last: a pair that is opened stands between two others of it. */
export const atHand = signal<List | undefined>(undefined)

export const readList = (list: Which, after?: number) => ask(api.GET('/api/v1/duplicates', { params: { query: { list, ...(after && { after }) } } }))

export const pathOf = (p: Pick<Pair, 'first' | 'second'>) => `/duplicates/${p.first.id}/${p.second.id}`

/** Where a pair stands in the list, and its neighbours. */
export function placeOf(list: List | undefined, a: string, b: string): { at: number; of: number; before?: string; next?: string } | undefined {
  const pairs = list?.pairs ?? []
  const at = pairs.findIndex((p) => (p.first.id === a && p.second.id === b) || (p.first.id === b && p.second.id === a))
  if (at < 0) return undefined
  const path = (p: Pair | undefined) => p && pathOf(p)
  return { at: at + 1, of: Math.max(list!.list === 'possible' ? list!.possible : list!.likely, pairs.length), before: path(pairs[at - 1]), next: path(pairs[at + 1]) }
}

/** The two are two people, or that is put off until one of them comes. */
export async function decide(id: string, a: File, b: File, verdict: 'distinct' | 'later'): Promise<void> {
  const send = (command: string, to: 'distinct' | 'later') =>
    ask(api.POST('/api/v1/duplicates/decisions', { body: { id: command, patientId: a.id, otherId: b.id, verdict: to } }))
  await send(id, verdict)
  const names = { first: showName(a.displayName), second: showName(b.displayName) }
  if (verdict === 'later') toast(t('duplicate.putOff', names))
  else toast(t('duplicate.kept', names), () => { send(uuidv7(), 'later').then(() => toast(t('duplicate.putOff', names)), complain) })
}

/** Both files are shown as the one that stays, until somebody parts them again. */
export async function join(id: string, stays: File, goes: File): Promise<void> {
  await ask(api.POST('/api/v1/patients/{patientId}/merge', { params: { path: { patientId: goes.id } }, body: { id, intoId: stays.id } }))
  toast(t('duplicate.joinedNow', { name: showName(stays.displayName) }), () => {
    ask(api.POST('/api/v1/patients/{patientId}/unmerge', { params: { path: { patientId: goes.id } }, body: { id: uuidv7(), reason: t('duplicate.atOnce') } }))
      .then(() => navigate(`/duplicates/${stays.id}/${goes.id}`), complain)
  })
}
