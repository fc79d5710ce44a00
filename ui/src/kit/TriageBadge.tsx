import './triage.css'
import { t } from '../i18n/words'

/** 1 emergency, 2 very urgent, 3 urgent, 4 routine, 0 not triaged yet. */
export type Level = 0 | 1 | 2 | 3 | 4

const shapes: Record<Level, { markup: string; y: number }> = {
  0: { markup: '<circle class="shs" cx="12" cy="12" r="10.5"/>', y: 16.5 },
  1: { markup: '<path class="sh" d="M12 0 24 12 12 24 0 12z"/>', y: 16.5 },
  2: { markup: '<path class="sh" d="M12 1 24 23H0z"/>', y: 20 },
  3: { markup: '<path class="sh" d="M2 2h20v20H2z"/>', y: 16.5 },
  4: { markup: '<circle class="sh" cx="12" cy="12" r="11.5"/>', y: 16.5 },
}

/** Four cues that never change: number, shape, word, colour, in this order of trust. */
export function TriageBadge({ level, large }: { level: Level; large?: boolean }) {
  const { markup, y } = shapes[level]
  return (
    <span class={`tri tri-${level}${large ? ' tri-l' : ''}`} data-level={level}>
      <svg viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML={{ __html: `${markup}<text x="12" y="${y}">${level || '?'}</text>` }} />
      {level > 0 && <span class="vh">{level} </span>}
      {t(`level.${level}`)}
    </span>
  )
}
