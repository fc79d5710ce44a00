import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { plural, t, type Key } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { minute } from '../kit/clock'
import { Note } from '../kit/message'
import { departmentName, useDepartments } from '../queue/departments'
import { useEffect } from 'preact/hooks'

type Load = Schema['DepartmentLoad']
type Departments = ReturnType<typeof useDepartments>

const nameOf = (departments: Departments, id: string) => {
  const d = departments.find((one) => one.id === id)
  return d ? departmentName(d) : ''
}

/** How each department copes, which one needs help, and who could give it. */
export function LineNow() {
  const found = useLoad(() => ask(api.GET('/api/v1/queue/load')), [])
  useLive(['queue', 'clinic'], found.reload)
  useEffect(() => { if (found.at) found.reload() }, [minute.value]) // somebody becomes late without anybody doing anything
  const departments = useDepartments()
  const list = found.data?.departments
  return (
    <section class="card mg-now-line" aria-labelledby="line-head" data-testid="line-now">
      <div class="card-head"><h2 id="line-head">{list ? finding(list, departments) : t('manager.line')}</h2><a class="sp" href="/queue">{t('nav.queue')}</a></div>
      {found.error !== undefined && !list && <Note tone="warn">{errorText(found.error)}</Note>}
      {list && !list.length && <p class="mg-load-none">{t('manager.line.nobody')}</p>}
      {list && <ul>{list.map((l) => <Row key={l.departmentId} load={l} departments={departments} />)}</ul>}
    </section>
  )
}

export function finding(list: readonly Load[], departments: Departments): string {
  const drowning = list.filter((l) => l.state === 'drowning')
  if (drowning.length === 1) return t('manager.line.drowning', { department: nameOf(departments, drowning[0]!.departmentId) })
  if (drowning.length > 1) return t('manager.line.drowningMany', { n: drowning.length })
  return t(list.some((l) => l.state === 'busy') ? 'manager.line.busy' : 'manager.line.calm')
}

const LOOK = { calm: { state: 'state-k', icon: 'check' }, busy: { state: 'state-w', icon: 'clock' }, drowning: { state: 'state-d', icon: 'warn' } } as const

function Row({ load: l, departments }: { load: Load; departments: Departments }) {
  const look = LOOK[l.state]
  const rooms = l.places.map((p) => `${p.room} (${p.staff.displayName})`).join(', ')
  const why = l.why.map((w) => t(`manager.load.why.${w.code}` as Key, w.params)).join('. ')
  return (
    <li class={`mg-load mg-load-${l.state}`} data-testid={`load-${l.state}`}>
      <b>{nameOf(departments, l.departmentId)}</b>
      <span class={`state ${look.state}`}><Icon name={look.icon} size="s" />{t(`manager.load.${l.state}`)}</span>
      <p class="num">{[l.waiting ? plural('manager.load.waiting', l.waiting) : t('manager.load.none'), l.waiting > 0 && t('manager.load.longest', { n: l.longestMinutes }), l.serving > 0 && plural('manager.load.serving', l.serving)].filter(Boolean).join(', ')}</p>
      {why && l.state !== 'calm' && <p>{why}.</p>}
      {rooms && <p class="cap">{t('manager.load.rooms', { rooms })}</p>}
      {l.hint && <p class="mg-load-hint"><Icon name="go" size="s" />{t('manager.load.hint', { department: nameOf(departments, l.hint.toDepartmentId) })}</p>}
    </li>
  )
}
