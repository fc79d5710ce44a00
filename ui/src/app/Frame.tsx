import './frame.css'
import type { ComponentChildren } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import { timeText } from '../i18n/dates'
import { allWords, laterWords, t } from '../i18n/words'
import { doubtful, minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { IconButton } from '../kit/Button'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Mark } from '../kit/Logo'
import { Strip } from '../kit/message'
import { Initials, initialsOf } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { Toasts, undoShown } from '../kit/toast'
import { useScanner } from '../kit/useScanner'
import { scanning, takeScan } from '../card/scan'
import { BackupStrip } from './BackupStrip'
import { checkingIn } from './chosen'
import { KeysSheet, MenuSheet } from './menus'
import { Lazy } from './Lazy'
import { complain } from './complain'
import { lock, useIdleLock } from './lock'
import { workingAs } from './seat'
import { findPage, navEntries } from './nav'
import { connected, lostAt } from './net'
import { sheets } from './pages'
import { navigate } from './router'
import { can, clinicName, keepLanguage, session } from './session'
import { TopFind } from './TopFind'
import { useAlerts } from './useAlerts'

const timeLine = () => allWords(import('../time/TimeStrip'))
const alertBar = () => laterWords(import('../alert/AlertBar'))

/** Up to four entries fit the bottom bar beside More. */
const BOTTOM = 4

/** Everything around a page for people at work: top bar, rail or bottom bar, strips, toasts, scanner and keys. */
export function Frame({ at, hasOwnSearch, children }: { at: string; hasOwnSearch: boolean; children: ComponentChildren }) {
  const [open, setOpen] = useState<'menu' | 'keys' | undefined>()
  const [finding, setFinding] = useState(false)
  const close = () => setOpen(undefined)
  const { displayName } = session.value!.staff
  const entries = navEntries()
  const page = findPage(at)
  const here = entries.filter((e) => at === e.path || (e.path !== '/' && at.startsWith(`${e.path}/`))).pop()?.path ?? (typeof page === 'object' ? page.entry.under : undefined)

  useScanner(useCallback((code: string) => {
    if (can('card.scan')) void takeScan(code)
  }, []))

  const toSearch = () => {
    if (matchMedia('(max-width: 599px)').matches) setFinding(true)
    document.querySelector<HTMLElement>('main [data-search], .top [data-search]')?.focus()
  }
  useIdleLock()
  const alerted = useAlerts()
  useShortcuts([
    { keys: '/', says: 'shortcut.search', run: toSearch },
    { keys: 'Ctrl+K', says: 'shortcut.search', run: toSearch, inFields: true },
    ...(can('patient.register') ? [{ keys: 'Alt+N', says: 'shortcut.register', run: () => navigate('/register'), inFields: true } as const] : []),
    ...(can('queue.read') ? [{ keys: 'G Q', says: 'shortcut.goQueue', run: () => navigate('/queue') } as const] : []),
    ...(can('appointment.week') ? [{ keys: 'G A', says: 'shortcut.goBookings', run: () => navigate('/bookings') } as const] : []),
    ...(can('report.day') ? [{ keys: 'G R', says: 'shortcut.goReports', run: () => navigate('/reports') } as const] : []),
    { keys: 'L', says: 'shortcut.lock', run: () => void lock().catch(complain) },
    { keys: 'U', says: 'shortcut.undo', run: () => void undoShown() },
    { keys: '?', says: 'shortcut.help', run: () => setOpen('keys') },
  ])

  const link = (e: (typeof entries)[number]) => (
    <a href={e.path} aria-current={e.path === here ? 'page' : undefined} data-testid={`nav-${e.path}`}><Icon name={e.nav.icon} />{t(e.nav.label)}</a>
  )
  const first = entries.length > BOTTOM + 1 ? entries.slice(0, BOTTOM) : entries
  return (
    <div class="app">
      <a class="skip" href="#main">{t('app.skip')}</a>
      <header class="top">
        <a class="top-logo" href="/" aria-label={t('nav.home')}><Mark /></a>
        <span class="top-name ell">{clinicName.value}</span>
        {!hasOwnSearch && can('patient.search') && <TopFind open={finding} onDone={() => setFinding(false)} />}
        <div class="top-end">
          <span class="top-net" role="status"><i class={`dot${connected.value ? '' : ' dot-off'}`} aria-hidden="true" />{t(connected.value ? 'net.on' : 'net.off')}</span>
          {!hasOwnSearch && can('patient.search') && <IconButton icon="search" class="top-s" label={t('search.label')} onClick={() => setFinding(true)} />}
          <LanguageSwitch onChange={(to) => void keepLanguage(to).catch(() => undefined)} />
          <span class="top-clock num b">{timeText(minute.value)}</span>
          <button type="button" class="who" aria-haspopup="dialog" data-testid="user-menu" onClick={() => setOpen('menu')}>
            <Initials text={initialsOf(displayName)} /><span class="who-name">{displayName}</span><span class="vh">, {t('app.userMenu')}</span>
          </button>
        </div>
      </header>
      {alerted && <Lazy over load={alertBar} props={{}} />}
      <div class="strips">
        {doubtful.value && <Lazy over load={timeLine} props={{}} />}
        <BackupStrip />
        {workingAs.value && <Strip tone="now" icon="swap">{t('tiles.workingAs', { name: workingAs.value })}</Strip>}
        {!connected.value && lostAt.value !== undefined && <Strip icon="netOff">{t('net.offSince', { time: timeText(lostAt.value) })}</Strip>}
      </div>
      <nav class="rail" aria-label={t('app.menuMain')}>
        <ul>
          {entries.map((e) => <li key={e.path}>{link(e)}</li>)}
          <li class="end"><button type="button" aria-haspopup="dialog" onClick={() => setOpen('keys')}><Icon name="help" />{t('nav.help')}</button></li>
        </ul>
      </nav>
      {children}
      <nav class="bottom" aria-label={t('app.menuMain')}>
        {first.map((e) => link(e))}
        {first.length < entries.length && <button type="button" aria-haspopup="dialog" onClick={() => setOpen('menu')}><Icon name="dots" />{t('nav.more')}</button>}
      </nav>
      <Toasts />
      {open === 'menu' && <MenuSheet entries={entries.slice(first.length)} onClose={close} onKeys={() => setOpen('keys')} />}
      {open === 'keys' && <KeysSheet onClose={close} />}
      {scanning.value && sheets.scan && <Lazy over load={sheets.scan} props={{}} />}
      {checkingIn.value && sheets.checkIn && <Lazy over load={sheets.checkIn} props={{ patientId: checkingIn.value, onClose: () => { checkingIn.value = undefined } }} />}
    </div>
  )
}
