import './kiosk.css'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../i18n/words'
import { Confirm } from './Confirm'
import { Feel } from './Feel'
import { Helped } from './Help'
import { Now } from './Now'
import { NumberPage, YearPage } from './NumberPage'
import { Pick } from './Pick'
import { Reason } from './Reason'
import { CardPage } from './Start'
import { Told } from './Told'
import { Visits } from './Visits'
import { step, type Step } from './visitor'

/** The pages that a kiosk and a phone share. Each place has its own first page, and its own of the number in the line. */
export function Flow() {
  const now: Step = step.value
  switch (now.at) {
    case 'card': return <CardPage />
    case 'number': return <NumberPage />
    case 'year': return <YearPage />
    case 'confirm': return <Confirm />
    case 'reason': return <Reason />
    case 'feel': return <Feel />
    case 'told': return <Told level={now.level} />
    case 'now': return <Now room={now.room} ticket={now.ticket} alone={now.alone} away={now.away} />
    case 'here': // nobody is in the line
    case 'visits': return <Visits />
    case 'pick': return <Pick {...(now.moving && { moving: now.moving })} />
    case 'helped': return <Helped />
  }
  return null
}

/** Over the page when nobody has touched it for a while. */
export function Still({ left, onStay }: { left: number; onStay: () => void }) {
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => yes.current?.focus(), [])
  return (
    <div class="ki-still" role="alertdialog" aria-modal="true" aria-labelledby="still">
      <div>
        <h2 id="still">{t('kiosk.still')}</h2>
        <p>{t('kiosk.stillWhy', { seconds: left })}</p>
        <button type="button" class="btn btn-p ki-btn" ref={yes} onClick={onStay} data-testid="still-here">{t('kiosk.stillYes')}</button>
      </div>
    </div>
  )
}
