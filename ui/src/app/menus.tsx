import { useState } from 'preact/hooks'
import { rich, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Sheet } from '../kit/Sheet'
import { offered, shortcutsOn } from '../kit/shortcuts'
import type { navEntries } from './nav'
import { can, hasRole, session, shared, signOut, type Role } from './session'
import { complain } from './complain'
import { Lazy } from './Lazy'
import { lock } from './lock'

const switchUser = () => import('../sign-in/SwitchUser')

/** Who is working, and on an enrolled device who could be; what did not fit the bottom bar, preferences, sign out. */
export function MenuSheet({ entries, onClose, onKeys }: { entries: ReturnType<typeof navEntries>; onClose: () => void; onKeys: () => void }) {
  const { staff } = session.value!
  const [pad, setPad] = useState(false)
  return (
    <Sheet size={shared.value ? 'm' : 's'} title={pad ? t('tiles.switch') : staff.displayName} sub={pad ? undefined : ROLES.filter(hasRole).map((r) => t(`role.${r}`)).join(', ')} onClose={onClose}>
      {shared.value && <Lazy over load={switchUser} props={{ onPad: setPad }} />}
      {!pad && <div class="menu-list">
        {shared.value && <button type="button" data-testid="lock" onClick={() => { onClose(); lock().catch(complain) }}><Icon name="lock" />{t('tiles.lockNow')}</button>}
        {entries.map((e) => <a key={e.path} href={e.path} onClick={onClose}><Icon name={e.nav.icon} />{t(e.nav.label)}</a>)}
        {can('downtime.list') && <a href="/downtime" onClick={onClose}><Icon name="note" />{t('paper.title')}</a>}
        <a href="/preferences" onClick={onClose}><Icon name="gear" />{t('prefs.title')}</a>
        <button type="button" onClick={onKeys}><Icon name="help" />{t('shortcut.title')}</button>
        <a href="/security" onClick={onClose}><Icon name="shield" />{t('factor.title')}</a>
        <button type="button" data-testid="sign-out" onClick={() => { onClose(); signOut().catch(complain) }}><Icon name={shared.value ? 'door' : 'lock'} />{t('app.signOut')}</button>
      </div>}
    </Sheet>
  )
}

const ROLES: readonly Role[] = ['admin', 'clerk', 'nurse', 'doctor']
/** The list behind "?": what the page under it offers, said once for each key. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const seen = new Map(offered.value.filter((g) => !g.modal).flatMap((g) => g.list).map((s) => [s.keys, s]))
  return (
    <Sheet size="s" title={t('shortcut.title')} onClose={onClose} keys={[{ keys: '?', says: 'shortcut.help', run: onClose }]}>
      {shortcutsOn.value ? null : <p>{rich('prefs.shortcutsOff', { where: <b>{t('prefs.title')}</b> })}</p>}
      <dl class="keys">
        {[...seen.values()].map((s) => [<dt key={s.keys}><kbd class="kbd">{s.keys}</kbd></dt>, <dd key={`${s.keys}-says`}>{t(s.says)}</dd>])}
      </dl>
    </Sheet>
  )
}
