import './manager.css'
import './activity.css'
import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { countText, timeText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Select } from '../kit/Field'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { lastDays, shown, summed, type Activity as Answer, type Span } from './activity'
import { DayTable, PeopleTable } from './ActivityTable'
import { SpanChooser } from './SpanChooser'
import { TeamTabs } from './TeamTabs'

const ROLES = ['clerk', 'nurse', 'doctor', 'admin'] as const

/** What each of the staff did on each day, counted from the journal. */
export default function Activity() {
  const now = today(minute.value)
  const [span, setSpan] = useState<Span>(() => lastDays(1, now))
  const [role, setRole] = useState<string>('')
  const [person, setPerson] = useState('')
  const found = useLoad(() => ask(api.GET('/api/v1/reports/activity', { params: { query: { ...span } } })), [span.from, span.to])
  useLive(['queue'], () => { if (span.to === now) found.reload() })
  return (
    <Page name="activity" title={t('activity.title')} class="mg">
      <div class="page-head">
        <div>
          <h1>{t('activity.title')}</h1>
          <p class="t2">{t('activity.lead')}</p>
        </div>
        <div class="sp"><Button size="s" icon="download" href={`/api/v1/reports/activity.csv?from=${span.from}&to=${span.to}`} data-testid="activity-csv">{t('action.csv')}</Button></div>
      </div>
      <TeamTabs at="/activity" />
      <div class="ac-ask">
        <SpanChooser span={span} now={now} onSpan={setSpan} />
        <form class="mg-filters" aria-label={t('journal.filters')} onSubmit={(e) => e.preventDefault()}>
          <Select label={t('activity.role')} name="role" none={t('activity.anyRole')} options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={role} onValue={setRole} />
          <Select label={t('activity.person')} name="person" none={t('activity.everybody')} options={(found.data?.people ?? []).map((p) => ({ value: p.staffId, label: showName(p.displayName) }))} value={person} onValue={setPerson} />
        </form>
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error, t('activity.span'))} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {!found.data && !found.error && <Skeleton rows={6} />}
      {found.data && <Found activity={found.data} role={role} person={person} live={span.to === now} onPerson={setPerson} />}
    </Page>
  )
}

function Found({ activity, role, person, live, onPerson }: { activity: Answer; role: string; person: string; live: boolean; onPerson: (id: string) => void }) {
  const people = shown(activity.people, role, person)
  const sum = summed(people)
  const one = person ? people[0] : undefined
  return (
    <section class="stack" aria-live="polite">
      <div class="row wrap">
        <h2 data-testid="activity-found">{sum.acts ? plural('activity.find', sum.acts, { n: countText(sum.acts), people: plural('activity.people', sum.people) }) : t('activity.find.none')}</h2>
        {live && <span class="cap">{t('app.asOf', { time: timeText(activity.asOf) })}</span>}
        {one && <span class="sp"><Button size="s" icon="users" onClick={() => onPerson('')} data-testid="activity-everybody">{t('activity.everybody')}</Button></span>}
      </div>
      {sum.acts === 0 ? <div class="card"><Empty title={t('activity.find.none')} text={t('activity.none.text')} /></div>
        : <div class="card mg-stack ac">{one ? <DayTable person={one} /> : <PeopleTable people={people} onPerson={onPerson} />}</div>}
    </section>
  )
}
