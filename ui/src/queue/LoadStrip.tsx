import { useEffect } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { useLoad } from '../app/useLoad'
import { t, type Key } from '../i18n/words'
import { minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { departmentName, type Department } from './departments'
import { placesText, rangeText } from './place'

type Load = Schema['DepartmentLoad']

/** How the lines cope: those that do not, with why and who could help; of the one that is looked at also how long the wait is and who serves. */
export function LoadStrip({ department, departments, onDepartment }: { department: string; departments: readonly Department[]; onDepartment: (id: string) => void }) {
  const found = useLoad(() => ask(api.GET('/api/v1/queue/load')), [])
  useLive(['queue'], found.reload)
  useEffect(() => { if (found.at) found.reload() }, [minute.value]) // somebody becomes late without anybody doing anything
  const list = found.data?.departments ?? []
  const nameOf = (id: string) => {
    const d = departments.find((x) => x.id === id)
    return d ? departmentName(d) : ''
  }
  const shown = list.filter((l) => (department ? l.departmentId === department : l.state === 'drowning'))
  const busy = department ? [] : list.filter((l) => l.state === 'busy')
  const places = department ? [] : list.flatMap((l) => l.places)
  if (!shown.length && !busy.length && !places.length) return null
  return (
    <section class="qld" aria-label={t('queue.load')} data-testid="load">
      {shown.map((l) => <Line key={l.departmentId} load={l} name={nameOf(l.departmentId)} hint={l.hint && nameOf(l.hint.toDepartmentId)} alone={!!department} onPick={() => onDepartment(l.departmentId)} />)}
      {busy.length > 0 && (
        <p class="qld-line qld-busy" data-testid="load-busy">
          <span class="state state-w"><Icon name="clock" size="s" />{t('queue.load.busy')}</span>
          {busy.map((l) => <span key={l.departmentId}><button type="button" class="qld-name" onClick={() => onDepartment(l.departmentId)}>{nameOf(l.departmentId)}</button>: {whyOf(l)}.</span>)}
        </p>
      )}
      {places.length > 0 && <p class="qld-who"><Icon name="door" size="s" /><span class="vh">{t('queue.whoServes')}: </span>{placesText(places)}</p>}
    </section>
  )
}

const whyOf = (l: Load) => l.why.map((w) => t(`queue.load.${w.code}` as Key, w.params)).join(', ')

function Line({ load: l, name, hint, alone, onPick }: { load: Load; name: string; hint: string | undefined; alone: boolean; onPick: () => void }) {
  const why = whyOf(l)
  return (
    <p class={`qld-line qld-${l.state}`} data-testid={`load-of-${l.state}`}>
      {l.state !== 'calm' && <span class={`state ${l.state === 'drowning' ? 'state-d' : 'state-w'}`}><Icon name={l.state === 'drowning' ? 'warn' : 'clock'} size="s" />{t(`queue.load.${l.state}`)}</span>}
      {alone ? why && <span>{why}.</span> : <span><button type="button" class="qld-name" onClick={onPick}>{name}</button>: {why}.</span>}
      {hint && <span class="qld-hint"><Icon name="go" size="s" />{t('queue.load.hint', { department: hint })}.</span>}
      {alone && l.estimate && <span>{t('queue.load.new', { range: rangeText(l.estimate) })}.</span>}
      {alone && l.places.length > 0 && <span class="qld-who"><Icon name="door" size="s" /><span class="vh">{t('queue.whoServes')}: </span>{placesText(l.places)}</span>}
    </p>
  )
}
