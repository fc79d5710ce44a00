import { useEffect, useState } from 'preact/hooks'
import { Lazy } from '../app/Lazy'
import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { takeCard, takePicture } from './arrive'
import { ShowCard } from './art'
import { place } from './visitor'

// The desk's own, with what it stands on: fetched when somebody shows a card to it.
const eye = () => import('../card/Camera').then((m) => ({ default: m.Camera }))

/** Whether the camera was allowed before, so that it may look without asking. */
async function allowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state === 'granted'
  } catch {
    return false
  }
}

/** The square to hold a card before. The picture goes nowhere but, without a detector in the browser, to the clinic's own box. */
export function CardEye() {
  const [state, setState] = useState<'off' | 'on' | 'none'>('off')
  useEffect(() => {
    let here = true
    void allowed().then((yes) => { if (yes && here) setState('on') })
    return () => { here = false }
  }, [])
  if (state === 'on') return <div class={`ki-eye ki-eye-${place.value}`}><Lazy load={eye} over props={{ front: place.value === 'kiosk', onCode: (text: string) => void takeCard(text), onPhoto: takePicture, onStop: () => setState('off'), onFail: () => setState('none') }} /></div>
  return (
    <div class="ki-eye ki-eye-off">
      <ShowCard />
      {state === 'none'
        ? <p role="status">{t('kiosk.noCamera')}</p>
        : <button type="button" class="btn ki-btn" onClick={() => setState('on')} data-testid="camera"><Icon name="camera" size="l" />{t('kiosk.camera')}</button>}
    </div>
  )
}
