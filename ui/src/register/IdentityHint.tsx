import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { dateText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { readBirth } from '../kit/birth'
import { serverNow } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { birthText, type Form, type NumberLine } from './form'

type Answer = Schema['IdentityAnswer']

const REST_MS = 300
const SHORTEST = 5
/** Of people's own countries: thirteen figures are South African, twelve from Lesotho. */
const southAfrican = (line: NumberLine) => line.system === 'national-id-ls' && /^\d{13}$/.test(line.value.replace(/[\s-]/g, ''))

/** What a number says of its holder, once the typing rests. When the box does not answer there is nothing to say. */
function useAnswer(line: NumberLine, form: Form): Answer | undefined {
  const [answer, setAnswer] = useState<{ to: string; is: Answer }>()
  const read = readBirth(form.birth, today(serverNow()))
  const value = line.value.trim()
  const known = { ...(read.ok && !form.birthUnknown ? { birthDate: read.birth.birthDate, birthPrecision: read.birth.birthPrecision } : {}), ...(form.sex ? { sex: form.sex } : {}) }
  const question = value.length >= SHORTEST && line.system !== 'none' ? JSON.stringify({ system: line.system, value, ...known }) : ''
  useEffect(() => {
    if (!question) return
    let late = false
    const soon = setTimeout(() => {
      ask(api.POST('/api/v1/identity/check', { body: JSON.parse(question) as Schema['IdentityQuestion'] })).then((is) => { if (!late) setAnswer({ to: question, is }) }, () => undefined)
    }, REST_MS)
    return () => {
      late = true
      clearTimeout(soon)
    }
  }, [question])
  return answer?.to === question ? answer.is : undefined
}

/**
 * Under a number: what it tells, to be taken over by a press, and what seems wrong with it, once the field is left. It
 * stops nobody and fills in nothing by itself.
 */
export function IdentityHint({ line, typing, form, onForm, onSystem }: {
  line: NumberLine; typing: boolean; form: Form; onForm: (change: Partial<Form>) => void; onSystem: (system: NumberLine['system']) => void
}) {
  const answer = useAnswer(line, form)
  const { birthDate, sex } = answer?.suggestions ?? {}
  const warnings = typing || southAfrican(line) ? [] : (answer?.warnings ?? [])
  const take = (text: string, onClick: () => void, id: string) => <button key={id} type="button" class="chip" onClick={onClick} data-testid={`take-${id}`}><Icon name="plus" size="s" />{text}</button>
  const chips = [
    southAfrican(line) && take(t('identity.isSouthAfrican'), () => onSystem('national-id-za'), 'za'),
    birthDate && take(t('identity.takeBirth', { date: dateText(birthDate) }), () => onForm({ birth: birthText({ birthDate, birthPrecision: 'day' }), birthUnknown: false }), 'birth'),
    sex && take(t('identity.takeSex', { sex: t(`sex.${sex}`) }), () => onForm({ sex }), 'sex'),
  ].filter(Boolean)
  return (
    <div class="reg-hint full" aria-live="polite">
      {chips.length > 0 && <div class="chips">{chips}</div>}
      {warnings.map((w) => <p key={w.code} class="reg-warn"><Icon name="info" size="s" /><span>{t(`identity.${w.code}`, { said: saidText(w) })}</span></p>)}
    </div>
  )
}

function saidText({ code, said }: Schema['IdentityWarning']): string {
  if (!said) return ''
  return code === 'other-sex' ? t(`sex.${said as 'female'}`) : dateText(said)
}
