import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import districtList from '@assets/codes/districts.json'
import { hasKey, t, type Key } from '../i18n/words'
import { BirthField } from '../kit/BirthField'
import { Button, IconButton } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { errorOf } from '../app/problem'
import type { FormError } from '../kit/ErrorSummary'
import { Check, Select, TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import type { Sex } from '../kit/person'
import { noPhone, type Form, type NumberLine } from './form'
import { IdentityHint } from './IdentityHint'

export interface GroupProps { form: Form; onForm: (change: Partial<Form>) => void; errors: readonly FormError[] }

const SEXES: readonly Sex[] = ['female', 'male', 'other', 'unknown']
const SYSTEMS = ['national-id-ls', 'national-id-za', 'passport', 'hprn', 'art', 'tb', 'other'] as const
/** That there are none is an answer too, as long as there is no other. */
const FIRST = [...SYSTEMS, 'none'] as const

/** Folded parts open by themselves when something stands in them or is wrong with them. */
function Fold({ label, filled, children }: { label: string; filled: boolean; children: ComponentChildren }) {
  const [opened, open] = useState(false)
  const shown = opened || filled
  return shown ? <>{children}</> : <button type="button" class="fold" onClick={() => open(true)}><Icon name="plus" />{label}</button>
}

export function Who({ form, onForm, errors }: GroupProps) {
  const err = (name: string) => errorOf(errors, name)
  const [opened, openOthers] = useState(false)
  const others = opened || !!form.otherNames || !!err('otherNames')
  return (
    <section class="grp">
      <p class="legend">{t('register.identity')}</p>
      <div class="fgrid">
        <TextField label={t('name.family')} name="familyName" value={form.familyName} onValue={(familyName) => onForm({ familyName })} error={err('familyName')} maxLength={80} spellcheck={false} />
        <TextField label={t('name.given')} name="givenNames" value={form.givenNames} onValue={(givenNames) => onForm({ givenNames })} error={err('givenNames')} maxLength={80} spellcheck={false} />
        <div>
          <Segmented legend={t('sex.label')} name="sex" value={form.sex} onValue={(sex) => onForm({ sex })} error={err('sex')} options={SEXES.map((value) => ({ value, label: t(`sex.${value}`) }))} />
          {!others && <button type="button" class="fold" onClick={() => openOthers(true)}><Icon name="plus" />{t('name.also')}</button>}
        </div>
        <div>
          {form.birthUnknown ? <p class="lab">{t('birth.label')}</p> : <BirthField name="birthDate" value={form.birth} onValue={(birth) => onForm({ birth })} error={err('birthDate')} />}
          {(form.birthUnknown || !form.birth) && <Check label={t('register.birthUnknown')} name="birthUnknown" checked={form.birthUnknown} onChange={(birthUnknown) => onForm({ birthUnknown })} />}
        </div>
        {others && (
          <div class="full"><TextField label={t('name.also')} name="otherNames" hint={t('register.otherNamesHint')} value={form.otherNames} onValue={(otherNames) => onForm({ otherNames })} error={err('otherNames')} maxLength={400} spellcheck={false} /></div>
        )}
      </div>
    </section>
  )
}

export function Reach({ form, onForm, errors }: GroupProps) {
  const err = (name: string) => errorOf(errors, name)
  const setPhone = (at: number, change: Partial<Form['phones'][number]>) => onForm({ phones: form.phones.map((p, i) => (i === at ? { ...p, ...change } : p)) })
  const districts = districtList.districts.map((d) => ({ value: d.name, label: d.name }))
  if (form.district && !districts.some((d) => d.value === form.district)) districts.unshift({ value: form.district, label: form.district })
  return (
    <section class="grp">
      <p class="legend">{t('register.reach')}</p>
      <div class="fgrid">
        <TextField label={t('village.label')} name="village" icon="hut" value={form.village} onValue={(village) => onForm({ village })} error={err('village')} maxLength={80} spellcheck={false} />
        <Select label={t('register.district')} name="district" value={form.district} onValue={(district) => onForm({ district })} error={err('district')} options={districts} none={t('register.districtNone')} />
        {form.phones.map((p, i) => (
          <div key={i} class={p.number.trim() ? 'full reg-phone' : 'reg-phone reg-alone'}>
            <TextField label={t('phone.label')} optional={i === 0} name={`phones[${i}].number`} inputMode="tel" icon="phone" value={p.number} onValue={(number) => setPhone(i, { number })} error={err(`phones[${i}].number`)} maxLength={30} />
            {p.number.trim() && (
              <>
                <TextField label={t('phone.owner')} name={`phones[${i}].owner`} hint={t('register.phoneOwnerHint')} value={p.owner} onValue={(owner) => setPhone(i, { owner })} error={err(`phones[${i}].owner`)} maxLength={60} />
                <Check label={t('register.mayLeaveMessage')} checked={p.mayLeaveMessage} onChange={(mayLeaveMessage) => setPhone(i, { mayLeaveMessage })} />
              </>
            )}
            {i > 0 && <IconButton icon="close" label={t('action.removeNamed', { name: t('phone.label') })} onClick={() => onForm({ phones: form.phones.filter((_, at) => at !== i) })} />}
          </div>
        ))}
        <div class={form.phones.some((p) => p.number.trim()) ? 'full reg-folds' : 'reg-folds reg-beside'}>
          {form.phones.at(-1)?.number.trim() && form.phones.length < 5 && <button type="button" class="fold" onClick={() => onForm({ phones: [...form.phones, noPhone] })}><Icon name="plus" />{t('register.anotherPhone')}</button>}
          <Fold label={t('patient.nextOfKin')} filled={!!(form.kinName || form.kinRelationship || form.kinPhone) || errors.some((e) => e.field.startsWith('nextOfKin'))}>
            <div class="reg-kin">
              <TextField label={t('patient.nextOfKin')} name="nextOfKin.name" value={form.kinName} onValue={(kinName) => onForm({ kinName })} error={err('nextOfKin.name')} maxLength={80} spellcheck={false} />
              <TextField label={t('register.kinRelationship')} name="nextOfKin.relationship" value={form.kinRelationship} onValue={(kinRelationship) => onForm({ kinRelationship })} error={err('nextOfKin.relationship')} maxLength={40} />
              <TextField label={t('register.kinPhone')} name="nextOfKin.phone" inputMode="tel" value={form.kinPhone} onValue={(kinPhone) => onForm({ kinPhone })} error={err('nextOfKin.phone')} maxLength={30} />
            </div>
          </Fold>
          <Fold label={t('village.chief')} filled={!!form.chief || !!err('chief')}>
            <TextField label={t('village.chief')} name="chief" value={form.chief} onValue={(chief) => onForm({ chief })} error={err('chief')} maxLength={80} spellcheck={false} />
          </Fold>
        </div>
      </div>
    </section>
  )
}

/** File number and papers of somebody new; later they are changed one by one on the patient's page. */
export function Numbers({ form, onForm, errors, series }: GroupProps & { series: string }) {
  const err = (name: string) => errorOf(errors, name)
  const setLine = (at: number, change: Partial<NumberLine>) => onForm({ identifiers: form.identifiers.map((l, i) => (i === at ? { ...l, ...change } : l)) })
  return (
    <section class="grp">
      <p class="legend">{t('register.numbers')}<small>{t('register.leaveEmpty')}</small></p>
      <div class="fgrid">
        <div class="full">
          <Segmented legend={t('fileNumber.label')} name="fileNumber.mode" value={form.fileMode} onValue={(fileMode) => onForm({ fileMode })}
            options={[{ value: 'next', label: t('fileNumber.next') }, { value: 'typed', label: t('fileNumber.typed') }, { value: 'none', label: t('fileNumber.none') }]} />
        </div>
        {form.fileMode === 'typed' && (
          <div class="full reg-file">
            <TextField label={t('register.series')} optional name="fileNumber.series" value={form.fileSeries} onValue={(fileSeries) => onForm({ fileSeries })} error={err('fileNumber.series')} maxLength={12} placeholder={series || undefined} autoCapitalize="none" />
            <TextField label={t('fileNumber.typed')} name="fileNumber.value" value={form.fileValue} onValue={(fileValue) => onForm({ fileValue })} error={err('fileNumber.value')} hint={t('register.asOnPaper')} maxLength={30} autoCapitalize="none" />
          </div>
        )}
        {form.identifiers.map((line, i) => (
          <NumberFields key={i} at={i} line={line} group={{ form, onForm, errors }} systems={form.identifiers.length === 1 ? FIRST : SYSTEMS} onLine={(change) => setLine(i, change)}
            onDrop={i > 0 ? () => onForm({ identifiers: form.identifiers.filter((_, at) => at !== i) }) : undefined} />
        ))}
        {form.identifiers.at(-1)?.value.trim() && form.identifiers.length < 10 && (
          <div class="full"><button type="button" class="fold" onClick={() => onForm({ identifiers: [...form.identifiers, { system: 'other', value: '' }] })}><Icon name="plus" />{t('register.anotherNumber')}</button></div>
        )}
      </div>
    </section>
  )
}

/** One paper of theirs: which, its number, and what that tells. */
function NumberFields({ at, line, group, systems, onLine, onDrop }: {
  at: number; line: NumberLine; group: GroupProps; systems: readonly NumberLine['system'][]; onLine: (change: Partial<NumberLine>) => void; onDrop: (() => void) | undefined
}) {
  const [typing, type] = useState(false)
  const onSystem = (system: NumberLine['system']) => onLine(system === 'none' ? { system, value: '' } : { system })
  return (
    <div class="full reg-number">
      <Select label={t('register.paper')} name={`identifiers[${at}].system`} value={line.system} onValue={onSystem} options={systems.map((value) => ({ value, label: t(`identifier.${value}` as Key) }))} />
      {line.system === 'none'
        ? <p class="cap reg-nopapers">{t('register.noPapers')}</p>
        : <TextField label={t('register.paperNumber')} name={`identifiers[${at}].value`} value={line.value} onValue={(value) => { type(true); onLine({ value }) }} onBlur={() => type(false)} error={errorOf(group.errors, `identifiers[${at}].value`)} maxLength={30} autoCapitalize="none" />}
      <IdentityHint line={line} typing={typing} form={group.form} onForm={group.onForm} onSystem={onSystem} />
      {onDrop && <IconButton icon="close" label={t('action.removeNamed', { name: numberName(line.system) })} onClick={onDrop} />}
    </div>
  )
}

const CONSENTS = ['given', 'refused', 'not-asked'] as const

export function Wishes({ form, onForm }: GroupProps) {
  return (
    <section class="grp">
      <p class="legend">{t('register.wishes')}</p>
      <div class="fgrid">
        <Segmented legend={t('register.speaks')} name="language" value={form.language} onValue={(language) => onForm({ language })} options={[{ value: 'st', label: t('language.st') }, { value: 'en', label: t('language.en') }]} />
        <div class="full">
          <Segmented legend={t('consent.question')} name="consent" value={form.consent} onValue={(consent) => onForm({ consent })} options={CONSENTS.map((value) => ({ value, label: t(`consent.${value}`) }))} />
          <p class="cap reg-consent">{t('consent.text')}</p>
        </div>
      </div>
    </section>
  )
}

function numberName(system: string): string {
  const key = `identifier.${system}`
  return hasKey(key) ? t(key) : system
}

/** The card the scanner read when nobody owned it yet. */
export function CardInHand({ code, onDrop, error }: { code: string; onDrop: () => void; error?: string }) {
  return (
    <section class="grp" id="cardCode">
      <p class="legend">{t('card.title')}</p>
      <div>
        <p class="row wrap"><Icon name="qr" /><span>{t('register.getsCard')} <b class="mono">{code}</b></span><Button size="s" kind="quiet" icon="close" onClick={onDrop} data-testid="drop-card">{t('action.remove')}</Button></p>
        {error && <p class="err-msg">{error}</p>}
      </div>
    </section>
  )
}
