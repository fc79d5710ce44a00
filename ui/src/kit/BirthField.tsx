import { dateText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { ageOn, readBirth, type Birth } from './birth'
import { latestNow, serverNow } from './clock'
import { TextField } from './Field'
import { ageText } from './person'

/** "3 Feb 1984, 42 years" or "About 34 years, born about 1992": what was understood, said back. */
export function birthEcho(birth: Birth, on: string): string {
  const age = ageOn(birth, on)
  if (birth.birthPrecision === 'age') return t('birth.asAge', { age: ageText({ ...age, estimated: false }), year: dateText(birth.birthDate) })
  return t('birth.asDay', { date: dateText(birth.birthDate), age: ageText(age) })
}

/** One field for a date or an age. `onValue` gets the text as typed; read it with readBirth(text, today()) when saving. */
export function BirthField(props: { name: string; label?: string; value: string; onValue: (text: string) => void; error?: string; full?: boolean }) {
  const on = today(serverNow())
  const latest = today(latestNow())
  const read = readBirth(props.value, on, latest)
  return (
    <TextField name={props.name} label={props.label ?? t('birth.label')} value={props.value} onValue={props.onValue} error={props.error} full={props.full}
      echo={read.ok ? birthEcho(read.birth, latest) : undefined} hint={read.ok ? undefined : t('birth.hint')} maxLength={60} />
  )
}

const PROBLEMS = { 'not-a-date': 'birth.notUnderstood', future: 'birth.inFuture', 'before-1900': 'birth.tooOld', 'out-of-range': 'birth.tooOld' } as const

/** The sentence for a birth that could not be read, for the error summary; undefined when it is fine or empty. */
export function birthProblem(text: string): string | undefined {
  const read = readBirth(text, today(serverNow()), today(latestNow()))
  return read.ok || !read.problem ? undefined : t(PROBLEMS[read.problem])
}
