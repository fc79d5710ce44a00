import './slip.css'
import { api, ask } from '../app/api'
import type { PageArgs } from '../app/pages'
import { ApiError } from '../app/problem'
import { session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { countText, dayText, timeText, today } from '../i18n/dates'
import { language, rich, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Mark } from '../kit/Logo'
import { showName } from '../kit/person'
import { PrintPage } from '../print/PrintPage'

async function read(id: string) {
  const { backups } = await ask(api.GET('/api/v1/backups'))
  const found = (backups ?? []).find((b) => b.id === id)
  if (!found) throw new ApiError(404, { code: 'not-found' })
  if (found.state === 'bad') throw new ApiError(409, { code: 'wrong-state' }) // a slip would say that it is good
  return found
}

const COUNTED = ['patients', 'visits', 'notes', 'entries', 'rows'] as const

/** What goes into the envelope with the stick: what was counted, and what to compare it with on the bad day. */
export default function PrintSlip({ params }: PageArgs) {
  const load = useLoad(() => read(params['id']!), [params['id']])
  const b = load.data
  const made = b && today(Date.parse(b.madeAt))
  const { facility } = session.value!
  return (
    <PrintPage name="slip" title={t('slip.backup.title')} size={t('print.size.a6')} from="/backups" ready={!!b} error={load.error}>
      {b && (
        <article class="bslip" lang={language.value}>
          <header><Mark class="bslip-m" /><div><b>{showName(facility.name)}</b><p>{facility.code}</p></div><p class="bslip-n">{t('slip.backup.number')}<b data-testid="slip-number">{b.number}</b></p></header>
          <h2>{t('slip.backup.proved')}</h2>
          <p class="num">{dayText(made!)} {made!.slice(0, 4)}, {timeText(b.madeAt)}<br />{rich('slip.backup.on', { place: <b>{b.placeName}</b> })}</p>
          <table>
            <thead class="vh"><tr><th scope="col">{t('slip.backup.counted')}</th><th scope="col">{t('slip.backup.number')} {b.number}</th></tr></thead>
            <tbody>{COUNTED.map((k) => <tr key={k}><td>{t(`backup.count.${k}`)}</td><td data-testid={`slip-${k}`}>{countText(b.counts[k])}</td></tr>)}</tbody>
          </table>
          <p class="bslip-ok"><Icon name="check" /><span>{rich('slip.backup.same', { same: <b>{t('slip.backup.sameWord')}</b> })}</span></p>
          <div>
            <p class="bslip-l">{t('slip.backup.compare')}</p>
            <p class="bslip-f" data-testid="slip-fingerprint">{(b.fingerprint ?? []).slice(0, 4).join(' ')}<br />{(b.fingerprint ?? []).slice(4).join(' ')}</p>
            <p class="b" data-testid="slip-words">{(b.words ?? []).join(' · ')}</p>
          </div>
          <ol><li>{t('slip.backup.how1')}</li><li>{t('slip.backup.how2')}</li><li>{t('slip.backup.how3')}</li></ol>
          <p class="bslip-s"><span>{t('slip.backup.taken')}</span><span>{t('slip.backup.signed')}</span></p>
          <footer>{t('slip.backup.apart')}</footer>
        </article>
      )}
    </PrintPage>
  )
}
