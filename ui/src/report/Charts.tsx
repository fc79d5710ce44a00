import type { ComponentChildren } from 'preact'
import type { Schema } from '../app/api'
import { t, type Key } from '../i18n/words'
import { BarChart, HBar } from '../kit/charts'
import { figurePath } from './figure'
import { arrivals, leading, longest, type Said } from './findings'

const MOST = 5

/** Three pictures whose titles say what they show. */
export function Charts({ report: r }: { report: Schema['DayReport'] }) {
  const came = arrivals(r.hours)
  const slow = longest(r.waits)
  // Paper says when people came, seldom when they were called.
  const waited = slow.said.key === 'report.find.noWaits' && r.seen > 0 ? { key: 'report.waitsUnknown' as const } : slow.said
  const ill = leading(r.diagnoses)
  const waits = r.waits.filter((w) => w.medianMinutes !== undefined)
  const to = (figure: string) => figurePath(r.day, figure)
  return (
    <div class="rp-charts">
      <Card said={came.said} about={t('report.byHour')}>
        <BarChart label={t('report.byHour')} heads={[t('report.hour'), t('report.people')]}
          bars={r.hours.map((h, i) => ({ key: h.name, label: h.name, value: h.people, strong: i < came.early, href: to(h.figure) }))} />
      </Card>
      <Card said={waited} about={waits.length ? t('report.waitsAbout') : undefined}>
        {waits.length > 0 && <HBar label={t('report.waits')} heads={[t('report.wait'), t('report.halfMinutes'), t('report.ninetyMinutes')]}
          bars={waits.map((w) => ({ key: w.wait, label: t(`report.wait.${w.wait}` as Key), value: w.medianMinutes!, outer: w.p90Minutes, href: to(w.figure) }))} />}
      </Card>
      <Card said={ill.said} about={r.diagnoses.length > MOST ? t('report.diagnosesFirst', { n: MOST, all: r.diagnoses.length }) : r.diagnoses.length ? t('report.diagnoses') : undefined}>
        {r.diagnoses.length > 0 && <HBar label={t('report.diagnoses')} heads={[t('report.diagnosis'), t('report.people')]}
          bars={r.diagnoses.slice(0, MOST).map((d, i) => ({ key: d.figure, label: d.text, value: d.people, strong: i < ill.top, href: to(d.figure) }))} />}
      </Card>
    </div>
  )
}

function Card({ said, about, children }: { said: Said; about?: string; children: ComponentChildren }) {
  return (
    <section class="card rp-chart">
      <h2>{t(said.key, said.params)}</h2>
      {about && <p class="cap">{about}</p>}
      {children}
    </section>
  )
}
