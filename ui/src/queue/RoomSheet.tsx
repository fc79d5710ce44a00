import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { TextField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { room, setRoom } from './room'

/** In which room this device stands: said with every call from it. */
export function RoomSheet({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState(room.value)
  return (
    <Sheet size="s" title={t('queue.myRoom')} onClose={onClose} onSubmit={() => { setRoom(text); onClose() }}
      foot={<Button kind="primary" type="submit" class="sp">{t('action.save')}</Button>}>
      <TextField data-first label={t('queue.roomName')} name="room" value={text} onValue={setText} maxLength={40} hint={t('queue.roomHint')} />
    </Sheet>
  )
}
