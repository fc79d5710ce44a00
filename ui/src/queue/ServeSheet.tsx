import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { session } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { Select, TextField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { departmentName, type Department } from './departments'
import { roomText, type ServingPlace } from './place'

/** Where I serve from now on: said with every call, to the screen in the waiting room too. */
export function ServeSheet({ now, departments, onDone, onClose }: {
  now: ServingPlace | undefined; departments: readonly Department[]; onDone: () => void; onClose: () => void
}) {
  const open = departments.filter((d) => d.active)
  const mine = session.value?.staff.departments?.[0]
  // Until something is chosen it follows what is known: the departments may come after the sheet.
  const [chosen, setDepartment] = useState<string>()
  const [typed, setRoom] = useState<string>()
  const departmentId = chosen ?? now?.departmentId ?? open.find((d) => d.id === mine)?.id ?? open[0]?.id ?? ''
  const room = typed ?? now?.room ?? ''
  const [missing, setMissing] = useState(false)
  const id = useCommandId()
  const rooms = open.find((d) => d.id === departmentId)?.rooms ?? []

  const save = async (to: string) => {
    try {
      await ask(api.PUT('/api/v1/queue/place', { body: { id: id.current, departmentId, room: to } }))
      toast(to ? t('queue.serveSaved', { room: roomText(to) }) : t('queue.serveStopped'))
      onDone()
    } catch (error) {
      id.next()
      complain(error)
    }
  }
  const submit = () => {
    if (room.trim()) return void save(room.trim())
    setMissing(true)
    document.getElementById('serveRoom')?.focus()
  }
  return (
    <Sheet size="s" title={t('queue.serve')} sub={t('queue.serveLead')} onClose={onClose} onSubmit={submit}
      foot={<>
        {now && <Button data-testid="serve-stop" onClick={() => void save('')}>{t('queue.serveStop')}</Button>}
        <Button kind="primary" type="submit" class="sp" data-testid="serve-save">{t('action.save')}</Button>
      </>}>
      <Select label={t('queue.serveWhere')} name="serveDepartment" value={departmentId} onValue={(to) => { setDepartment(to); if (to !== now?.departmentId) setRoom('') }}
        options={open.map((d) => ({ value: d.id, label: departmentName(d) }))} />
      {rooms.length > 0 && <Chips legend={t('queue.roomName')} quiet name="serveRooms" value={rooms.includes(room) ? room : ''} onValue={setRoom} options={rooms.map((r) => ({ value: r, label: roomText(r) }))} />}
      <TextField data-first label={t('queue.roomName')} name="serveRoom" value={room} maxLength={40} onValue={setRoom}
        error={missing && !room.trim() ? t('error.required', { field: t('queue.roomName') }) : undefined} />
    </Sheet>
  )
}
