import { useState } from 'preact/hooks'
import { errorOf } from '../app/problem'
import { usePatientSearch } from '../app/usePatientSearch'
import { t } from '../i18n/words'
import { BirthField } from '../kit/BirthField'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import type { FormError } from '../kit/ErrorSummary'
import { FieldError, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { PersonLine, type Sex } from '../kit/person'
import { SearchBox } from '../kit/SearchBox'
import { fromTyped } from '../register/form'
import type { Newcomer, Row, RowForm } from './form'

const SEXES: readonly Sex[] = ['female', 'male', 'other', 'unknown']
const nobody: Newcomer = { familyName: '', givenNames: '', sex: '', birth: '', village: '' }

/** Who came: found by the one search box, or somebody new with the number that was printed for them. */
export function Who({ row, form: f, set, errors }: { row: Row; form: RowForm; set: (part: Partial<RowForm>) => void; errors: readonly FormError[] }) {
  return (
    <section class="grp">
      <p class="legend">{t('paper.person')}</p>
      <div class="stack">
        {f.known && (
          <>
            <div class="prow card pp-known" data-testid="known"><PersonLine person={f.known} end={<Button size="s" kind="quiet" onClick={() => set({ known: undefined })} data-testid="other-person">{t('action.change')}</Button>} /></div>
            {row.fileNumber && <Note tone="warn">{t('paper.numberVoid', { number: row.fileNumber })}</Note>}
          </>
        )}
        {f.newcomer && <Fresh row={row} who={f.newcomer} set={(part) => set({ newcomer: { ...f.newcomer!, ...part } })} onBack={() => set({ newcomer: undefined })} errors={errors} />}
        {!f.known && !f.newcomer && <Find error={errorOf(errors, 'find-paper') ?? errorOf(errors, 'patientId')} onKnown={(known) => set({ known })} onNew={(typed) => set({ newcomer: { ...nobody, ...fromTyped(typed) } })} />}
      </div>
    </section>
  )
}

function Find({ onKnown, onNew, error }: { onKnown: (p: NonNullable<RowForm['known']>) => void; onNew: (typed: string) => void; error: string | undefined }) {
  const [asked, ask] = useState(false)
  const find = usePatientSearch(asked)
  return (
    <div class={`field${error ? ' err' : ''}`} onFocusCapture={() => ask(true)}>
      <label class="lab" for="find-paper">{t('paper.findPerson')}</label>
      <div class="pp-search">
        <SearchBox id="find-paper" text={find.text} onText={find.setText} rows={find.rows} answered={find.answered} heading={find.heading}
          onPick={(picked) => onKnown(find.rows!.find((p) => p.id === picked.id)!)} onRegister={onNew} />
        <Button icon="addUser" onClick={() => onNew(find.text)} data-testid="new-person">{t('paper.newPerson')}</Button>
      </div>
      {error && <FieldError text={error} />}
    </div>
  )
}

function Fresh({ row, who, set, onBack, errors }: { row: Row; who: Newcomer; set: (part: Partial<Newcomer>) => void; onBack: () => void; errors: readonly FormError[] }) {
  return (
    <>
      <Note tone="info">{row.fileNumber ? t('paper.getsNumber', { number: row.fileNumber }) : t('paper.getsNext')} <Button size="s" kind="quiet" onClick={onBack}>{t('paper.findPerson')}</Button></Note>
      <div class="fgrid">
        <TextField label={t('name.family')} name="newPatient.familyName" value={who.familyName} onValue={(familyName) => set({ familyName })} maxLength={80} error={errorOf(errors, 'newPatient.familyName')} />
        <TextField label={t('name.given')} name="newPatient.givenNames" value={who.givenNames} onValue={(givenNames) => set({ givenNames })} maxLength={80} error={errorOf(errors, 'newPatient.givenNames')} />
        <BirthField name="newPatient.birthDate" value={who.birth} onValue={(birth) => set({ birth })} error={errorOf(errors, 'newPatient.birthDate')} />
        <TextField label={t('village.label')} name="newPatient.village" value={who.village} onValue={(village) => set({ village })} maxLength={80} error={errorOf(errors, 'newPatient.village')} />
        <div class="full"><Segmented<Sex> legend={t('sex.label')} name="newPatient.sex" value={who.sex} onValue={(sex) => set({ sex })} error={errorOf(errors, 'newPatient.sex')}
          options={SEXES.map((value) => ({ value, label: t(`sex.${value}`) }))} /></div>
      </div>
    </>
  )
}
