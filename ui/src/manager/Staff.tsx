import './manager.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { dateText, timeText, today } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { Table, type Column } from '../kit/Table'
import { useDepartments } from '../queue/departments'
import { managers } from './health'
import { IssuedSheet } from './IssuedSheet'
import { StaffSheet } from './StaffSheet'
import { TeamTabs } from './TeamTabs'

type Person = Schema['Staff']
type Over = { what: 'add' } | { what: 'edit'; person: Person } | { what: 'issued'; issued: Schema['Issued'] }

/** Everybody who works or worked here. */
export default function Staff() {
  const found = useLoad(() => ask(api.GET('/api/v1/staff')), [])
  useLive(['clinic'], found.reload)
  const departments = useDepartments()
  const [over, setOver] = useState<Over | undefined>()
  const close = () => setOver(undefined)
  const staff = found.data?.staff ?? []
  const title = found.data ? plural('staff.count', staff.filter((s) => s.active).length) : t('staff.title')
  const done = (issued?: Schema['Issued']) => {
    found.reload()
    setOver(issued && { what: 'issued', issued })
  }
  const code = (id: string) => departments.find((d) => d.id === id)?.code
  const columns: Column<Person>[] = [
    { key: 'name', head: t('name.label'), class: 'nm', cell: (s) => <>{s.active ? showName(s.displayName) : <s>{showName(s.displayName)}</s>} <span class="cap mg-user">{s.username}{s.secondFactor && `, ${t('factor.two')}`}</span></> },
    { key: 'role', head: t('staff.role'), cell: (s) => s.roles.map((r) => t(`role.${r}`)).join(', ') + (s.senior ? `, ${t('staff.senior')}` : '') },
    { key: 'places', head: t('department.title'), class: 't2', cell: (s) => s.departments.map(code).filter(Boolean).join(', ') || t('staff.everywhere') },
    { key: 'seen', head: t('staff.lastHere'), class: 'mg-wide', cell: (s) => seen(s) },
    { key: 'state', head: t('system.state'), cell: (s) => <State person={s} /> },
    { key: 'edit', head: <span class="vh">{t('action.change')}</span>, num: true, cell: (s) => <Button size="s" kind="quiet" icon="pen" data-testid={`edit-${s.username}`} aria-label={t('staff.changeNamed', { name: s.displayName })} onClick={() => setOver({ what: 'edit', person: s })}>{t('action.change')}</Button> },
  ]
  return (
    <Page name="staff" title={title} class="mg">
      <div class="page-head">
        <h1>{title}</h1>
        <TeamTabs at="/staff" />
        <div class="sp"><Button kind="primary" icon="plus" data-testid="add-person" onClick={() => setOver({ what: 'add' })}>{t('staff.add')}</Button></div>
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {!found.data && !found.error && <Skeleton rows={6} />}
      {found.data && (
        <section class="card mg-stack">
          <Table label={t('staff.title')} columns={columns} rows={staff} rowKey={(s) => s.id} rowClass={(s) => (s.active ? undefined : 'gone')} />
          <p class="tfoot cap">{t('staff.neverDeleted')}{managers(staff) === 1 && ` ${t('staff.onlyManager')}`}</p>
        </section>
      )}
      {over?.what === 'add' && <StaffSheet departments={departments} onClose={close} onDone={done} />}
      {over?.what === 'edit' && <StaffSheet person={over.person} departments={departments} onClose={close} onDone={done} />}
      {over?.what === 'issued' && <IssuedSheet issued={over.issued} onClose={close} />}
    </Page>
  )
}

function seen(s: Person): string {
  if (!s.lastSeenAt) return t('staff.never')
  const day = today(Date.parse(s.lastSeenAt))
  return day === today(minute.value) ? timeText(s.lastSeenAt) : dateText(day)
}

function State({ person: s }: { person: Person }) {
  const [icon, look, word]: [Parameters<typeof Icon>[0]['name'], string, Key] = !s.active ? ['door', 'o', 'staff.gone']
    : s.signedIn ? ['check', 'k', 'staff.signedIn']
    : s.mustChangePassword ? ['key', 'w', 'staff.firstPassword']
    : ['moon', 'o', 'staff.signedOut']
  return <span class={`state state-${look}`}><Icon name={icon} size="s" />{t(word)}</span>
}
