import './alert.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { useLive } from '../app/live'
import { can, hasRole } from '../app/session'
import { useLoad } from '../app/useLoad'
import { uuidv7 } from '../app/uuidv7'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { showName, Ticket } from '../kit/person'
import { toast } from '../kit/toast'
import { departmentName } from '../queue/departments'
import { ring, soundOn, unrung } from './sound'

type Alert = Schema['Alert']
const SHOWN = 3

/** Somebody has to come: red lines under the top bar of everyone who could, until one of them says that they go. */
export default function AlertBar() {
  const found = useLoad(() => ask(api.GET('/api/v1/alerts')), [])
  useLive(['queue'], found.reload)
  const alerts = found.data?.alerts ?? []
  useEffect(() => {
    if (!found.data) return
    try {
      if (unrung(alerts.map((a) => a.id), localStorage).length && soundOn()) ring()
    } catch {
      if (alerts.length && soundOn()) ring()
    }
  }, [found.data])
  // In sight however far down the page is, until somebody goes; what else sticks there begins below it.
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const room = document.documentElement.style
    const seen = new ResizeObserver(() => room.setProperty('--stuck', `${bar.current?.offsetHeight ?? 0}px`))
    if (bar.current) seen.observe(bar.current)
    return () => {
      seen.disconnect()
      room.removeProperty('--stuck')
    }
  }, [])
  return (
    <section ref={bar} class={alerts.length ? 'al' : undefined} role="alert" aria-label={t('alert.list')} hidden={!alerts.length} data-testid="alerts">
      {alerts.slice(0, SHOWN).map((a) => <Line key={a.id} alert={a} onAnswered={found.put} />)}
      {alerts.length > SHOWN && <p class="al-more">{plural('alert.more', alerts.length - SHOWN)}</p>}
    </section>
  )
}

function Line({ alert: a, onAnswered }: { alert: Alert; onAnswered: (now: Schema['Alerts']) => void }) {
  const [busy, setBusy] = useState(false)
  const command = useRef(uuidv7())
  const ago = Math.max(0, Math.floor((minute.value - Date.parse(a.raisedAt)) / 60_000))
  const place = a.place ? t('alert.at', { place: a.place }) : t('alert.ownPhone')
  const where = [place, a.department && departmentName(a.department)].filter(Boolean).join(', ')
  const answer = async () => {
    if (busy) return
    setBusy(true)
    try {
      onAnswered(await ask(api.POST('/api/v1/alerts/{alertId}/answer', { params: { path: { alertId: a.id } }, body: { id: command.current } })))
      toast(t('alert.answered'))
    } catch (e) {
      complain(e)
      setBusy(false)
    }
  }
  return (
    <div class="al-line" data-testid={`alert-${a.kind}`}>
      <Icon name={a.kind === 'red-flag' ? 'warn' : 'hand'} />
      <p class="grow">
        <b>{t(`alert.${a.kind}`)}{a.patient && ':'}</b>{' '}
        {a.patient && <><b class="al-who">{showName(a.patient.displayName)}</b>{' '}{a.ticket ? <Ticket number={a.ticket} /> : <span>({t('alert.noTicket')})</span>}{' '}</>}
        <span>{where}, {ago ? t('alert.since', { n: ago }) : t('alert.now')}.</span>{' '}
        {a.kind === 'red-flag' && <b>{t('alert.toNurse')}</b>}
      </p>
      <span class="al-acts">
        {a.visitId && hasRole('nurse') && can('triage.save') && <a class="al-open" href={`/visits/${a.visitId}/triage`}>{t('alert.openTriage')}</a>}
        <Button busy={busy} icon="go" onClick={() => void answer()} data-testid="alert-answer">{t('alert.answer')}</Button>
      </span>
    </div>
  )
}
