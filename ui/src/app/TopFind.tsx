import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { IconButton } from '../kit/Button'
import { SearchBox } from '../kit/SearchBox'
import { choosePatient, registerTyped } from './chosen'
import { can } from './session'
import { usePatientSearch } from './usePatientSearch'

/** The search box of the top bar; on a phone it comes down over the bar while `open`. */
export function TopFind({ open, onDone }: { open: boolean; onDone: () => void }) {
  const [active, setActive] = useState(false)
  const find = usePatientSearch(active)
  const done = () => {
    find.setText('')
    onDone()
  }
  return (
    <div class={`top-find${open ? ' open' : ''}`} onFocusIn={() => setActive(true)} onKeyDown={(e) => { if (e.key === 'Escape') onDone() }}
      onFocusOut={(e) => { if (!e.currentTarget.contains(e.relatedTarget as Node | null)) onDone() }}>
      <SearchBox place="top" id="find-top" key={open ? 'open' : 'closed'} autoFocus={open} text={find.text} onText={find.setText} rows={find.rows} answered={find.answered} heading={find.heading}
        onPick={(p) => { done(); choosePatient(p.id) }}
        onRegister={can('patient.register') ? (typed) => { done(); registerTyped(typed) } : undefined} />
      {open && <IconButton icon="close" class="top-find-x" label={t('action.close')} onClick={done} />}
    </div>
  )
}
