import './trust.css'
import './network.css'
import { api, ask } from '../app/api'
import { useLoad } from '../app/useLoad'
import { Qr } from '../card/Qr'
import { dateText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { serverNow } from '../kit/clock'
import { Mark } from '../kit/Logo'
import { useBoth, type Both } from '../print/both'
import { PrintPage } from '../print/PrintPage'
import { Fingerprint } from './Fingerprint'
import { plain } from './Ways'

/** The sheet on the wall: where a new device begins, where people work, and what both must show. */
export default function Poster() {
  const found = useLoad(() => ask(api.GET('/api/v1/trust')), [])
  const both = useBoth()
  const page = found.data
  const ways = page?.ways ?? []
  // A number is found by every device, a name is not: so the first time goes by number.
  const begin = ways.find((w) => w.kind === 'address' && w.first) ?? ways.find((w) => w.first)
  const work = [...ways.filter((w) => w.kind !== 'address').slice(0, 1), ...ways.filter((w) => w.kind === 'address').slice(0, 1)]
  return (
    <PrintPage name="poster" title={t('network.poster')} size={t('print.size.a4')} from="/network" ready={!!(page && both && work.length)} error={found.error}>
      {page && both && (
        <article class="wall">
          <header class="wall-head"><Mark /><div><h2>{page.clinic}</h2>{order(both).map((l) => <p key={l} lang={l}>{both.in[l]('poster.title')}. {both.in[l]('poster.wifi')}</p>)}</div></header>
          {begin && (
            <section class="wall-row">
              <Qr svg={begin.firstQr!} label={begin.first} />
              <div>{order(both).map((l) => <h3 key={l} lang={l}>{both.in[l]('poster.first')}</h3>)}<p class="mono">{plain(begin.first!)}</p></div>
            </section>
          )}
          <section class="wall-print">
            {order(both).map((l) => <p key={l} lang={l}>{both.in[l]('poster.compare')} ({page.authority}):</p>)}
            <Fingerprint groups={page.fingerprint ?? []} />
            {order(both).map((l) => <p key={l} lang={l}>{both.in[l]('poster.stop')}</p>)}
          </section>
          <div class="wall-every">
            {order(both).map((l) => <p key={l} lang={l} class="b">{both.in[l]('poster.every')}</p>)}
          </div>
          <section class="wall-two">
            {work.map((w) => <div class="wall-row" key={w.secure}><Qr svg={w.qr} label={w.secure} /><p class="mono">{plain(w.secure)}</p></div>)}
          </section>
          <p class="wall-foot">{order(both).map((l) => both.in[l]('poster.printed', { date: dateText(today(serverNow())) })).join(' · ')}</p>
        </article>
      )}
    </PrintPage>
  )
}

const order = (both: Both) => [both.first, both.second] as const
