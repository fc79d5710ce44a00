import '../manager/manager.css'
import './device.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { box, can, device } from '../app/session'
import { useLoad } from '../app/useLoad'
import { dateText, timeText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { Table, type Column } from '../kit/Table'
import { departmentName, useDepartments } from '../queue/departments'
import { AddDevice } from './AddDevice'
import { DeviceSheet } from './DeviceSheet'
import { NameThis } from './NameThis'
import { seenNow, stateOf } from './state'

type Device = Schema['Device']

/** Which tablets, desks, kiosks and screens may work here. */
export default function Devices() {
  const found = useLoad(() => ask(api.GET('/api/v1/devices')), [])
  useLive(['clinic'], found.reload)
  const departments = useDepartments()
  const [open, setOpen] = useState<Device | undefined>()
  const [naming, setNaming] = useState(false)
  const devices = found.data?.devices ?? []
  const title = found.data?.devices.length ? plural('device.count', devices.filter((d) => !d.revokedAt).length) : t('device.title')
  const place = (d: Device) => {
    const at = departments.find((one) => one.id === d.departmentId)
    return at ? departmentName(at) : t('device.everywhere')
  }
  const columns: Column<Device>[] = [
    { key: 'name', head: t('device.device'), class: 'nm', cell: (d) => <>{d.revokedAt ? <s>{d.name}</s> : d.name} {d.current && <span class="cap mg-user">{t('device.this')}</span>}</> },
    { key: 'kind', head: t('device.kind'), class: 't2', cell: (d) => t(`device.kind.${d.kind}`) },
    { key: 'place', head: t('device.place'), class: 't2', cell: place },
    { key: 'who', head: t('device.signedIn'), class: 'mg-wide', cell: (d) => (d.kind === 'kiosk' || d.kind === 'display' ? '' : d.signedIn || <span class="t2">{t('device.nobody')}</span>) },
    { key: 'seen', head: t('device.seen'), class: 'num', cell: (d) => seen(d) },
    { key: 'browser', head: t('device.browser'), class: 'mg-wide t2', cell: (d) => <>{d.browser}{d.app && <span class="cap mg-user"> {d.app}</span>}</> },
    { key: 'state', head: t('system.state'), cell: (d) => <State device={d} /> },
    { key: 'edit', head: <span class="vh">{t('device.change')}</span>, num: true, cell: (d) => (d.revokedAt ? '' : <Button size="s" kind="quiet" icon="pen" data-testid={`device-${d.name}`} aria-label={t('device.changeNamed', { name: d.name })} onClick={() => setOpen(d)}>{t('device.change')}</Button>) },
  ]
  return (
    <Page name="devices" title={title} class="mg">
      <div class="page-head"><h1>{title}</h1></div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {!found.data && !found.error && <Skeleton rows={6} />}
      {found.data && (
        <div class="dv">
          <div class="dv-list">
            {!device.value && (
              <Note tone="info" icon="tablet">
                <p>{t('device.nameThisAbout')}</p>
                <p class="mg-gap"><Button data-testid="name-this" onClick={() => setNaming(true)}>{t('device.nameThis')}</Button></p>
              </Note>
            )}
            {devices.length === 0
              ? <Empty title={t('device.none')} text={t('device.noneAbout')} />
              : (
                <section class="card mg-stack">
                  <Table label={t('device.title')} columns={columns} rows={devices} rowKey={(d) => d.id} rowClass={(d) => (d.revokedAt ? 'gone' : undefined)} />
                  <p class="tfoot cap">{t('device.lost')} {can('facility.update') && <a href="/clinic/screen">{t('clinic.screen.settings')}</a>}</p>
                </section>
              )}
          </div>
          <AddDevice devices={devices} departments={departments} />
        </div>
      )}
      {open && <DeviceSheet device={open} departments={departments} onClose={() => setOpen(undefined)} onDone={() => { setOpen(undefined); found.reload() }} />}
      {naming && <NameThis departments={departments} onClose={() => setNaming(false)} onDone={() => { setNaming(false); found.reload() }} />}
    </Page>
  )
}

function seen(d: Device): string {
  if (!d.seenAt) return t('device.never')
  if (seenNow(d, minute.value)) return t('device.now')
  const day = today(Date.parse(d.seenAt))
  return day === today(minute.value) ? timeText(d.seenAt) : dateText(day)
}

function State({ device: d }: { device: Device }) {
  const { icon, look, word } = stateOf(d, box.value?.version ?? '', minute.value)
  return <span class={`state state-${look}`}><Icon name={icon} size="s" />{t(word)}</span>
}
