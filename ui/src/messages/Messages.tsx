import '../manager/manager.css'
import './messages.css'
import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { Icon } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { MessageTable } from './MessageTable'
import { moneyText, reasonText, whenText, type Group, type List, type Sending } from './say'
import { WordingDock } from './WordingDock'

const read = (group: Group, after?: string) => ask(api.GET('/api/v1/messages', { params: { query: { group, after } } }))

/** What goes to patients, what needs somebody, and what went. */
export default function Messages() {
  const [group, choose] = useState<Group>('all')
  const found = useLoad(() => read(group), [group])
  const [more, setMore] = useState<readonly List[]>([])
  const again = () => { setMore([]); found.reload() }
  useLive(['message', 'booking'], again)
  const l = found.data
  const parts = l ? [l, ...more] : []
  const next = parts.at(-1)?.next
  const chip = (value: Group, n: number) => ({ value, label: `${t(`message.group.${value}`)} ${n}` })
  return (
    <Page name="messages" title={t('message.title')} class="mg ms">
      <div class="page-head">
        <div class="grow"><h1>{l ? heading(l) : t('message.title')}</h1></div>
        {can('message.settings') && <Button size="s" icon="gear" href="/messages/settings">{t('message.settings')}</Button>}
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={again}>{t('action.tryAgain')}</Button></Note>}
      {!l && !found.error && <Skeleton rows={6} />}
      {l && (
        <div class="ms-two">
          <div class="stack">
            <How sending={l.sending} />
            <Chips quiet legend={t('message.title')} name="group" value={group} onValue={(g) => { setMore([]); choose(g) }} options={[
              chip('all', l.counts.all), chip('waiting', l.counts.waiting), chip('sent', l.counts.sent), chip('needs', l.counts.needs), chip('not-sent', l.counts.notSent),
            ]} />
            <section class="card ms-list">
              {l.messages.length
                ? <MessageTable messages={parts.flatMap((p) => p.messages)} onChange={again} />
                : <Empty title={t(`message.none.${group}`)} text={l.sending.carrier === 'off' ? t('message.offText') : undefined} />}
              <footer class="ms-foot">
                <span class="cap">{spent(l.sending)}</span>
                {next && <Button kind="quiet" size="s" icon="down" onClick={() => { read(group, next).then((p) => setMore((m) => [...m, p]), complain) }}>{t('list.more')}</Button>}
              </footer>
            </section>
          </div>
          <WordingDock sending={l.sending} />
        </div>
      )}
    </Page>
  )
}

function heading(l: List): string {
  if (l.counts.needs) return plural('message.needs', l.counts.needs)
  return l.counts.waiting ? plural('message.wait', l.counts.waiting) : t('message.title')
}

/** When nothing goes, and why nothing goes now. */
function How({ sending: s }: { sending: Sending }) {
  if (s.carrier === 'off') return <Note tone="info">{t('message.off')} {can('message.settings') ? <a href="/messages/settings">{t('message.setUp')}</a> : t('message.askManager')}</Note>
  return (
    <>
      {s.trouble && (
        <Note tone="warn">
          <b>{t('message.trouble', { reason: reasonText(s.trouble) })}</b> {s.since && t('message.since', { time: whenText(s.since) })} {s.nextTry && t('message.nextTry', { time: whenText(s.nextTry) })}
        </Note>
      )}
      <section class="card ms-quiet">
        <span class="mg-icon"><Icon name="moon" /></span>
        <div class="grow">
          <b>{s.quietFrom === s.quietUntil ? t('message.noQuiet') : t('message.quiet', { from: s.quietFrom, until: s.quietUntil })}</b>
          <p class="cap">{s.quietFrom !== s.quietUntil && t('message.quietText', { until: s.quietUntil })} {t('message.noEmergency')}</p>
        </div>
        {can('message.settings') && <a class="mg-link" href="/messages/settings">{t('action.change')}</a>}
      </section>
    </>
  )
}

function spent(s: Sending): string {
  const credit = s.credit && t('message.credit', { amount: s.credit })
  const left = s.credit && s.partPrice > 0 ? Math.floor((amountOf(s.credit) * 100) / s.partPrice) : 0
  return [plural('message.month', s.monthParts, { price: moneyText(s.money, s.monthPrice) }), credit && (left ? `${credit}, ${plural('message.left', left)}` : credit)].filter(Boolean).join(' ')
}

const amountOf = (credit: string) => Number(/(\d+)(?:[.,](\d\d))?/.exec(credit)?.slice(1).map((x) => x ?? '0').join('.') ?? 0)
