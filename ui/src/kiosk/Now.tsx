import { useEffect, useState } from 'preact/hooks'
import { Page } from '../app/Page'
import { box } from '../app/session'
import { language, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { other, useBoth } from './both'
import { Listen } from './clips'
import { ToNurse } from './art'
import { callHelp } from './door'
import { useClosing } from './idle'
import { sound } from './tone'
import { goFor, opened, place, view, wipe } from './visitor'

const SHOWN_S = 60

/** Something that cannot wait. `alone`: the box did not answer, so nobody has been told. Both languages, because whoever stands beside must read it as well; no more questions. */
export function Now({ room, ticket, alone, away: elsewhere }: { room: string | undefined; ticket: string | undefined; alone: boolean | undefined; away: boolean | undefined }) {
  const both = useBoth()
  const [help, setHelp] = useState<'no' | 'coming' | 'failed'>(alone ? 'failed' : 'no')
  const [told, setTold] = useState(!alone)
  const kiosk = place.value === 'kiosk'
  const away = !kiosk && (elsewhere ?? view.value?.inside === false)
  const phone = box.value?.facility?.phone
  const over = () => { if (kiosk) wipe() }
  const left = useClosing(SHOWN_S, over)
  useEffect(() => {
    sound('alarm')
    navigator.vibrate?.([400, 150, 400, 150, 400])
    if (alone && !away) callHelp('help').then(() => { setTold(true); setHelp('no') }, () => undefined) // the box may be back: then staff are told after all
  }, [])
  if (!both) return null
  const first = both[language.value]
  const otherLanguage = other(language.value)
  const second = both[otherLanguage]
  const head = away ? 'kiosk.comeNow' : 'kiosk.goNow'
  const come = () => { callHelp('cannot-walk').then(() => setHelp('coming'), () => setHelp('failed')) }
  return (
    <Page name="kiosk-now" title={t(head)} flush>
      <div class={`ki ki-${place.value}`}>
        <section class="ki-now" role="alert">
          <ToNurse />
          <h1>{first(head)}</h1>
          <p class="ki-now-2" lang={otherLanguage}>{second(head)}</p>
        </section>
        <section class="ki-now-b">
          {away ? phone && <a class="ki-a ki-now-help" href={`tel:${phone.replace(/\s/g, '')}`}><Icon name="phone" /><span>{first('kiosk.ring', { phone })}<small lang={otherLanguage}>{second('kiosk.ring', { phone })}</small></span></a> : (
            <>
              <div class="ki-room"><span class="ki-room-n num">{room ? shortRoom(room) : <Icon name="stethoscope" />}</span><div><h2>{room ? first('kiosk.nurseIn', { room }) : first('kiosk.askNurse')}</h2><p class="ki-cap" lang={otherLanguage}>{room ? second('kiosk.nurseIn', { room }) : second('kiosk.askNurse')}</p></div></div>
              {(told || help === 'coming') && <p class="ki-ok" role="status"><Icon name="bell" /><span><b>{first(help === 'coming' ? 'kiosk.stay' : 'kiosk.called')}</b> {help !== 'coming' && first('kiosk.noLine')}<br /><span lang={otherLanguage}><b>{second(help === 'coming' ? 'kiosk.stay' : 'kiosk.called')}</b> {help !== 'coming' && second('kiosk.noLine')}</span></span></p>}
              {help !== 'coming' && <button type="button" class="ki-a ki-now-help" onClick={come} data-testid="cannot-walk"><Icon name="hand" /><span>{first(help === 'failed' ? 'kiosk.helpFailed' : 'kiosk.cannotWalk')}<small lang={otherLanguage}>{second(help === 'failed' ? 'kiosk.helpFailed' : 'kiosk.cannotWalk')}</small></span></button>}
            </>
          )}
          <Listen clip="nurse-now" />
        </section>
        <footer class="ki-foot">
          {ticket && <span class="ki-num">{t('kiosk.yourNumber')} <b class="num">{ticket}</b></span>}
          {kiosk ? <span class="ki-close">{t('kiosk.closes', { seconds: left })}</span> : <button type="button" class="btn ki-back" onClick={() => (opened.value ? goFor({ at: 'here' }) : wipe())} data-testid="done">{t('kiosk.done')}</button>}
        </footer>
      </div>
    </Page>
  )
}

/** "Room 2" is a 2 on the sign; a longer name stands in the sentence only. */
const shortRoom = (room: string) => /\d+[A-Z]?$/i.exec(room)?.[0] ?? room.slice(0, 2)
