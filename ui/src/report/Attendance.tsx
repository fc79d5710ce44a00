import type { Schema } from '../app/api'
import { countText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { figurePath } from './figure'

/** The day as an equation: everybody who came is under exactly one of its terms. */
export function Attendance({ report: r }: { report: Schema['DayReport'] }) {
  const term = (figure: string, n: number, words: string, look = '') => (
    <a href={figurePath(r.day, figure)} class={look} data-testid={`figure-${figure}`}><b>{countText(n)}</b> {words}</a>
  )
  return (
    <section class="card rp-eq" aria-label={t('report.attendance')}>
      {term('all', r.all, plural('report.cameTotal', r.all), 'rp-all')}
      <i>=</i>
      {term('seen', r.seen, t('report.seen'))}
      <i>+</i>
      {term('left', r.left, t('report.leftUnseen'), r.left ? 'rp-bad' : '')}
      <i>+</i>
      {term('cancelled', r.cancelled, t('report.cancelled'))}
      <i>+</i>
      {term('open', r.open, t('report.stillOpen'))}
      <span class="rp-known">{term('new', r.new, t('report.new'))}{term('known', r.known, t('report.known'))}</span>
    </section>
  )
}
