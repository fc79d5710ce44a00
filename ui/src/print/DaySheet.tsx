import './daysheet.css'
import type { Schema } from '../app/api'
import { session } from '../app/session'
import { instantText } from '../i18n/dates'
import type { Key, Language } from '../i18n/words'
import { Mark } from '../kit/Logo'
import { showName } from '../kit/person'
import type { Both } from './both'

type Detail = Schema['PaperSheetDetail']

/** Whose words stand over the columns: one language, or the clinic's own with the other one under it. */
export type Headings = 'en' | 'st' | 'both'

const VITALS: readonly (readonly string[])[] = [['T', 'P', 'R'], ['BP', 'SpO₂', 'kg']]
/** The first letters of the colours as the wall charts have them, in whatever language the rest is. */
const COLOURS = ['R', 'O', 'Y', 'G'] as const
const OUTCOMES = ['home', 'referred', 'admitted', 'died', 'left'] as const

const COLUMNS: readonly (readonly [string, Key])[] = [
  ['tk', 'paper.day.ticket'], ['tm', 'paper.day.time'], ['fn', 'fileNumber.label'], ['nm', 'paper.day.name'], ['bo', 'paper.day.birth'], ['vi', 'village.label'],
  ['co', 'paper.day.complaint'], ['vs', 'paper.day.vitals'], ['dx', 'consult.diagnosis'], ['rx', 'consult.medicines'], ['oc', 'consult.outcome'], ['sg', 'paper.day.sign'],
]

/** One A4 sheet on which a day is written by hand: ten rows, their tickets and some file numbers printed. */
export function DaySheet({ detail, department, both, headings }: { detail: Detail; department: string; both: Both; headings: Headings }) {
  const { sheet, rows } = detail
  const { facility } = session.value!
  const first: Language = headings === 'both' ? both.first : headings
  const second: Language | undefined = headings === 'both' ? both.second : undefined
  const say = both.in[first]
  const two = (key: Key) => <>{say(key)}{second && both.in[second](key) !== say(key) && <small lang={second}>{both.in[second](key)}</small>}</>
  return (
    <article class="dsh" lang={first} data-testid={`day-sheet-${sheet.serial}`}>
      <header class="dsh-head">
        <Mark class="dsh-mark" />
        <div><b>{showName(facility.name)}</b><p>{department}</p></div>
        <h2>{two('paper.day.title')}</h2>
        <p class="dsh-fill"><span>{two('paper.day.day')}</span><span class="dsh-line dsh-date"><i>/</i><i>/</i><i>20</i></span></p>
        <p>{say('paper.day.rows', { n: rows.length })}{second && <small lang={second}>{both.in[second]('paper.day.rows', { n: rows.length })}</small>}</p>
        <p class="dsh-serial">{sheet.serial}</p>
      </header>
      <table>
        <colgroup>{COLUMNS.map(([name]) => <col key={name} class={`dsh-${name}`} />)}</colgroup>
        <thead><tr>{COLUMNS.map(([name, key]) => <th key={name} scope="col">{two(key)}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} class={row.fileNumber ? 'dsh-new' : undefined}>
              <th scope="row">{row.ticket}</th>
              <td class="dsh-times"><span>{say('paper.day.in')}</span><span>{say('paper.day.out')}</span></td>
              <td class="dsh-file">{row.fileNumber && <><small>{say('paper.day.newRow')}</small><b>{row.fileNumber}</b></>}</td>
              <td />
              <td class="dsh-sex"><span>{say('sex.female.short')}</span><span>{say('sex.male.short')}</span></td>
              <td />
              <td />
              <td class="dsh-vitals">
                {VITALS.map((line) => <p key={line[0]}>{line.map((v) => <span key={v}>{v}</span>)}</p>)}
                <p class="dsh-colours">{COLOURS.map((c) => <i key={c}>{c}</i>)}</p>
              </td>
              <td />
              <td />
              <td class="dsh-ends">{OUTCOMES.map((o) => <span key={o}>{say(`consult.outcome.${o}`)}</span>)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <footer class="dsh-foot">
        <p>{say('paper.day.how')}</p>
        {second && <p lang={second}>{both.in[second]('paper.day.how')}</p>}
        <p class="dsh-made">{showName(facility.name)} · {sheet.serial} · {say('paper.printed', { time: instantText(sheet.printedAt) })} · {showName(sheet.printedBy)}</p>
      </footer>
    </article>
  )
}
