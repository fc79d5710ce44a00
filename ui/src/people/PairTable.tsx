import type { ComponentChildren } from 'preact'
import type { Schema } from '../app/api'
import { dateText, today } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Face } from '../kit/Face'
import { Icon, type IconName } from '../kit/Icon'
import { bornText, showName } from '../kit/person'

type Comparison = Schema['PairComparison']
type File = Comparison['first']
type Verdict = Comparison['fields'][number]['verdict']

/** The two files, field by field. */
export function PairTable({ pair }: { pair: Comparison }) {
  const { first, second } = pair
  const verdict = (field: string) => pair.fields.find((f) => f.field === field)?.verdict ?? 'none'
  const row = (field: string, label: string, of: (f: File) => string) => <Row key={field} label={label} verdict={verdict(field)} sounds={NAMES.includes(field)} values={[of(first), of(second)]} />
  return (
    <div class="card dp-table" role="table" aria-label={t('duplicate.question')}>
      <div class="dp-row dp-head" role="row">
        <span class="cap dp-k" role="columnheader">{t('duplicate.field')}</span>
        <Head file={first} side="dp-a" />
        <span class="dp-v" role="columnheader"><span class="vh">{t('duplicate.verdict')}</span></span>
        <Head file={second} side="dp-b" />
      </div>
      {row('family', t('name.family'), ({ patient: p }) => showName(p.familyName))}
      {row('given', t('name.given'), ({ patient: p }) => showName([p.givenNames, ...(p.otherNames ?? [])].filter(Boolean).join(', ')))}
      {row('sex', t('patient.sex'), ({ patient: p }) => t(`sex.${p.sex}`))}
      {row('birthDate', t('duplicate.born'), ({ patient: p }) => (p.birthPrecision === 'age' ? t('duplicate.about', { year: p.birthDate!.slice(0, 4) }) : bornText(p)))}
      {row('village', t('patient.village'), ({ patient: p }) => p.village)}
      {row('phone', t('patient.phone'), ({ patient: p }) => (p.phones ?? []).map((x) => x.display).join(', '))}
      {row('identifier', t('duplicate.papers'), papers)}
      {row('nextOfKin', t('patient.nextOfKin'), ({ patient: p }) => [showName(p.nextOfKin.name ?? ''), p.nextOfKin.relationship].filter(Boolean).join(', '))}
      <Row label={t('duplicate.lastHere')} verdict="none" values={[lastHere(first), lastHere(second)]} />
      <Row label={t('duplicate.allergy')} verdict={verdict('allergy')} loud={verdict('allergy') === 'differs'} values={[<Allergy file={first} />, <Allergy file={second} />]} empty={[nobodyAsked(first), nobodyAsked(second)]} />
    </div>
  )
}

// What is nearly the same in a name is heard; in a number it is one figure.
const NAMES = ['family', 'given']

const plain = (text: ComponentChildren) => String(text).replace(/[’\s]/g, '').toLowerCase()

function Head({ file: { patient: p, visits }, side }: { file: File; side: string }) {
  const sub = [p.fileNumber && t('fileNumber.short', { number: p.fileNumber }), plural('duplicate.visits', visits)].filter(Boolean).join(', ')
  return (
    <div class={`row row-s ${side}`} role="columnheader">
      <Face person={p} />
      <div class="grow"><h2><a href={`/patients/${p.id}`}>{showName(p.displayName)}</a></h2><p class="cap num">{sub}</p></div>
    </div>
  )
}

const LOOKS: Record<Verdict, { cls: string; icon: IconName; says?: Key }> = {
  same: { cls: '', icon: 'check', says: 'duplicate.verdict.same' },
  fits: { cls: '', icon: 'check', says: 'duplicate.verdict.fits' },
  more: { cls: '', icon: 'check', says: 'duplicate.verdict.more' },
  alike: { cls: ' dp-alike', icon: 'sound', says: 'duplicate.verdict.alike' },
  differs: { cls: ' dp-differs', icon: 'warn', says: 'duplicate.verdict.differs' },
  'one-side': { cls: ' dp-one', icon: 'plus' },
  none: { cls: '', icon: 'check' },
}

function Row({ label, verdict, values, empty, sounds, loud }: {
  label: string; verdict: Verdict; values: readonly [ComponentChildren, ComponentChildren]; sounds?: boolean; loud?: boolean
  /** Which side has nothing; by itself the side without a text. */
  empty?: readonly [boolean, boolean]
}) {
  const [a, b] = values
  const [noA, noB] = empty ?? [!a, !b]
  const otherwise = sounds && verdict === 'same' && plain(a) !== plain(b) // Mokoena and Mokwena are one name
  const look = LOOKS[otherwise ? 'alike' : verdict]
  const says = verdict === 'one-side' ? t(noA ? 'duplicate.onlyRight' : 'duplicate.onlyLeft') : otherwise ? t('duplicate.verdict.sounds')
    : verdict === 'alike' && !sounds ? t('duplicate.verdict.near') : look.says && t(look.says)
  const missing = <span class="t2">{t('duplicate.notGiven')}</span>
  return (
    <div class={`dp-row${loud ? ' dp-loud' : ''}`} role="row">
      <span class="dp-k" role="rowheader">{label}</span>
      <span class="dp-a num" role="cell">{noA && !empty ? missing : a}</span>
      <span class="dp-v" role="cell">{says && <span class={`dp-pill${look.cls}`}><Icon name={verdict === 'alike' && !sounds ? 'swap' : look.icon} size="s" />{says}</span>}</span>
      <span class="dp-b num" role="cell">{noB && !empty ? missing : b}</span>
    </div>
  )
}

/** The numbers that tell people apart; a file number tells papers apart. */
function papers({ patient: p }: File): string {
  return (p.identifiers ?? []).filter((i) => i.status === 'active' && i.system !== 'file-number' && i.value)
    .map((i) => `${t(`identifier.${i.system}` as Key)} ${[i.series, i.value].filter(Boolean).join(' ')}`).join(', ')
}

function lastHere({ lastVisit, openVisit }: File): string {
  if (!lastVisit) return t('duplicate.neverHere')
  const day = openVisit ? t('duplicate.hereNow', { ticket: openVisit.ticket }) : dateText(lastVisit.day)
  return `${day}, ${lastVisit.department}`
}

const nobodyAsked = (f: File) => !f.allergies?.length && !f.noneKnownOn

function Allergy({ file }: { file: File }) {
  if (file.allergies?.length) return <>{file.allergies.map((a, i) => <span key={a.substance}>{i > 0 && '; '}<b>{a.substance}</b>{a.reaction && `, ${a.reaction}`}</span>)}</>
  return <>{file.noneKnownOn ? t('duplicate.noneKnown', { date: dateText(today(new Date(file.noneKnownOn))) }) : <span class="t2">{t('duplicate.notAsked')}</span>}</>
}
