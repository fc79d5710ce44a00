import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { ICONS, lineAct, lineAge, lineDetail, lineTitle, type HealthLine as Line } from './health'

const STATE = { good: { icon: 'check', cls: 'state-k' }, look: { icon: 'warn', cls: 'state-w' }, now: { icon: 'stop', cls: 'state-d' } } as const

/** One thing the manager may rely on or must look at: what, detail, how long, a word, what to do. */
export function HealthLine({ line, secondFactor }: { line: Line; secondFactor: boolean }) {
  const state = STATE[line.mood]
  const act = lineAct(line, { secondFactor })
  const age = lineAge(line)
  return (
    <li class={`mg-line mg-${line.mood}`} data-testid={`health-${line.id}`} data-mood={line.mood}>
      <span class="mg-icon"><Icon name={ICONS[line.id]} /></span>
      <div class="grow"><b>{lineTitle(line)}</b><p>{lineDetail(line)}{age && <span class="mg-age" data-age={line.ageSeconds}>{age}</span>}</p></div>
      <span class={`state ${state.cls}`}><Icon name={state.icon} size="s" />{t(`manager.mood.${line.mood}`)}</span>
      <span class="mg-act">{act && <Button size="s" href={act.to}>{t(act.label)}</Button>}</span>
    </li>
  )
}
