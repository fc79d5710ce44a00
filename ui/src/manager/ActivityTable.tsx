import { countText, dayText, timeText } from '../i18n/dates'
import { t } from '../i18n/words'
import { showName } from '../kit/person'
import { Table, type Column } from '../kit/Table'
import { kindsOf, together, type Counts, type Kind, type Person } from './activity'

interface Row { key: string; counts: Counts }

/** One column for each kind of act anybody did; nothing done is a quiet nought. */
function figures<R extends Row>(kinds: readonly Kind[]): Column<R>[] {
  const cell = (n: number) => (n ? countText(n) : <span class="ac-0">0</span>)
  return [
    { key: 'all', head: t('activity.kind.all'), num: true, class: 'ac-all', cell: (r) => cell(r.counts.all) },
    ...kinds.map((k): Column<R> => ({ key: k, head: t(`activity.kind.${k}`), num: true, class: 'mg-wide ac-kind', cell: (r) => cell(r.counts[k]) })),
    // Where there is no room for columns the kinds stand in one line of words.
    { key: 'words', head: <span class="vh">{t('journal.action')}</span>, class: 'mg-narrow ac-words cap', cell: (r) => kinds.filter((k) => r.counts[k]).map((k) => `${t(`activity.kind.${k}`)} ${countText(r.counts[k])}`).join(' · ') },
  ]
}

/** A person a row, who did most first, and all of them together at the foot. */
export function PeopleTable({ people, onPerson }: { people: readonly Person[]; onPerson: (id: string) => void }) {
  type Line = Row & { person?: Person }
  const rows: Line[] = people.map((person) => ({ key: person.staffId, counts: person.counts, person }))
  if (people.length > 1) rows.push({ key: 'sum', counts: together(people) })
  const columns: Column<Line>[] = [
    { key: 'who', head: t('activity.person'), class: 'nm', cell: ({ person: p }) => (p ? (
      <>
        {p.counts.all || p.days.length ? <button type="button" class="linkish ac-who" data-testid={`activity-${p.staffId}`} onClick={() => onPerson(p.staffId)}>{showName(p.displayName)}</button> : showName(p.displayName)}
        <span class="cap">{p.active ? p.roles.map((r) => t(`role.${r}`)).join(', ') : t('activity.gone')}</span>
      </>
    ) : t('activity.together')) },
    ...(people.some((p) => p.days.length > 1) ? [{ key: 'days', head: t('activity.days'), num: true, class: 'mg-wide', cell: ({ person: p }: Line) => (p ? p.days.length || <span class="ac-0">0</span> : '') }] : []),
    ...figures<Line>(kindsOf(people)),
  ]
  return <Table label={t('activity.title')} columns={columns} rows={rows} rowKey={(r) => r.key} rowClass={(r) => (r.person ? undefined : 'ac-sum')} />
}

/** One person's days, the latest first. */
export function DayTable({ person }: { person: Person }) {
  const rows = person.days.map((d) => ({ ...d, key: d.day })).reverse()
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'day', head: t('report.day'), class: 'nm', cell: (r) => dayText(r.day) },
    { key: 'hours', head: t('activity.hours'), class: 'num nw', cell: (r) => `${timeText(r.first)} – ${timeText(r.last)}` },
    ...figures<(typeof rows)[number]>(kindsOf(rows)),
  ]
  return <Table label={showName(person.displayName)} columns={columns} rows={rows} rowKey={(r) => r.key} />
}
