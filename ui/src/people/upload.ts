import { ApiError } from '../app/problem'
import type { Detail } from './import'

/** How a file is to be read, where it does not say so itself. */
export interface Reading { encoding?: 'windows-1252'; sheet?: string }

const isImport = (x: unknown): x is Detail => typeof x === 'object' && x !== null && 'id' in x && 'columns' in x

/**
 * Sends a register from this browser; fetch could not say how far it is. `id` names the command and becomes the
 * import's id, so that the same file sent again after a lost answer is one import. Throws an ApiError.
 */
export function sendRegister(id: string, file: File, { encoding, sheet }: Reading, onPercent: (percent: number) => void): Promise<Detail> {
  const query = new URLSearchParams({ id, ...(encoding ? { encoding } : {}), ...(sheet ? { sheet } : {}) })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/imports?${query.toString()}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Karete-File', encodeURIComponent(file.name))
    request.responseType = 'json'
    request.upload.onprogress = (e) => { if (e.lengthComputable) onPercent(Math.floor((e.loaded * 100) / e.total)) }
    request.onerror = () => reject(new ApiError(0))
    request.onload = () => {
      const answer: unknown = request.response
      if (request.status < 300 && isImport(answer)) resolve(answer)
      else reject(new ApiError(request.status, (answer ?? {}) as ConstructorParameters<typeof ApiError>[1]))
    }
    request.send(file)
  })
}
