import type { Operation, Schema } from '../app/api'
import { instantText } from '../i18n/dates'
import { hasKey, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { showName } from '../kit/person'
import { Table, type Column } from '../kit/Table'
import { departmentName } from '../queue/departments'
import { actWord, mayWord, type Act } from './acts'

type Entry = Schema['AuditEntry']
interface Names { staff: readonly Schema['Staff'][]; departments: readonly Schema['Department'][]; devices: readonly Schema['Device'][] }

const odd = (e: Entry) => e.action === 'refused' || e.action === 'session.refused'

/** Entries as sentences: when, who, what, about whom, from where. Refusals stand out. */
export function JournalTable({ entries, ...names }: { entries: readonly Entry[] } & Names) {
  const columns: Column<Entry>[] = [
    { key: 'when', head: t('journal.when'), class: 'num nw t2', cell: (e) => <>{instantText(e.recordedAt)}<Doubt entry={e} /></> },
    { key: 'who', head: t('journal.actor'), class: 'nm', cell: (e) => who(e) },
    { key: 'what', head: t('journal.action'), cell: (e) => (odd(e)
      ? <span class="state state-w"><Icon name="warn" size="s" />{actWord(e.action as Act)}</span>
      : actWord(e.action as Act)) },
    { key: 'about', head: t('journal.about'), cell: (e) => about(e, names) },
    { key: 'from', head: t('journal.from'), class: 't2 mg-wide', cell: (e) => <span class="mg-device">{e.device}</span> },
    { key: 'proof', head: <span class="vh">{t('journal.proof')}</span>, num: true, class: 'mg-wide', cell: (e) => <a href={`/api/v1/journal/${e.seq}/proof`} download={`karete-entry-${e.seq}.json`} aria-label={t('opened.proof', { n: String(e.seq) })}>{t('journal.proof')}</a> },
  ]
  return <Table label={t('journal.title')} columns={columns} rows={entries} rowKey={(e) => String(e.seq)} rowClass={(e) => (odd(e) ? 'mg-odd' : undefined)} />
}

function who(e: Entry): string {
  if (e.role === 'box') return t('journal.box')
  if (e.role === 'patient') return t('role.patient')
  return e.actorId ? showName(e.actorName) : t('journal.guest')
}

function about(e: Entry, { staff, departments, devices }: Names): string {
  if (e.patientName) return showName(e.patientName)
  switch (e.subjectType) {
    case 'staff': return e.subjectId === e.actorId ? '' : showName(staff.find((s) => s.id === e.subjectId)?.displayName ?? '')
    case 'department': {
      const place = departments.find((d) => d.id === e.subjectId)
      return place ? departmentName(place) : ''
    }
    case 'device': return devices.find((d) => d.id === e.subjectId)?.name ?? ''
    default: return e.action === 'refused' && hasKey(`may.${e.subjectId}`) ? mayWord(e.subjectId as Operation) : ''
  }
}

/** The box's own clock needs no word; any other source does. */
function Doubt({ entry }: { entry: Entry }) {
  const key = `journal.${entry.timeSource}`
  return (entry.timeSource === 'doubtful' || entry.timeSource === 'paper') && hasKey(key) ? <span class="cap mg-doubt">{t(key)}</span> : null
}
