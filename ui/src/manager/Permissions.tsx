import './manager.css'
import { api, ask, type Operation, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { t, type Key } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { Table, type Column } from '../kit/Table'
import { mayWord } from './acts'
import { TeamTabs } from './TeamTabs'

type Rule = Schema['AccessRule']

const GROUPS = ['day', 'people', 'record', 'clinic', 'door'] as const
type Group = (typeof GROUPS)[number]
const OF: Readonly<Record<string, Group>> = {
  visit: 'day', queue: 'day', patient: 'people', card: 'people', triage: 'record', draft: 'record', encounter: 'record', chart: 'record', allergy: 'record', problem: 'record',
  box: 'door', seal: 'door', events: 'door', access: 'door',
}
const OWN: readonly string[] = ['session.create', 'session.read', 'session.delete', 'session.password', 'session.language']

/** What is none of a day, a person or a record is the clinic's own. */
const groupOf = (action: string): Group => (OWN.includes(action) ? 'door' : OF[action.split('.')[0]!] ?? 'clinic')

/** The server's table of rights, in words. Nothing here decides anything. */
export default function Permissions() {
  const found = useLoad(() => ask(api.GET('/api/v1/access')), [])
  return (
    <Page name="permissions" title={t('may.title')} class="mg">
      <div class="page-head"><h1>{t('may.title')}</h1><TeamTabs at="/permissions" /></div>
      <p class="t2">{t('may.lead')}</p>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {!found.data && !found.error && <Skeleton rows={8} />}
      {found.data && GROUPS.map((group) => <Matrix key={group} group={group} access={found.data!} />)}
    </Page>
  )
}

function Matrix({ group, access }: { group: Group; access: Schema['Access'] }) {
  const title = t(`may.group.${group}`)
  // A rule without a role is the box's own; and after the first setup nobody may set up again.
  const rules = access.rules.filter((r) => r.roles.length > 0 && !r.action.startsWith('setup.') && groupOf(r.action) === group)
  const columns: Column<Rule>[] = [
    { key: 'what', head: t('may.what'), cell: (r) => mayWord(r.action as Operation) },
    ...access.roles.map((role): Column<Rule> => ({ key: role, head: t(`role.${role}` as Key), class: 'mg-may mg-wide', cell: (r) => <May yes={r.roles.includes(role)} /> })),
    { key: 'who', head: t('staff.role'), class: 'mg-narrow t2', cell: (r) => access.roles.filter((role) => r.roles.includes(role)).map((role) => t(`role.${role}` as Key)).join(', ') },
  ]
  return (
    <section class="card mg-stack" aria-labelledby={`may-${group}`}>
      <header class="card-head"><h2 id={`may-${group}`}>{title}</h2></header>
      <Table label={title} columns={columns} rows={rules} rowKey={(r) => r.action} />
    </section>
  )
}

function May({ yes }: { yes: boolean }) {
  return yes
    ? <span class="state state-k"><Icon name="check" /><span class="vh">{t('may.yes')}</span></span>
    : <span class="t2" title={t('may.no')}>–<span class="vh"> {t('may.no')}</span></span>
}
