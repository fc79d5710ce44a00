import { session } from '../app/session'
import { figurePath } from '../report/figure'
import { countText, dayText, instantText } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { keysWord, oneStep, shown, type Line, type LineId, type Vitals } from './health'
import { sizeText } from './size'

const STATE = { good: { icon: 'check', cls: 'state-k' }, look: { icon: 'warn', cls: 'state-w' }, now: { icon: 'stop', cls: 'state-d' } } as const

/** One thing the manager may rely on or must look at: what, detail, a word, what to do. */
export function HealthLine({ line, vitals }: { line: Line; vitals: Vitals }) {
  const state = STATE[line.mood]
  const act = line.mood !== 'good' && ACTS[line.id]
  return (
    <li class={`mg-line mg-${line.mood}`} data-testid={`health-${line.id}`} data-mood={line.mood}>
      <span class="mg-icon"><Icon name={line.icon} /></span>
      <div class="grow"><b>{title(line, vitals)}</b><p>{detail(line, vitals)}</p></div>
      <span class={`state ${state.cls}`}><Icon name={state.icon} size="s" />{t(`manager.mood.${line.mood}`)}</span>
      <span class="mg-act">{act && <Button size="s" href={act.to(vitals)}>{t(act.label)}</Button>}</span>
    </li>
  )
}

const ACTS: Partial<Record<LineId, { label: Key; to: (v: Vitals) => string }>> = {
  leftOpen: { label: 'action.showWho', to: (v) => figurePath(v.leftOpen.day, 'closed-by-box') },
  managers: { label: 'manager.managers.act', to: () => '/staff' },
  factors: { label: 'manager.factors.act', to: (v) => (v.staff.some((s) => s.id === session.value?.staff.id && s.secondFactor) ? '/staff' : '/security') },
  keys: { label: 'manager.keys.act', to: () => '/keys' },
  signIns: { label: 'manager.signIns.act', to: () => '/journal' },
  certificate: { label: 'manager.certificate.act', to: () => '/network' },
  disk: { label: 'manager.disk.act', to: () => '/system' },
  writing: { label: 'manager.disk.act', to: () => '/system' },
  journal: { label: 'manager.disk.act', to: () => '/system' },
}

function title({ id, mood }: Line, v: Vitals): string {
  if (id === 'writing') return t(`manager.writing.${v.system.state}` as Key)
  if (id === 'leftOpen') return plural('manager.leftOpen', v.leftOpen.visits.length, { day: dayText(v.leftOpen.day) })
  if (id === 'keys') return t(keysWord(v.keys) ? `manager.keys.${keysWord(v.keys) as 'auto'}` : 'manager.keys')
  if (id === 'disk') return t(mood === 'good' ? 'manager.disk' : 'manager.disk.short')
  if (id === 'factors') return plural('manager.factors', oneStep(v.staff))
  return t(`manager.${id}`)
}

function detail({ id }: Line, v: Vitals): string {
  const { system } = v
  switch (id) {
    case 'writing': return t(system.state === 'ok' ? 'manager.writing.detail' : 'manager.writing.help', { when: instantText(system.stateSince) })
    case 'disk': return t('manager.disk.detail', { free: sizeText(system.diskFreeBytes), all: sizeText(system.diskBytes), records: sizeText(system.databaseBytes + system.walBytes) })
    case 'journal': return system.checkpoint
      ? t('manager.journal.detail', { n: countText(system.entries), signed: countText(system.checkpoint.entries), when: instantText(system.checkpoint.signedAt) })
      : t('manager.journal.unsigned', { n: countText(system.entries) })
    case 'signIns': return v.refused ? plural('manager.signIns.refused', v.refused) : t('manager.signIns.none')
    case 'keys': return keysDetail(v)
    case 'certificate': return certificateDetail(v)
    case 'leftOpen': return t('manager.leftOpen.detail')
    case 'managers': return t('manager.managers.detail')
    case 'factors': return t('manager.factors.detail')
  }
}

function certificateDetail({ trust }: Vitals): string {
  const c = trust && shown(trust)
  if (!c) return ''
  return c.daysLeft < 0 ? t('network.ended') : `${plural('network.holds', c.daysLeft)} · ${(c.names ?? [])[0] ?? ''}`
}

function keysDetail({ keys }: Vitals): string {
  switch (keysWord(keys)) {
    case 'unsound': return t('keys.unsound')
    case 'none': return t('keys.noPassphrase')
    case 'recovery': return t('keys.noRecovery')
    case 'auto': return t('keys.auto')
    default: return t('manager.keys.detail')
  }
}
