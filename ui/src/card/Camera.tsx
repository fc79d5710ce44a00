import { useEffect, useRef } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { drawn } from './photo'

interface Detector { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> }
type DetectorClass = (new (options: { formats: string[] }) => Detector) & { getSupportedFormats?: () => Promise<string[]> }

const LOOK_MS = 150
/** Without a detector in the browser the server looks, at stills of this width and not more often than this. */
const STILL_MS = 1200
const STILL_WIDTH = 900

async function detector(): Promise<Detector | undefined> {
  const found = (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (!found || !(await found.getSupportedFormats?.())?.includes('qr_code')) return undefined
  return new found({ formats: ['qr_code'] })
}

function still(video: HTMLVideoElement): Promise<Blob> {
  const scale = Math.min(1, STILL_WIDTH / video.videoWidth)
  return drawn(video, video.videoWidth * scale, video.videoHeight * scale)
}

interface CameraProps {
  /** The camera that looks at whoever reads the screen. */
  front?: boolean
  onCode: (text: string) => void
  /** What looks at a still where the browser cannot; true ends it. */
  onPhoto: (still: Blob) => Promise<boolean>
  onStop: () => void
  onFail: () => void
}

/** The camera's picture until a code is seen in it. The picture goes nowhere but, without a detector, to the clinic's own server. */
export function Camera({ front, onCode, onPhoto, onStop, onFail }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null)
  const latest = useRef({ onCode, onPhoto, onFail })
  latest.current = { onCode, onPhoto, onFail }

  useEffect(() => {
    let stream: MediaStream | undefined
    let next: ReturnType<typeof setTimeout> | undefined
    let gone = false

    const look = async (eye: Detector | undefined) => {
      const el = video.current
      if (gone || !el) return
      if (el.readyState >= el.HAVE_CURRENT_DATA) {
        if (eye) {
          const [code] = await eye.detect(el).catch(() => [])
          if (code && !gone) return latest.current.onCode(code.rawValue)
        } else {
          const photo = await still(el)
          if (gone || (await latest.current.onPhoto(photo))) return
        }
      }
      if (!gone) next = setTimeout(() => void look(eye), eye ? LOOK_MS : STILL_MS)
    }

    const open = async () => {
      // A plain http address has no mediaDevices at all.
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: front ? 'user' : 'environment' }, audio: false })
      if (gone) return stop(stream)
      video.current!.srcObject = stream
      await video.current!.play()
      void look(await detector().catch(() => undefined))
    }
    open().catch(() => { if (!gone) latest.current.onFail() })

    return () => {
      gone = true
      clearTimeout(next)
      stop(stream)
    }
  }, [])

  return (
    <div class="scan-live">
      <video ref={video} muted playsInline aria-label={t('scan.point')} />
      <p class="row wrap"><span class="grow">{t('scan.point')}</span><Button size="s" onClick={onStop}>{t('scan.stop')}</Button></p>
    </div>
  )
}

function stop(stream: MediaStream | undefined): void {
  stream?.getTracks().forEach((track) => track.stop())
}
