import './photo.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { ApiError, errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { asJpeg, portraitOf } from './portrait'
import { hasCamera, Viewfinder } from './Viewfinder'

type AgreedBy = Schema['HeldPhoto']['agreedBy']

/** Takes a photo of the patient, who has said yes to it; the one before is erased. */
export function PhotoSheet({ patient, onClose, onDone }: { patient: Schema['Patient']; onClose: () => void; onDone: () => void }) {
  const [live, setLive] = useState(hasCamera)
  const [picture, setPicture] = useState<HTMLCanvasElement>()
  const [agreedBy, setAgreedBy] = useState<AgreedBy | ''>('')
  const [problem, setProblem] = useState<string>()
  const [missing, setMissing] = useState<string>()
  const [busy, setBusy] = useState(false)
  const command = useCommandId()

  const choose = (file: File | undefined) => {
    if (!file) return
    setProblem(undefined)
    portraitOf(file).then(setPicture, () => setProblem(t('photo.unreadable')))
  }
  const save = async () => {
    if (busy || !picture) return
    setMissing(agreedBy ? undefined : t('photo.askFirst'))
    if (!agreedBy) return
    setBusy(true)
    try {
      const jpeg = await asJpeg(picture)
      await ask(api.POST('/api/v1/patients/{patientId}/photo', {
        params: { path: { patientId: patient.id }, query: { id: command.current, agreedBy } },
        body: jpeg as never, bodySerializer: (b: unknown) => b as Blob, headers: { 'Content-Type': jpeg.type },
      }))
      toast(t('photo.kept', { name: showName(patient.displayName) }))
      onDone()
    } catch (e) {
      if (e instanceof ApiError && e.status > 0 && e.status < 500) command.next()
      setProblem(errorText(e))
      setBusy(false)
    }
  }

  const foot = picture && (
    <>
      <Button icon="refill" onClick={() => { setPicture(undefined); command.next() }} data-testid="photo-again">{t('photo.again')}</Button>
      <span class="sp" />
      <Button kind="primary" icon="check" type="submit" busy={busy} data-testid="photo-keep">{t('photo.keep')}</Button>
    </>
  )
  return (
    <Sheet title={t('photo.sheet')} sub={showName(patient.displayName)} onClose={onClose} foot={foot} onSubmit={() => void save()}>
      {problem && <Note tone="danger" alert>{problem}</Note>}
      {picture
        ? (
          <div class="ph-row">
            <Shown picture={picture} />
            <div class="stack ph-say">
              <Chips legend={t('photo.agreed')} name="agreedBy" value={agreedBy} onValue={(v) => { setAgreedBy(v); setMissing(undefined) }} error={missing}
                options={[{ value: 'patient', label: t('photo.agreed.patient') }, { value: 'guardian', label: t('photo.agreed.guardian') }]} />
              <p class="cap">{t('photo.why')}</p>
            </div>
          </div>
        )
        : (
          <>
            {live && <Viewfinder onTake={setPicture} onFail={() => setLive(false)} />}
            <p class="ph-pick"><label class={`btn${live ? '' : ' btn-p'}`}><Icon name={live ? 'table' : 'camera'} />{t(live ? 'photo.choose' : 'photo.take')}
              <input class="vh" type="file" accept="image/*" capture={live ? undefined : 'environment'} onChange={(e) => choose(e.currentTarget.files?.[0])} data-testid="photo-file" data-first={!live} />
            </label></p>
            <p class="cap">{t('photo.how')}</p>
          </>
        )}
    </Sheet>
  )
}

/** A canvas: the page's rules let no picture in but the server's own. */
function Shown({ picture }: { picture: HTMLCanvasElement }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    picture.className = 'ph-frame'
    picture.setAttribute('role', 'img')
    picture.setAttribute('aria-label', t('photo.taken'))
    place.current!.replaceChildren(picture)
  }, [picture])
  return <div ref={place} data-testid="photo-shown" />
}
