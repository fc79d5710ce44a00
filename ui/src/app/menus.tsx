import { rich, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Sheet } from '../kit/Sheet'
import { offered, shortcutsOn } from '../kit/shortcuts'
import type { navEntries } from './nav'
import { hasRole, session, signOut, type Role } from './session'
import { complain } from './complain'

/** Who is working, what did not fit the bottom bar, preferences, sign out. */
export function MenuSheet({ entries, onClose, onKeys }: { entries: ReturnType<typeof navEntries>; onClose: () => void; onKeys: () => void }) {
  const { staff } = session.value!
  return (
    <Sheet size="s" title={staff.displayName} sub={ROLES.filter(hasRole).map((r) => t(`role.${r}`)).join(', ')} onClose={onClose}>
      <div class="menu-list">
        {entries.map((e) => <a key={e.path} href={e.path} onClick={onClose}><Icon name={e.nav.icon} />{t(e.nav.label)}</a>)}
        <a href="/preferences" onClick={onClose}><Icon name="gear" />{t('prefs.title')}</a>
        <button type="button" onClick={onKeys}><Icon name="help" />{t('shortcut.title')}</button>
        <a href="/password" onClick={onClose}><Icon name="key" />{t('password.new')}</a>
        <button type="button" data-testid="sign-out" onClick={() => { onClose(); signOut().catch(complain) }}><Icon name="lock" />{t('app.signOut')}</button>
      </div>
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
