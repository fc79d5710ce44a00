import './manager.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { uuidv7 } from '../app/uuidv7'
import { plural, t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { Ticket } from '../kit/person'
import { Table, type Column } from '../kit/Table'
import { departmentName } from '../queue/departments'
import { DepartmentSheet } from './DepartmentSheet'
import { moved } from './order'
import { TeamTabs } from './TeamTabs'

type Department = Schema['Department']

/** Where people wait: names, letters on the ticket, order, open or closed. */
export default function Departments() {
  const found = useLoad(() => ask(api.GET('/api/v1/departments')), [])
  useLive(['clinic'], found.reload)
  const [over, setOver] = useState<{ department?: Department } | undefined>()
  const [moving, setMoving] = useState(false)
  const list = found.data?.departments ?? []
  const title = found.data ? plural('department.count', list.filter((d) => d.active).length) : t('department.title')

  const move = async (d: Department, by: 1 | -1) => {
    if (moving || !moved(list, d.id, by).length) return
    setMoving(true)
    try {
      for (const { item, position } of moved(list, d.id, by)) {
        const { name, nameSt, kind, active } = item
        await ask(api.PUT('/api/v1/departments/{departmentId}', {
          params: { path: { departmentId: item.id }, header: { 'If-Match': `"${item.version}"` } },
          body: { id: uuidv7(), name, nameSt, kind, active, position },
        }))
      }
    } catch (error) {
      complain(error)
    } finally {
      setMoving(false)
      found.reload()
    }
  }
  const place = (d: Department) => list.findIndex((x) => x.id === d.id)
  const arrow = (d: Department, by: 1 | -1) => {
    const end = by < 0 ? place(d) === 0 : place(d) === list.length - 1
    return <IconButton icon={by < 0 ? 'up' : 'down'} aria-disabled={end} label={t(by < 0 ? 'department.up' : 'department.down', { name: departmentName(d) })} data-testid={`${by < 0 ? 'up' : 'down'}-${d.code}`} onClick={() => void move(d, by)} />
  }
  const columns: Column<Department>[] = [
    { key: 'code', head: t('ticket.label'), cell: (d) => <Ticket number={d.code} /> },
    { key: 'name', head: t('name.label'), class: 'nm', cell: (d) => d.name },
    { key: 'st', head: 'Sesotho', class: 'mg-wide', cell: (d) => <span lang="st">{d.nameSt}</span> },
    { key: 'kind', head: t('department.kind'), class: 't2', cell: (d) => t(`department.kind.${d.kind}`) },
    { key: 'state', head: t('system.state'), cell: (d) => (d.active
      ? <span class="state state-k"><Icon name="check" size="s" />{t('department.active')}</span>
      : <span class="state state-o"><Icon name="door" size="s" />{t('department.closed')}</span>) },
    { key: 'order', head: t('department.order'), cell: (d) => <span class="mg-arrows">{arrow(d, -1)}{arrow(d, 1)}</span> },
    { key: 'edit', head: <span class="vh">{t('action.change')}</span>, num: true, cell: (d) => <Button size="s" kind="quiet" icon="pen" data-testid={`edit-${d.code}`} aria-label={t('staff.changeNamed', { name: departmentName(d) })} onClick={() => setOver({ department: d })}>{t('action.change')}</Button> },
  ]
  return (
    <Page name="departments" title={title} class="mg">
      <div class="page-head">
        <h1>{title}</h1>
        <TeamTabs at="/departments" />
        <div class="sp row row-s wrap"><Button icon="clock" href="/departments/hours" data-testid="hours">{t('hours.title')}</Button><Button kind="primary" icon="plus" data-testid="add-department" onClick={() => setOver({})}>{t('department.add')}</Button></div>
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {!found.data && !found.error && <Skeleton rows={6} />}
      {found.data && <section class="card mg-stack"><Table label={t('department.title')} columns={columns} rows={list} rowKey={(d) => d.id} rowClass={(d) => (d.active ? undefined : 'gone')} /></section>}
      {over && <DepartmentSheet department={over.department} onClose={() => setOver(undefined)} onDone={() => { setOver(undefined); found.reload() }} />}
    </Page>
  )
}
