import './dayline.css'
import { plural } from '../i18n/words'

export interface Stop { id: string; label: string; count: number; late?: number; done?: boolean }

/** The day as a path with stations. Each stop is a filter button; pressing the chosen one again shows all. */
export function DayLine({ stops, chosen, onChoose, label }: { stops: readonly Stop[]; chosen: string | undefined; onChoose: (id: string | undefined) => void; label: string }) {
  return (
    <div class="dline" role="group" aria-label={label}>
      {stops.map((s) => (
        <button key={s.id} type="button" class={`stop${s.id === chosen ? ' on' : ''}${s.done ? ' done' : ''}`} aria-pressed={s.id === chosen}
          data-testid={`stop-${s.id}`} onClick={() => onChoose(s.id === chosen ? undefined : s.id)}>
          <b>{s.count}</b>{s.label}
          {!!s.late && <span class="late">{plural('late.count', s.late)}</span>}
        </button>
      ))}
    </div>
  )
}
