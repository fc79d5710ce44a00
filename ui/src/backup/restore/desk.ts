import { api, ask, type Schema } from '../../app/api'
import { ApiError } from '../../app/problem'
import { header } from '../../setup/wizard'

export type State = Schema['RestoreState']
export type Copy = Schema['BackupCopy']
export type Opened = Schema['OpenedBackup']
export type Run = Schema['RestoreRun']
export type Restored = Schema['Restored']
/** What opens a backup: one of the three. */
export type Key = Pick<Schema['OpenBackup'], 'recoveryCode' | 'passphrase' | 'keyFile'>

/** Who began a restore sees its end too, when the box is a clinic already. */
export const readDesk = (run?: string) => ask(api.GET('/api/v1/setup/restore', { params: { header: header(), query: run ? { run } : {} } }))

export const openBackup = (copy: string, key: Key): Promise<Opened> => ask(api.POST('/api/v1/setup/restore/open', { params: { header: header() }, body: { copy, ...key } }))

export const begin = (body: Schema['BeginRestore']): Promise<State> => ask(api.POST('/api/v1/setup/restore', { params: { header: header() }, body }))

const isCopy = (x: unknown): x is Copy => typeof x === 'object' && x !== null && 'id' in x && 'bytes' in x

/** Sends a backup from this browser; fetch could not say how far it is. Throws an ApiError. */
export function sendFile(file: File, onPercent: (percent: number) => void): Promise<Copy> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/setup/restore/upload')
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Karete-File', encodeURIComponent(file.name))
    for (const [name, value] of Object.entries(header())) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.onprogress = (e) => { if (e.lengthComputable) onPercent(Math.floor((e.loaded * 100) / e.total)) }
    request.onerror = () => reject(new ApiError(0))
    request.onload = () => {
      const answer: unknown = request.response
      if (request.status < 300 && isCopy(answer)) resolve(answer)
      else reject(new ApiError(request.status, (answer ?? {}) as ConstructorParameters<typeof ApiError>[1]))
    }
    request.send(file)
  })
}

/** What must be agreed to before: the box knows something that the backup does not. */
export const mayLose = (loss: Schema['Loss']) => loss.lost > 0 || loss.standing === 'unknown'

export const GROUPS = 7
const SIGNS = 4

/** As the box reads it: capital or small, with the letters that are never used for those they look like. */
export const tidy = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')

/** Puts what was typed or pasted into group `at`, the rest into those after it; `next` is where to go on. */
export function spread(groups: readonly string[], at: number, typed: string): { groups: string[]; next: number } {
  const signs = tidy(typed).slice(0, (GROUPS - at) * SIGNS)
  const out = [...groups]
  if (signs.length <= SIGNS) out[at] = signs
  else for (let i = 0; i * SIGNS < signs.length; i++) out[at + i] = signs.slice(i * SIGNS, (i + 1) * SIGNS)
  const full = Math.floor(signs.length / SIGNS)
  return { groups: out, next: Math.min(at + full, GROUPS - 1) }
}

export const isFull = (group: string) => group.length === SIGNS
