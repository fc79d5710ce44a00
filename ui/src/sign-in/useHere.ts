import { useEffect } from 'preact/hooks'
import { api, ask } from '../app/api'
import { followDevice } from '../app/deviceLive'
import { useLoad } from '../app/useLoad'

/** What this device knows of itself and who may sign in on it, as it is now. */
export function useHere() {
  const here = useLoad(() => ask(api.GET('/api/v1/device')), [])
  useEffect(() => followDevice(here.reload), [])
  return here
}
