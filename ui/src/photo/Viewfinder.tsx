import { useEffect, useRef } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { portrait } from './portrait'

/** Cameras need a secure page; elsewhere the tablet's own camera program takes the picture. */
export const hasCamera = () => window.isSecureContext && !!navigator.mediaDevices?.getUserMedia

/** What the camera sees, cut as the photo will be. */
export function Viewfinder({ onTake, onFail }: { onTake: (picture: HTMLCanvasElement) => void; onFail: () => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const failed = useRef(onFail)
  failed.current = onFail

  useEffect(() => {
    let stream: MediaStream | undefined
    let gone = false
    const stop = () => stream?.getTracks().forEach((track) => track.stop())
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false }).then((s) => {
      stream = s
      if (gone) return stop()
      video.current!.srcObject = s
      return video.current!.play()
    }).catch(() => { if (!gone) failed.current() })
    return () => {
      gone = true
      stop()
    }
  }, [])

  const take = () => {
    const el = video.current!
    if (el.videoWidth) onTake(portrait(el, el.videoWidth, el.videoHeight))
  }
  return (
    <div class="ph-live">
      <video ref={video} class="ph-frame" muted playsInline aria-label={t('photo.camera')} />
      <Button kind="primary" icon="camera" onClick={take} data-first data-testid="photo-take">{t('photo.take')}</Button>
    </div>
  )
}
