import { box } from '../app/session'
import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { goFor } from './visitor'

/** The three things a phone is for. */
export function Tabs({ on }: { on: 'here' | 'visits' }) {
  const phone = box.value?.facility?.phone
  return (
    <nav class="ki-tabs" aria-label={t('kiosk.tabs')}>
      <button type="button" aria-current={on === 'here' ? 'page' : undefined} onClick={() => goFor({ at: 'here' })} data-testid="tab-here"><Icon name="ticket" size="l" />{t('kiosk.myPlace')}</button>
      <button type="button" aria-current={on === 'visits' ? 'page' : undefined} onClick={() => goFor({ at: 'visits' })} data-testid="tab-visits"><Icon name="calendar" size="l" />{t('kiosk.myVisits')}</button>
      {phone && <a href={`tel:${phone.replace(/\s/g, '')}`}><Icon name="phone" size="l" />{t('kiosk.callUs')}</a>}
    </nav>
  )
}
