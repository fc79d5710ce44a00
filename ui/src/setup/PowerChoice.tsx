import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'

/** Sealed after each power cut, or a key on the box; the second with its plain warning. */
export function PowerChoice({ auto, onAuto }: { auto: boolean; onAuto: (auto: boolean) => void }) {
  const one = (value: boolean, title: string, why: string) => (
    <label class={`su-power${auto === value ? ' on' : ''}`}>
      <input type="radio" name="power" value={value ? 'auto' : 'sealed'} checked={auto === value} onChange={() => onAuto(value)} />
      <span class="grow"><b>{title}</b><span class={value ? 'su-warn' : 't2'}>{value && <Icon name="warn" size="s" />}{why}</span></span>
    </label>
  )
  return (
    <fieldset class="card pad-l su-powers">
      <legend class="vh">{t('setup.recoveryPower')}</legend>
      <h2 aria-hidden="true">{t('setup.recoveryPower')}</h2>
      {one(false, t('setup.recoverySealed'), t('setup.recoverySealedWhy'))}
      {one(true, t('setup.recoveryAuto'), t('setup.recoveryAutoWhy'))}
    </fieldset>
  )
}
