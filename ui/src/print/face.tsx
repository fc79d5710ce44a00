import type { Schema } from '../app/api'
import { session } from '../app/session'
import { Qr } from '../card/Qr'
import { Mark } from '../kit/Logo'
import { showName } from '../kit/person'
import type { Both, Say } from './both'
import { Litema } from './Litema'

export type Card = Schema['Card']
type Summary = NonNullable<Card['patient']>
type Named = Pick<Schema['Patient'], 'familyName' | 'givenNames'>

/** A long name gets smaller letters, so that it is printed whole. */
export function fit(name: string, steps: readonly number[]): string {
  const n = steps.findIndex((most) => name.length <= most)
  return n < 0 ? ` fit-${steps.length}` : n ? ` fit-${n}` : ''
}

/** Only the year: enough to tell two people apart, and all that many know. */
export function born(p: Pick<Summary, 'birthDate' | 'birthPrecision'>, say: Say, on: 'card' | 'label' = 'card'): string {
  if (!p.birthDate) return ''
  const year = p.birthDate.slice(0, 4)
  const about = p.birthPrecision === 'age'
  if (on === 'card') return say(about ? 'print.bornAbout' : 'print.born', { year })
  return about ? say('patient.bornAbout', { year }) : say('patient.born', { date: year }) // inside a line
}

/** File numbers are read aloud in groups of three. What has letters in it stays as it is. */
export function groups(number: string): string {
  return /\D/.test(number) ? number : number.replace(/(\d)(?=(\d{3})+$)/g, '$1 ')
}

export function Clinic() {
  const { name, phone } = session.value!.facility
  return <header><Mark class="pc-mark" /><span><b class="pc-clinic">{showName(name)}</b>{phone && <span class="pc-tel">Tel. {phone}</span>}</span></header>
}

/** The front of a patient's card. Black only; no diagnosis, no national ID. */
export function Front({ card, patient, names, both }: { card: Card; patient: Summary; names: Named; both: Both }) {
  const say = both.in[both.first]
  const [family, given] = [showName(names.familyName || names.givenNames), names.familyName ? showName(names.givenNames) : '']
  return (
    <article class="pc" lang={both.first} data-card={card.id}>
      <Clinic />
      <div class="pc-name"><b class={`pc-family${fit(family, [13, 18, 26, 40])}`}>{family}</b><span class={`pc-given${fit(given, [22, 30, 60])}`}>{given}</span></div>
      <p class="pc-born">{born(patient, say)}</p>
      {patient.fileNumber && <p class="pc-file"><small>{say('fileNumber.label')}</small><span class={`pc-number${fit(patient.fileNumber, [9, 14])}`}>{groups(patient.fileNumber)}</span></p>}
      <Code card={card} />
      <Litema />
    </article>
  )
}

/** Square and code of any card. */
export function Code({ card }: { card: Card }) {
  return <div class="pc-qr">{card.svg && <Qr svg={card.svg} />}<p>{card.code}</p></div>
}

/** A card nobody owns yet: the name is written by hand when it is given to somebody. */
export function BlankFront({ card, both }: { card: Card; both: Both }) {
  const line = (key: 'name.family' | 'name.given' | 'print.bornLabel') => <span class="pc-line"><small>{both.in[both.first](key)} / <span lang={both.second}>{both.in[both.second](key)}</span></small></span>
  return (
    <article class="pc pcx" lang={both.first} data-card={card.id}>
      <Clinic />
      <div class="pc-lines">{line('name.family')}{line('name.given')}{line('print.bornLabel')}</div>
      <Code card={card} />
      <Litema />
    </article>
  )
}

/** The back, the same on every card: both languages, so that whoever finds it can read it. */
export function Back({ both }: { both: Both }) {
  const { name, phone, district } = session.value!.facility
  const twice = (key: 'print.cardLost' | 'print.cardBring') => <li>{both.in[both.first](key)}<span lang={both.second}>{both.in[both.second](key)}</span></li>
  return (
    <article class="pc pcb" lang={both.first}>
      <h2>{both.in[both.first]('print.cardFound')}<span class="pcb-st" lang={both.second}>{both.in[both.second]('print.cardFound')}</span></h2>
      <ul>
        <li class="pcb-tel">{[showName(name), district].filter(Boolean).join(', ')}.{phone && ` Tel. ${phone}`}</li>
        {twice('print.cardLost')}
        {twice('print.cardBring')}
      </ul>
      <Litema />
    </article>
  )
}
