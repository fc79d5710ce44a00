import './scan.css'
import { useState } from 'preact/hooks'
import { can } from '../app/session'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { Camera } from './Camera'
import { smaller } from './photo'
import { give, scanning, takePhoto, takeScan } from './scan'

/** The ways to read a card, and why the last one did not lead to a patient. The USB scanner works under it as everywhere. */
export default function ScanSheet() {
  const { problem, linkTo } = scanning.value!
  const [code, setCode] = useState('')
  const [camera, setCamera] = useState<'off' | 'on' | 'none'>('off')
  const [busy, setBusy] = useState(false)
  const close = () => { scanning.value = undefined }

  const send = async (run: () => Promise<unknown>) => {
    if (busy) return
    setBusy(true)
    await run()
    setBusy(false)
  }
  const typed = () => {
    if (code.trim()) void send(async () => { await takeScan(code); setCode('') })
  }
  return (
    <Sheet size="s" title={linkTo ? t('card.linkTo') : t('card.scan')} sub={linkTo ? showName(linkTo.displayName) : undefined} onClose={close}>
      {problem && (
        <Note tone={problem.blank ? 'info' : 'danger'} alert>
          <p data-testid="scan-problem">{problem.text}</p>
          {problem.blank && can('patient.register') && (
            <p class="scan-next"><Button kind="primary" size="s" icon="addUser" data-testid="register-with-card" onClick={() => give(problem.blank!)}>{t('card.registerWith', { code: problem.blank.code })}</Button></p>
          )}
        </Note>
      )}
      <p class="scan-usb"><Icon name="qr" size="xl" /><span>{t('scan.usb')}</span></p>
      {camera === 'none' && <Note tone="warn" alert>{t('scan.noCamera')}</Note>}
      {camera === 'on'
        ? <Camera onCode={(text) => void takeScan(text)} onPhoto={(still) => takePhoto(still, true)} onStop={() => setCamera('off')} onFail={() => setCamera('none')} />
        : (
          <div class="scan-ways">
            {camera === 'off' && <Button icon="camera" onClick={() => setCamera('on')} data-testid="scan-camera">{t('scan.camera')}</Button>}
            {can('card.photo') && !linkTo && (
              <label class="btn scan-photo">
                <Icon name="camera" />{t('scan.photo')}
                <input type="file" accept="image/*" capture="environment" onChange={(e) => {
                  const photo = e.currentTarget.files?.[0]
                  e.currentTarget.value = ''
                  if (photo) void send(async () => takePhoto(await smaller(photo)))
                }} />
              </label>
            )}
          </div>
        )}
      <form class="scan-code" noValidate onSubmit={(e) => { e.preventDefault(); typed() }}>
        <TextField data-first label={t('card.typeCode')} name="card-code" value={code} onValue={setCode} maxLength={40} autoCapitalize="none" spellcheck={false} placeholder="7KQ-M2XA" />
        <Button type="submit" busy={busy} data-testid="send-code">{t('action.next')}</Button>
      </form>
    </Sheet>
  )
}
