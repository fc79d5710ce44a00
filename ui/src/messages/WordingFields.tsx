import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import { Segmented } from '../kit/choice'
import { TextArea } from '../kit/Field'
import { KINDS, type Settings, type WordingName } from './say'
import { filled } from './size'
import { Preview } from './WordingDock'

/** The words of each kind in both languages, with what goes out beside them. */
export function WordingFields({ form, samples, onForm, error }: { form: Settings; samples: Schema['MessageSamples']; onForm: (part: Partial<Settings>) => void; error: (field: string) => string | undefined }) {
  const broken = KINDS.find(([, name]) => error(`wordings.${name}.en`) ?? error(`wordings.${name}.st`))?.[1]
  const [chosen, choose] = useState<WordingName>('reminder')
  const [seen, see] = useState<WordingName>()
  if (broken !== seen) { see(broken); if (broken) choose(broken) }
  const words = form.wordings[chosen]
  const set = (part: Partial<typeof words>) => onForm({ wordings: { ...form.wordings, [chosen]: { ...words, ...part } } })
  return (
    <div class="stack">
      <p class="cap">{t('message.gaps')}</p>
      <div class="ms-kinds"><Segmented quiet legend={t('message.wording')} name="kind" value={chosen} onValue={choose} options={KINDS.map(([kind, value]) => ({ value, label: t(`message.kind.${kind}`) }))} /></div>
      {(['en', 'st'] as const).map((lang) => (
        <div class="ms-word" key={lang}>
          <TextArea label={lang === 'en' ? 'English' : 'Sesotho'} name={`settings.wordings.${chosen}.${lang}`} rows={3} maxLength={300} value={words[lang]} onValue={(text) => set({ [lang]: text })} error={error(`wordings.${chosen}.${lang}`)} />
          <Preview lang={lang} label={t('message.goesOut')} text={filled(words[lang], samples[lang] ?? {}, form.plainLetters)} />
        </div>
      ))}
    </div>
  )
}
