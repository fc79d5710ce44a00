import { useState } from 'preact/hooks'
import { language, setLanguage, t, type Language } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { StepPage } from './StepPage'
import { useSave } from './useSave'
import type { StepProps } from './Wizard'

const OPTIONS = [{ value: 'en', label: 'English' }, { value: 'st', label: 'Sesotho' }] as const

/** The language of prints and of screens nobody signed in at; everybody chooses their own later. */
export function LanguageStep({ progress, onSaved, onRestore }: StepProps) {
  const [chosen, setChosen] = useState<Language>(progress.answers.language ?? language.value)
  const { errors, busy, save } = useSave('language', { language: t('setup.step.language') }, onSaved)
  return (
    <StepPage step="language" title={t('setup.languageTitle')} lead={t('setup.languageLead')} errors={errors} busy={busy} onNext={() => void save({ language: chosen })}>
      <div class="su-language">
        <Segmented quiet legend={t('setup.step.language')} name="language" options={OPTIONS} value={chosen} onValue={(to) => { setChosen(to); void setLanguage(to) }} />
      </div>
      <div class="su-restore">
        <p class="t2">{t('restore.haveLead')}</p>
        <p><Button icon="stick" onClick={onRestore} data-testid="have-backup">{t('restore.have')}</Button></p>
      </div>
    </StepPage>
  )
}
