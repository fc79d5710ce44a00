import '../kit/wait.css'
import { t } from '../i18n/words'
import { IconButton } from '../kit/Button'
import type { WeekDay } from './calls'
import { dayName, dayShort } from './say'
import { fillOf, placesOf, takenOf } from './week'

const BAR = { closed: '', room: '', nearly: ' bar-warn', full: ' bar-late' }

/** Seven days and how full they are; a press opens one. What is held over a day opens it too. */
export function WeekStrip({ days, chosen, today, over, onDay, onWeek }: {
  days: readonly WeekDay[]; chosen: string; today: string; over: string | undefined; onDay: (day: string) => void; onWeek: (by: 1 | -1) => void
}) {
  return (
    <div class="bk-week" role="group" aria-label={t('booking.week')}>
      <IconButton icon="left" class="bk-turn" label={t('booking.weekBefore')} data-testid="week-before" onClick={() => onWeek(-1)} />
      <div class="card bk-days">
        {days.map((d) => {
          const fill = fillOf(d)
          const [taken, places] = [takenOf(d), placesOf(d)]
          const cls = ['bk-wd', d.day === chosen && 'on', fill === 'closed' && 'off', d.day < today && 'past', over === `day:${d.day}` && 'over'].filter(Boolean).join(' ')
          return (
            <button key={d.day} type="button" class={cls} aria-pressed={d.day === chosen} data-drop={`day:${d.day}`} data-testid={`day-${d.day}`} onClick={() => onDay(d.day)}>
              <span class="bk-wd-head"><b><span class="bk-wd-long">{dayName(d.day)}</span><span class="bk-wd-short">{dayShort(d.day)}</span></b> <b class="bk-wd-d">{Number(d.day.slice(8))}</b>{d.day === today && <span class="cap">{t('booking.today')}</span>}</span>
              {fill === 'closed'
                ? <span class="bk-wd-n"><span class="bk-wd-closed">{d.closed || t('booking.closed')}</span>{taken > 0 && <b class="danger"> {taken}</b>}</span>
                : <>
                  <span class={`bk-wd-n num${fill === 'full' ? ' full' : ''}`}>{fill === 'full' && <span class="bk-wd-full">{t('booking.full')}, </span>}{t('booking.of', { n: taken, of: places })}</span>
                  <progress class={`bar${BAR[fill]}`} value={Math.min(taken, places)} max={places} aria-label={t('booking.takenOn', { day: dayName(d.day) })} />
                </>}
            </button>
          )
        })}
      </div>
      <IconButton icon="right" class="bk-turn" label={t('booking.weekAfter')} data-testid="week-after" onClick={() => onWeek(1)} />
    </div>
  )
}
