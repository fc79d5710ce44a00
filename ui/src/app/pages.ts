import type { Key } from '../i18n/words'
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
  /** 'app': top bar, rail, bottom bar (the rule). 'bare': the page is alone, for print and the wizard. */
  frame?: 'app' | 'bare'
  /** The page has the big search box itself, so the top bar has none. */
  ownSearch?: boolean
}

/** Every page there is. One line each; code is fetched when the page is first opened. */
export const pages: readonly PageEntry[] = [
  { path: '/', role: 'doctor', load: () => import('../doctor/DoctorHome'), nav: { label: 'nav.home', icon: 'hut' } },
  { path: '/', role: 'nurse', load: () => import('../triage/NurseHome'), nav: { label: 'nav.home', icon: 'hut' } },
  { path: '/queue', needs: 'queue.read', load: () => import('../queue/QueueBoard'), nav: { label: 'nav.queue', icon: 'line' } },
  { path: '/visits/:visitId/triage', needs: 'triage.save', load: () => import('../triage/Triage') },
  { path: '/consult/:id', needs: 'encounter.sign', load: () => import('../consultation/Consultation') },
  { path: '/patients/:id', needs: 'chart.read', load: () => import('../chart/Chart') },
]

/** Sheets that open over any page. */
export const sheets: {
  /** Opened by a scan or a pick from the search box for those who check in and do not open charts. */
  checkIn?: Loader<{ patientId: string; onClose: () => void }>
} = {
}

/** The first-run wizard, shown instead of everything else until the box is set up. */
export const setup: { wizard?: Loader<{ onDone: () => void }> } = {
}
