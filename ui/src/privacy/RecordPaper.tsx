import '../print/summary.css'
import '../chart/chart.css'
import type { ComponentChildren } from 'preact'
import type { Schema } from '../app/api'
import { Written } from '../chart/VisitRecord'
import { shownVitals } from '../consultation/TriageStrip'
import { dateText, instantText, timeText, today } from '../i18n/dates'
import { hasKey, plural, t, type Key } from '../i18n/words'
import { fileName } from '../joined/file'
import { fileRows } from '../joined/JoinedFiles'
import { Mark } from '../kit/Logo'
import { ageText, bornText, showName } from '../kit/person'
import { actWord, type Act } from '../manager/acts'
import { reasonText as whyNot } from '../messages/say'
import { reasonText } from '../reception/ArrivalFields'
import { byDay } from './opened'

type Bundle = Schema['SubjectBundle']

/** The bundle on as many sheets as it needs, in the order of the file. */
export function RecordPaper({ bundle: b }: { bundle: Bundle }) {
  const p = b.patient
  return (
    <article class="vs rec" data-testid="record-paper">
      <header class="vs-head">
        <Mark class="vs-mark" />
        <div><b>{showName(b.clinic.name)}</b><p>{[b.clinic.district, b.clinic.phone && `Tel. ${b.clinic.phone}`].filter(Boolean).join('. ')}</p></div>
        <div class="vs-r"><b>{t('bundle.title')}</b><p>{t('bundle.made', { name: showName(b.madeBy), time: instantText(b.madeAt), who: t(`bundle.for.${b.madeFor}`) })}</p></div>
      </header>
      <section class="vs-pat">
        <div>
          <h2>{showName(p.displayName)}</h2>
          <p>{t(`sex.${p.sex}`)}, {ageText(p.age)}{bornText(p) && ` (${bornText(p)})`}. {[p.village, p.chief, p.district].filter(Boolean).join(', ')}</p>
        </div>
        {b.photo && <img class="rec-photo" src={`data:image/jpeg;base64,${b.photo}`} alt={t('photo.of', { name: showName(p.displayName) })} />}
      </section>
      <Part title={t('bundle.identity')}>
        <Rows rows={[
          [t('patient.otherNames'), (p.otherNames ?? []).map(showName).join(', ')],
          [t('patient.phone'), (p.phones ?? []).map((x) => [x.display, x.owner].filter(Boolean).join(' ')).join('; ')],
          [t('patient.nextOfKin'), [p.nextOfKin?.name, p.nextOfKin?.relationship, p.nextOfKin?.phone].filter(Boolean).join(', ')],
          ...(p.identifiers ?? []).map((i): [string, string] => [t(`identifier.${i.system}` as Key), `${[i.series, i.value].filter(Boolean).join(' ')}${i.status === 'active' ? '' : ` (${t('bundle.retired')})`}`]),
          ...cardRows(p.cards ?? []),
          [t('patient.registeredAt'), instantText(p.registeredAt)],
        ]} />
      </Part>
      {(p.joined ?? []).map((j) => <Part key={j.id} title={`${t('joined.title')}: ${fileName(j)}`}><Rows rows={[...fileRows(j), ...cardRows(j.cards)]} /></Part>)}
      {b.joinings.some((j) => j.endedAt) && (
        <Part title={t('joined.title')}>
          <Lines rows={b.joinings.filter((j) => j.endedAt).map((j) => [`${instantText(j.at)}, ${showName(j.by)}`, [j.reason, t('joined.parted', { date: dateText(today(new Date(j.endedAt!))), name: showName(j.endedBy) }), j.endReason].filter(Boolean).join('. ')])} />
        </Part>
      )}
      {b.versions.length > 1 && (
        <Part title={t('bundle.versions')}>
          <Lines rows={b.versions.map((v) => [`${instantText(v.at)}, ${showName(v.by)}`, [showName(`${v.givenNames} ${v.familyName}`.trim()), t(`sex.${v.sex}` as Key), v.birthDate && dateText(v.birthDate), v.village, (v.phones ?? []).map((x) => x.number).join(', ')].filter(Boolean).join('. ')])} />
        </Part>
      )}
      <Part title={t('consent.title')} none={!b.consents.length && t('consent.not-asked')}>
        <Lines rows={b.consents.map((c) => [`${c.on ? dateText(c.on) : instantText(c.at)}, ${showName(c.by)}`, [t(`consent.${c.given ? 'given' : c.on ? 'refused' : 'not-asked'}`), c.version && t('bundle.text', { version: c.version })].filter(Boolean).join(', ')])} />
      </Part>
      <Part title={t('photo.title')} none={!b.photos.length && t('photo.none')}>
        <Lines rows={b.photos.map((x) => [`${instantText(x.takenAt)}, ${showName(x.takenBy)}`, `${t(`photo.agreed.${x.agreedBy}.long`)}. ${t(x.held ? 'bundle.held' : 'bundle.erased')}`])} />
      </Part>
      <Part title={t('chart.allergies')} none={!b.allergies.length && t('allergy.notAsked')}>
        <Lines rows={b.allergies.map((a) => [`${instantText(a.recordedAt)}, ${showName(a.recordedBy)}`, [t(`bundle.allergy.${a.status}`), a.substance, a.reaction, a.reason].filter(Boolean).join('. ')])} />
      </Part>
      <Part title={t('chart.problems')} none={!b.problems.length && t('chart.noProblems')}>
        <Lines rows={b.problems.map((x) => [`${instantText(x.recordedAt)}, ${showName(x.recordedBy)}`, [t(`bundle.problem.${x.status}`), x.text, x.since && dateText(x.since), x.reason].filter(Boolean).join('. ')])} />
      </Part>
      <h3 class="rec-h">{t('patient.visits')}: {b.visits.length}</h3>
      {b.visits.map((v) => <Visit key={v.visit.id} record={v} bundle={b} />)}
      {b.messages.length > 0 && (
        <Part title={t('message.title')}>
          <Lines rows={b.messages.map((m) => [`${instantText(m.handedAt ?? m.queuedAt)}, ${m.phone || t('message.noNumber')}`, [t(`message.kind.${m.kind}`), m.text, m.reason && whyNot(m.reason)].filter(Boolean).join('. ')])} />
        </Part>
      )}
      <Part title={t('bundle.drafts')}><p>{plural('bundle.draftCount', b.drafts.count)} {t('bundle.draftWhy')}</p></Part>
      <Part title={t('chart.whoOpened')} flow>
        <table class="vs-t">
          <thead><tr><th>{t('journal.when')}</th><th>{t('journal.actor')}</th><th>{t('journal.action')}</th><th>{t('journal.from')}</th></tr></thead>
          <tbody>
            {byDay([...b.accesses].reverse()).flatMap((d) => d.sittings).map(({ entries, acts }) => {
              const a = entries[0]!
              return (
                <tr key={a.seq}>
                  <td>{instantText(entries.at(-1)!.at)}{timeText(entries.at(-1)!.at) !== timeText(a.at) && ` – ${timeText(a.at)}`}</td>
                  <td>{a.staff ? showName(a.staff.displayName) : t('journal.box')}{hasKey(`role.${a.role}`) && `, ${t(`role.${a.role}` as Key)}`}</td>
                  <td>{acts.map((x) => `${actWord(x.action as Act)}${x.times > 1 ? ` (${plural('opened.times', x.times)})` : ''}`).join('. ')}</td>
                  <td>{a.device}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Part>
      <footer>{showName(b.clinic.name)}. <b>{t('print.confidential')}.</b></footer>
    </article>
  )
}

function cardRows(cards: readonly Schema['HeldCard'][]): [string, string][] {
  return cards.map((c) => [t('card.title'), `${c.code}, ${dateText(c.madeAt.slice(0, 10))}${c.revokedAt ? `, ${t('bundle.stopped', { date: dateText(c.revokedAt.slice(0, 10)) })}` : ''}`])
}

function Part({ title, none, flow, children }: { title: string; none?: string | false; flow?: boolean; children: ComponentChildren }) {
  return <section class={flow ? 'rec-flow' : undefined}><h3>{title}</h3>{none ? <p>{none}</p> : children}</section>
}

function Rows({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return <dl class="rec-kv">{rows.filter(([, v]) => v).map(([k, v]) => [<dt key={k + v}>{k}</dt>, <dd key={`${k}${v}-v`}>{v}</dd>])}</dl>
}

/** When and who on the left, what on the right; a list and no pairs of names and values, as two may be alike. */
function Lines({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return <ul class="rec-lines">{rows.map(([when, what], i) => <li key={i}><span class="num">{when}</span><span>{what}</span></li>)}</ul>
}

function Visit({ record: r, bundle: b }: { record: Schema['VisitRecord']; bundle: Bundle }) {
  const { visit } = r
  const place = b.departments.find((d) => d.id === visit.departmentId)
  return (
    <section class="rec-visit">
      <h4>{dateText(visit.day)}, {place?.name}, {visit.ticket}</h4>
      <p>{[instantText(visit.arrivedAt), visit.reason && reasonText(visit.reason), visit.outcome && t(`outcome.${visit.outcome}` as Key)].filter(Boolean).join('. ')}</p>
      {r.triages.map((x) => (
        <div key={x.id} class="rec-triage">
          <p><b>{t(`level.${x.outcome.level}` as Key)}</b>, {showName(x.author)}, {instantText(x.at)}. {[...(x.complaint.chips ?? []).map((c) => (hasKey(`complaint.${c}`) ? t(`complaint.${c}` as Key) : c)), x.complaint.text].filter(Boolean).join('. ')}</p>
          <p class="num">{shownVitals(x).map((v) => `${t(v.label)} ${v.text}`).join(', ')}</p>
        </div>
      ))}
      {r.encounters.map((e) => <Written key={e.id} encounter={e} />)}
    </section>
  )
}
