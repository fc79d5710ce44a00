import { useEffect, useRef, useState } from 'preact/hooks'
import { clinicName } from '../app/session'
import { dayText, timeText, today } from '../i18n/dates'
import { language, plural, t } from '../i18n/words'
import { serverNow } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { Mark } from '../kit/Logo'
import { other, useBoth, type Say } from './both'
import { CallUp } from './CallUp'
import { Listen } from './clips'
import { placeName, type DoorVisit } from './door'
import { useClosing } from './idle'
import { Shell } from './Shell'
import { beginTelling } from './telling'
import { go, view, wipe } from './visitor'

const SHOWN_S = 15
const ASKED_S = 30

/** Which page the tablet came up with: "#printer" is one with a printer that asks nothing (--kiosk-printing). */
const prints = () => location.hash === '#printer'

/** How many are before somebody, never as if it were certain. */
export function beforeText(visit: DoorVisit): string {
  if (visit.before === undefined) return ''
  return visit.before ? plural('kiosk.before', visit.before) : t('kiosk.next')
}

export function minutesText(visit: DoorVisit): string {
  const m = visit.minutes
  if (!m || !visit.before) return ''
  if (!m.low) return t('kiosk.minutesUpTo', { n: m.high })
  return m.low === m.high ? t('kiosk.minutesAbout', { n: m.high }) : t('kiosk.minutes', { low: m.low, high: m.high })
}

export const feel = () => {
  beginTelling(view.value!)
  go({ at: 'feel' })
}

/** The number in the line, large, for as long as it takes to read it. */
export function Ticket() {
  const now = view.value!
  const visit = now.visit!
  const offered = !visit.said && !visit.collectOnly && !visit.calledAt
  const left = useClosing(offered ? ASKED_S : SHOWN_S, wipe)
  const printer = prints()
  const [printed, setPrinted] = useState(false)
  const once = useRef(false)
  const print = () => { window.print(); setPrinted(true) }
  useEffect(() => {
    if (printer && !once.current) print()
    once.current = true
  }, [])
  return (
    <Shell name="kiosk-ticket" title={t('kiosk.checkedIn')} noBack end={<><span class="ki-close">{t('kiosk.closes', { seconds: left })}</span><button type="button" class={`btn ki-done${offered ? '' : ' btn-p'}`} onClick={wipe} data-testid="done">{t('kiosk.done')}</button></>}>
      <div class="ki-end">
        <h1>{visit.calledAt ? t('kiosk.yourTurn') : t('kiosk.checkedIn')}</h1>
        <div class="ki-ticket">
          <p class="ki-tl">{t('kiosk.yourNumber')}</p>
          <p class="ki-tn num" data-testid="ticket">{visit.ticket}</p>
          <p class="ki-td">{visit.room ? `${placeName(visit)}, ${visit.room}` : placeName(visit)}</p>
          <hr />
          <p class="ki-tw">{visit.calledAt ? (visit.room ? t('kiosk.goTo', { room: visit.room }) : t('kiosk.goToDesk')) : beforeText(visit)}</p>
          <p class="ki-tp">{minutesText(visit)}</p>
          {printed && <p class="ki-tp">{t('kiosk.takeTicket')} <Icon name="down" size="l" /></p>}
        </div>
        <CallUp />
        {offered && (
          <div class="ki-offer">
            <div><h2>{t('kiosk.feelBad')}</h2><p class="ki-cap">{t('kiosk.feelWhy')}</p></div>
            <button type="button" class="btn btn-p ki-btn" onClick={feel} data-testid="feel"><Icon name="stethoscope" size="l" />{t('kiosk.answer')}</button>
          </div>
        )}
        <ol class="ki-steps">
          <li><b>1</b>{t('kiosk.sit')}</li>
          <li><b>2</b>{t('kiosk.listenFor')}</li>
          <li><b>3</b>{t('kiosk.worse')}</li>
        </ol>
        <Listen clip="ticket" />
      </div>
      <PaperTicket visit={visit} />
    </Shell>
  )
}

/** What comes out of the printer: a number, nobody's name. */
function PaperTicket({ visit }: { visit: DoorVisit }) {
  const both = useBoth()
  if (!both) return null
  const [first, second] = [language.value, other(language.value)]
  const before = (say: Say) => (visit.before === undefined ? '' : visit.before ? say(`kiosk.before.${visit.before === 1 ? 'one' : 'other'}`, { n: visit.before }) : say('kiosk.next'))
  return (
    <div class="ki-paper" aria-hidden="true">
      <p class="ki-paper-head"><Mark /><b>{clinicName.value}</b></p>
      <p class="ki-paper-no num">{visit.ticket}</p>
      <p class="ki-paper-d">{visit.departmentName}{visit.departmentNameSt !== visit.departmentName && <span lang="st">{visit.departmentNameSt}</span>}</p>
      <p class="ki-paper-w"><b>{before(both[first])}</b><span lang={second}>{before(both[second])}</span></p>
      <p class="ki-paper-h">{both[first]('kiosk.worse')}</p>
      <p class="ki-paper-h" lang={second}>{both[second]('kiosk.worse')}</p>
      <p class="ki-paper-f num">{dayText(today(serverNow()))}, {timeText(visit.arrivedAt)}</p>
    </div>
  )
}
