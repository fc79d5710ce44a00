import './person.css'
import type { ComponentChildren } from 'preact'
import { dateText } from '../i18n/dates'
import { plural, rich, t } from '../i18n/words'
import { Face } from './Face'
import { Icon } from './Icon'
import { TriageBadge, type Level } from './TriageBadge'

export interface Age { value: number; unit: 'years' | 'months' | 'days'; estimated: boolean }
export type Sex = 'female' | 'male' | 'other' | 'unknown'

/** "34 years", "about 34 years", "8 months". */
export function ageText(age: Age | null | undefined): string {
  if (!age) return t('age.notKnown')
  const text = plural(`age.${age.unit}`, age.value)
  return age.estimated ? t('age.about', { age: text }) : text
}

/** "34 y", "~34 y", "8 mo": for tables and rows. */
export function ageShort(age: Age | null | undefined): string {
  return age ? t(`age.short.${age.unit}`, { n: `${age.estimated ? '~' : ''}${age.value}` }) : '?'
}

/** "F, ~34 y" */
export function sexAge(p: { sex: Sex; age?: Age | null }): string {
  return `${t(`sex.${p.sex}.short`)}, ${ageShort(p.age)}`
}

/** A stored name as shown: typed apostrophes become ’, the stored name is untouched. */
export function showName(name: string): string {
  return name.replace(/['`´‘]/g, '’')
}

export function Initials({ text, size }: { text: string; size?: 's' | 'l' }) {
  return <span class={`av${size ? ` av-${size}` : ''}`} aria-hidden="true">{text}</span>
}

/** The first letters of a staff name: "Dr P. Ramaili" is DR. */
export function initialsOf(name: string): string {
  const words = name.replace(/[’'`ʼ]/g, '').split(/\s+/).filter(Boolean)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? words[words.length - 1]![0]! : '')).toUpperCase()
}

/** The sand chip: a thing one holds. */
export function Ticket({ number }: { number: string }) {
  return <span class="tkt">{number}</span>
}

export interface RowPerson { displayName: string; initials: string; sex: Sex; age?: Age | null; village?: string; fileNumber?: string; foundBy?: { displayName: string; fileNumber: string } }

/** The inside of a row in a list of people; wrap it in a link, a button or an option. */
export function PersonLine({ person, typed, end }: { person: RowPerson; typed?: string; end?: ComponentChildren }) {
  const sub = [sexAge(person), person.village, person.fileNumber].filter(Boolean).join(', ')
  return (
    <>
      <Initials text={person.initials} size="s" />
      <span class="grow"><span class="nm">{marked(showName(person.displayName), typed)}</span><span class="sub num">{sub}</span>{person.foundBy && <JoinedHint of={person.foundBy} typed={typed} />}</span>
      {end && <span class="prow-end">{end}</span>}
    </>
  )
}

/** Who was typed is in another file, for which this one stands now. */
function JoinedHint({ of, typed }: { of: { displayName: string; fileNumber: string }; typed: string | undefined }) {
  return <span class="sub joined num">{rich('joined.found', { file: <>{marked(showName(of.displayName), typed)}{of.fileNumber && `, ${of.fileNumber}`}</> })}</span>
}

const fold = (s: string) => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[’'`]/g, '’').toLowerCase()

/** Underlines the beginning of each name part that matches a typed word. */
export function marked(name: string, typed: string | undefined): ComponentChildren {
  const words = fold(typed ?? '').split(/\s+/).filter(Boolean)
  if (!words.length) return name
  return name.split(/(\s+)/).map((part) => {
    const lead = /^[’]/.test(part) ? 1 : 0
    const plain = fold(part)
    const hit = words.find((w) => plain.startsWith(w) || plain.slice(lead).startsWith(w))
    if (!hit) return part
    const from = plain.startsWith(hit) ? 0 : lead
    return <>{part.slice(0, from)}<mark>{part.slice(from, from + hit.length)}</mark>{part.slice(from + hit.length)}</>
  })
}

/** A row that leads to a person. */
export function PatientRow({ person, href, end }: { person: RowPerson; href: string; end?: ComponentChildren }) {
  return <a class="prow" href={href}><PersonLine person={person} end={end} /></a>
}

export type AllergyState =
  | { kind: 'known'; items: readonly { substance: string; reaction?: string }[] }
  | { kind: 'none'; askedOn: string }
  | { kind: 'not-asked' }

/** Loud when there is one, quiet when asked and none, amber when never asked. */
export function AllergyFlag({ allergy }: { allergy: AllergyState }) {
  if (allergy.kind === 'known') {
    const what = allergy.items.map((a) => a.substance).join(', ')
    const reaction = allergy.items.map((a) => a.reaction).filter(Boolean).join(', ')
    return <p class="allergy"><Icon name="stop" /><span>{t('allergy.is', { what })}{reaction && <small>{reaction}</small>}</span></p>
  }
  if (allergy.kind === 'none') return <p class="noallergy"><Icon name="check" />{t('allergy.noneKnownOn', { date: dateText(allergy.askedOn) })}</p>
  return <p class="noallergy askallergy"><Icon name="help" />{t('allergy.notAsked')}</p>
}

export interface BannerPerson extends RowPerson { id?: string; birthDate?: string; birthPrecision: string; phone?: string; photo?: { id: string } }

/** "14 Feb 1958", "about 1992", or nothing when neither is known. */
export function bornText(p: { birthDate?: string; birthPrecision: string }): string {
  if (!p.birthDate) return ''
  return p.birthPrecision === 'age' ? t('patient.bornAbout', { year: p.birthDate.slice(0, 4) }) : dateText(p.birthDate)
}

/** Who this page is about. Carries the page's h1 (the name); sticky where the page scrolls under it. */
export function PatientBanner(props: {
  person: BannerPerson; allergy?: AllergyState; ticket?: string; level?: Level; wait?: ComponentChildren
  nameAlert?: string; before?: ComponentChildren; children?: ComponentChildren
}) {
  const { person: p } = props
  const born = bornText(p)
  return (
    <header class="pban" data-testid="patient-banner">
      {props.before}
      {p.id ? <Face person={{ ...p, id: p.id }} /> : <Initials text={p.initials} size="l" />}
      <div class="grow">
        <div class="who-line">
          <h1>{showName(p.displayName)}</h1>
          {props.ticket && <Ticket number={props.ticket} />}
          {props.level !== undefined && <TriageBadge level={props.level} />}
        </div>
        <p class="facts num">
          <span><b>{t(`sex.${p.sex}`)}, {ageText(p.age)}</b>{born && ` (${born})`}</span>
          {p.fileNumber && <span>{t('fileNumber.short', { number: p.fileNumber })}</span>}
          {p.village && <span>{p.village}</span>}
          {p.phone && <span>{t('patient.phone')} {p.phone}</span>}
          {props.wait && <span>{props.wait}</span>}
        </p>
        {props.nameAlert && <p class="alertname"><Icon name="users" size="s" />{t('nameAlert', { name: showName(props.nameAlert) })}</p>}
      </div>
      {props.children}
      {props.allergy && <AllergyFlag allergy={props.allergy} />}
    </header>
  )
}
