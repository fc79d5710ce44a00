import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { Slips } from './Slips'

/** The password a person signs in with the first time. It is on this screen and nowhere else. */
export function IssuedSheet({ issued, onClose }: { issued: Schema['Issued']; onClose: () => void }) {
  const { staff, oneTimePassword } = issued
  return (
    <Sheet size="s" title={staff.displayName} sub={t('staff.firstPasswordOf')} onClose={onClose}
      foot={<Button kind="primary" onClick={onClose} data-testid="issued-done" data-first>{t('action.finish')}</Button>}>
      {oneTimePassword
        ? <Slips slips={[{ displayName: staff.displayName, username: staff.username, password: oneTimePassword }]} />
        : <Note tone="warn">{t('staff.issuedBefore')}</Note>}
    </Sheet>
  )
}
