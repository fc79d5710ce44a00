import { allWords, laterWords, type Key } from '../i18n/words'
import type { IconName } from '../kit/Icon'
import type { Operation } from './api'
import type { Loader } from './Lazy'
import type { Params } from './router'
import type { Role } from './session'

/** What every page component is given. */
export interface PageArgs { params: Params }

export interface PageEntry {
  /** "/patients/:id": what stands in :id comes as params.id. */
  path: string
  load: Loader<PageArgs>
  /** The operation the page cannot do without; who lacks it does not get here. */
  needs?: Operation
  /** Only for this role: several homes share the path "/"; the first that fits is shown. */
  role?: Role
  /** An entry in the rail and the bottom bar, in the order of this table. */
  nav?: { label: Key; icon: IconName }
  /** A page without an entry of its own: whose is lit. */
  under?: string
  /** 'app': top bar, rail, bottom bar (the rule). 'bare': the page is alone, for print and the wizard. */
  frame?: 'app' | 'bare'
  /** The page has the big search box itself, so the top bar has none. */
  ownSearch?: boolean
}

/** Every page there is. One line each; code is fetched when the page is first opened. */
export const pages: readonly PageEntry[] = [
  { path: '/', role: 'doctor', load: () => import('../doctor/DoctorHome'), nav: { label: 'nav.home', icon: 'hut' } },
  { path: '/', role: 'nurse', load: () => import('../triage/NurseHome'), nav: { label: 'nav.home', icon: 'hut' } },
  { path: '/', role: 'clerk', load: () => import('../reception/ReceptionHome'), nav: { label: 'nav.home', icon: 'hut' }, ownSearch: true },
  { path: '/', role: 'admin', load: () => allWords(import('../manager/ManagerHome')), nav: { label: 'nav.home', icon: 'hut' } },
  { path: '/desk', role: 'admin', needs: 'queue.read', load: () => import('../reception/ReceptionHome'), nav: { label: 'nav.desk', icon: 'ticket' }, ownSearch: true },
  { path: '/desk', role: 'nurse', needs: 'queue.read', load: () => import('../reception/ReceptionHome'), nav: { label: 'nav.desk', icon: 'ticket' }, ownSearch: true },
  { path: '/register', needs: 'patient.register', load: () => import('../register/Register') },
  { path: '/queue', needs: 'queue.read', load: () => import('../queue/QueueBoard'), nav: { label: 'nav.queue', icon: 'line' } },
  { path: '/bookings', needs: 'appointment.week', load: () => laterWords(import('../booking/Bookings')), nav: { label: 'nav.bookings', icon: 'calendar' } },
  { path: '/messages', role: 'clerk', load: () => allWords(import('../messages/Messages')), nav: { label: 'nav.messages', icon: 'message' } },
  { path: '/messages', needs: 'message.list', load: () => allWords(import('../messages/Messages')) },
  { path: '/messages/settings', needs: 'message.settings', load: () => allWords(import('../messages/SettingsPage')) },
  { path: '/bookings/missed', needs: 'appointment.missed', load: () => laterWords(import('../booking/Missed')) },
  { path: '/visits/:visitId/triage', needs: 'triage.save', load: () => import('../triage/Triage') },
  { path: '/consult/:id', needs: 'encounter.sign', load: () => import('../consultation/Consultation') },
  { path: '/patients/:id', needs: 'chart.read', load: () => import('../chart/Chart') },
  { path: '/patients/:id', needs: 'patient.read', load: () => import('../reception/PatientPage') },
  { path: '/patients/:id/opened', needs: 'patient.access', load: () => allWords(import('../privacy/OpenedPage')) },
  { path: '/patients/:id/edit', needs: 'patient.update', load: () => import('../register/Edit') },
  { path: '/duplicates', needs: 'duplicate.list', load: () => allWords(import('../people/Duplicates')), nav: { label: 'nav.patients', icon: 'users' } },
  { path: '/duplicates/:id/:other', needs: 'duplicate.compare', load: () => allWords(import('../people/PairPage')) },
  { path: '/reports', needs: 'report.day', load: () => import('../report/DayReport'), nav: { label: 'nav.reports', icon: 'report' } },
  { path: '/print', role: 'clerk', load: () => import('../print/PrintHome'), nav: { label: 'nav.print', icon: 'print' } },
  { path: '/print', role: 'admin', load: () => import('../print/PrintHome'), nav: { label: 'nav.print', icon: 'print' } },
  { path: '/print', needs: 'card.print', load: () => import('../print/PrintHome') },
  { path: '/files', role: 'clerk', load: () => allWords(import('../people/Files')), nav: { label: 'nav.files', icon: 'table' } },
  { path: '/files', needs: 'file.ledger', under: '/duplicates', load: () => allWords(import('../people/Files')) },
  { path: '/print/card/:id', needs: 'card.print', load: () => import('../print/PrintCard'), frame: 'bare' },
  { path: '/print/label/:id', needs: 'card.print', load: () => import('../print/PrintLabel'), frame: 'bare' },
  { path: '/print/sheet', needs: 'card.print', load: () => import('../print/PrintSheet'), frame: 'bare' },
  { path: '/print/blanks', needs: 'card.blanks', load: () => import('../print/PrintBlanks'), frame: 'bare' },
  { path: '/print/days', needs: 'downtime.print', load: () => import('../print/PrintDays'), frame: 'bare' },
  { path: '/print/days/:id', needs: 'downtime.print', load: () => import('../print/PrintDay'), frame: 'bare' },
  { path: '/downtime', needs: 'downtime.list', load: () => import('../downtime/PaperHome') },
  { path: '/downtime/:id', needs: 'downtime.read', load: () => import('../downtime/SheetPage') },
  { path: '/print/ticket/:visitId', needs: 'visit.read', load: () => import('../print/PrintTicket'), frame: 'bare' },
  { path: '/print/bookings/:department/:day', needs: 'appointment.day', load: () => laterWords(import('../booking/PrintBookings')), frame: 'bare' },
  { path: '/print/summary/:patientId', needs: 'chart.read', load: () => import('../print/PrintSummary'), frame: 'bare' },
  { path: '/print/record/:patientId', needs: 'patient.bundle', load: () => allWords(import('../privacy/PrintRecord')), frame: 'bare' },
  { path: '/preferences', load: () => import('./Preferences') },
  { path: '/security', needs: 'factor.read', load: () => import('../security/Security') },
  { path: '/pin', needs: 'pin.choose', load: () => import('../sign-in/ChoosePin') },
  { path: '/reports/:day', needs: 'report.day', load: () => import('../report/DayReport') },
  { path: '/reports/:day/:figure', needs: 'report.dayList', load: () => import('../report/FigurePage') },
  { path: '/staff', needs: 'staff.list', load: () => allWords(import('../manager/Staff')), nav: { label: 'nav.staff', icon: 'user' } },
  { path: '/departments', needs: 'department.update', under: '/staff', load: () => allWords(import('../manager/Departments')) },
  { path: '/departments/hours', needs: 'appointment.schedule', under: '/staff', load: () => allWords(laterWords(import('../booking/Hours'))) },
  { path: '/permissions', needs: 'access.read', under: '/staff', load: () => allWords(import('../manager/Permissions')) },
  { path: '/activity', needs: 'report.activity', under: '/staff', load: () => allWords(import('../manager/Activity')) },
  { path: '/programs', needs: 'program.list', under: '/staff', load: () => allWords(import('../manager/Programs')) },
  { path: '/imports', needs: 'import.list', under: '/duplicates', load: () => allWords(import('../people/Imports')) },
  { path: '/imports/:id', needs: 'import.read', under: '/duplicates', load: () => allWords(import('../people/ImportPage')) },
  { path: '/devices', needs: 'device.list', load: () => allWords(import('../device/Devices')), nav: { label: 'nav.devices', icon: 'tablet' } },
  { path: '/clinic', needs: 'facility.update', load: () => allWords(import('../manager/ClinicPage')), nav: { label: 'nav.clinic', icon: 'gear' } },
  { path: '/clinic/screen', needs: 'facility.update', load: () => allWords(import('../display/Settings')) },
  { path: '/clinic/provider', needs: 'selfTriage.setRemote', load: () => allWords(import('../provider/ProviderPage')) },
  { path: '/display', needs: 'display.read', load: () => import('../display/Display'), frame: 'bare' },
  { path: '/journal', needs: 'journal.list', load: () => allWords(import('../manager/Journal')), nav: { label: 'nav.journal', icon: 'eye' } },
  { path: '/backups', needs: 'backup.list', under: '/system', load: () => allWords(import('../backup/BackupsPage')) },
  { path: '/print/backup/:id', needs: 'backup.list', load: () => allWords(import('../backup/PrintSlip')), frame: 'bare' },
  { path: '/keys', needs: 'keys.list', under: '/system', load: () => allWords(import('../keys/KeysPage')) },
  { path: '/network', needs: 'trust.read', under: '/system', load: () => allWords(import('../trust/NetworkPage')) },
  { path: '/print/poster', needs: 'trust.read', load: () => allWords(import('../trust/Poster')), frame: 'bare' },
  { path: '/journal/seen', needs: 'breach.read', load: () => allWords(import('../privacy/Breach')) },
  { path: '/journal/consent', needs: 'consent.list', load: () => allWords(import('../privacy/Consents')) },
  { path: '/journal/retention', needs: 'retention.list', load: () => allWords(import('../privacy/Retention')) },
  { path: '/system', needs: 'system.read', load: () => allWords(import('../manager/System')), nav: { label: 'nav.system', icon: 'drive' } },
]

/** Sheets that open over any page. */
export const sheets: {
  /** Opened by a scan or a pick from the search box for those who check in and do not open charts. */
  checkIn?: Loader<{ patientId: string; onClose: () => void }>
  /** The ways to read a card, and why the last one did not lead to a patient. */
  scan?: Loader<object>
} = {
  checkIn: () => import('../reception/CheckInSheet'),
  scan: () => import('../card/ScanSheet'),
}

/** The first-run wizard, shown instead of everything else until the box is set up. */
export const setup: { wizard?: Loader<{ onDone: () => void }> } = {
  wizard: () => allWords(import('../setup/Wizard')),
}
