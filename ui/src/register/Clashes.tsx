import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import type { Clash, Form, PhoneLine } from './form'

const NAMES: Partial<Record<keyof Form, Key>> = {
  familyName: 'name.family', givenNames: 'name.given', otherNames: 'name.also', sex: 'sex.label', birth: 'birth.label', birthUnknown: 'register.birthUnknown',
  village: 'village.label', district: 'register.district', chief: 'village.chief', phones: 'phone.label', kinName: 'patient.nextOfKin',
  kinRelationship: 'register.kinRelationship', kinPhone: 'register.kinPhone', language: 'register.speaks', consent: 'consent.question',
}

function shown(field: keyof Form, value: Form[keyof Form]): string {
  if (field === 'phones') return (value as readonly PhoneLine[]).map((p) => [p.number, p.owner].filter(Boolean).join(' ')).join('; ') || t('register.empty')
  if (typeof value === 'boolean') return t(value ? 'register.yes' : 'register.no')
  if (field === 'sex' && value) return t(`sex.${value as 'female'}`)
  if (field === 'consent') return t(`consent.${value as 'given'}`)
  if (field === 'language') return t(`language.${value as 'en'}`)
  return String(value) || t('register.empty')
}

/** What two people changed to different things: both stand side by side, nothing is chosen beforehand. */
export function Clashes({ form, clashes, onKeep, onTake }: { form: Form; clashes: readonly Clash[]; onKeep: (field: keyof Form) => void; onTake: (clash: Clash) => void }) {
  return (
    <section class="card clash" id="clashes" aria-label={t('register.both')} data-testid="clashes">
      <div class="card-head"><h2>{t('register.both')}</h2></div>
      {clashes.map((c) => (
        <div key={c.field} class="clash-row">
          <b>{NAMES[c.field] ? t(NAMES[c.field]!) : c.field}</b>
          <div class="clash-side"><span class="cap">{t('register.mine')}</span><b>{shown(c.field, form[c.field])}</b><Button size="s" onClick={() => onKeep(c.field)} data-testid={`keep-${c.field}`}>{t('register.keepMine')}</Button></div>
          <div class="clash-side"><span class="cap">{t('register.theirs')}</span><b>{shown(c.field, c.theirs)}</b><Button size="s" onClick={() => onTake(c)} data-testid={`take-${c.field}`}>{t('register.takeTheirs')}</Button></div>
        </div>
      ))}
    </section>
  )
}
