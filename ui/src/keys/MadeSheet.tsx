import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { RecoveryCode } from './RecoveryCode'
import { saveFile } from './saveFile'

/** What opens a new slot, this once. */
export function MadeSheet({ added, onClose }: { added: Schema['AddedKey']; onClose: () => void }) {
  const { recoveryCode, keyFile } = added
  return (
    <Sheet title={t(keyFile ? 'keys.fileTitle' : 'keys.sheetTitle')} onClose={onClose}
      foot={<Button kind="primary" onClick={onClose} data-testid="made-done">{t('action.finish')}</Button>}>
      <div class="stack">
        {recoveryCode && <><Note tone="warn" icon="key">{t('keys.once')}</Note><RecoveryCode groups={recoveryCode.split('-')} /></>}
        {keyFile && (
          <>
            <Note tone="warn" icon="key">{t('keys.once')}</Note>
            <p>{t('keys.fileHow', { name: keyFile.name })}</p>
            <p><Button icon="download" onClick={() => saveFile(keyFile)} data-testid="save-key-file" data-first>{t('keys.fileSave')}</Button></p>
          </>
        )}
        {!recoveryCode && !keyFile && <Note tone="warn">{t('keys.shownBefore')}</Note>}
      </div>
    </Sheet>
  )
}
