import { laterWords, t } from '../i18n/words'
import { Segmented } from '../kit/choice'
import { Check } from '../kit/Field'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { shortcutsOn, switchShortcuts } from '../kit/shortcuts'
import { Button } from '../kit/Button'
import { Lazy } from './Lazy'
import { Page } from './Page'
import { setTextSize, textSize, type TextSize } from './prefs'
import { can, keepLanguage, session } from './session'

const sound = () => laterWords(import('../alert/SoundPref'))

const SIZES: readonly { value: TextSize; label: string }[] = [{ value: '100', label: '100 %' }, { value: '115', label: '115 %' }, { value: '130', label: '130 %' }]

/** How this person and this device like it. The language goes with the person, the rest stays with the device. */
export default function Preferences() {
  return (
    <Page name="preferences" title={t('prefs.title')}>
      <div class="page-head"><h1>{t('prefs.title')}</h1></div>
      <div class="card prefs">
        <section class="grp"><p class="legend">{t('language.choose')}</p><div class="prefs-lang"><LanguageSwitch large onChange={(to) => void keepLanguage(to).catch(() => undefined)} /></div></section>
        <section class="grp"><p class="legend">{t('prefs.textSize')}</p><Segmented quiet legend={t('prefs.textSize')} name="text-size" options={SIZES} value={textSize.value} onValue={setTextSize} /></section>
        <section class="grp"><p class="legend">{t('pin.title')}</p><div class="stack-s stack"><p>{t(session.value?.staff.hasPin ? 'pin.have' : 'pin.haveNot')}</p><p><Button icon="key" href="/pin" data-testid="choose-pin">{t(session.value?.staff.hasPin ? 'pin.change' : 'pin.choose')}</Button></p><p class="cap">{t('pin.about')}</p></div></section>
        {can('alert.list') && <Lazy over load={sound} props={{}} />}
        <section class="grp"><p class="legend">{t('prefs.shortcuts')}</p><div><Check label={t('prefs.shortcutsOn')} name="shortcuts" checked={shortcutsOn.value} onChange={switchShortcuts} /><p class="cap">{t('prefs.shortcutsHint')}</p></div></section>
      </div>
    </Page>
  )
}
