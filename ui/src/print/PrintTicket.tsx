import { api, ask } from '../app/api'
import type { PageArgs } from '../app/pages'
import { session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { dayText, timeText } from '../i18n/dates'
import { t, type Language } from '../i18n/words'
import { Mark } from '../kit/Logo'
import { showName } from '../kit/person'
import { useClinic } from '../reception/clinic'
import { counted, useBoth } from './both'
import { fit } from './face'
import { PrintPage } from './PrintPage'

async function read(visitId: string) {
  const visit = await ask(api.GET('/api/v1/visits/{visitId}', { params: { path: { visitId } } }))
  const stands = visit.entries.filter((e) => e.status === 'waiting' || e.status === 'called').at(-1)
  const departmentId = stands?.departmentId ?? visit.departmentId
  const board = await ask(api.GET('/api/v1/queue', { params: { query: { department: departmentId } } }))
  const at = board.entries.findIndex((r) => r.visitId === visitId)
  // Those in front who are not seen yet; nobody's number is said to somebody who is not in the line.
  const before = at < 0 || board.entries[at]!.status !== 'waiting' ? undefined : board.entries.slice(0, at).filter((r) => r.status !== 'serving').length
  return { visit, departmentId, before }
}

/** The number in the line on a roll printer. It says nothing about the person. */
export default function PrintTicket({ params }: PageArgs) {
  const load = useLoad(() => read(params['visitId']!), [params['visitId']])
  const clinic = useClinic()
  const both = useBoth()
  const d = load.data
  const ready = !!(d && clinic && both)
  const department = clinic?.departments.find((x) => x.id === d?.departmentId)
  const place = (lang: Language) => (lang === 'st' && department?.nameSt) || department?.name || ''
  return (
    <PrintPage name="ticket" title={t('print.ticketTitle')} size={t('print.size.ticket')} from="/" ready={ready} error={load.error}>
      {ready && (
        <article class="tk" lang={both.first}>
          <header><Mark class="tk-m" /><b>{showName(session.value!.facility.name)}</b></header>
          <p class={`tk-no num${fit(d.visit.ticket, [7, 9])}`} data-testid="ticket-number">{d.visit.ticket}</p>
          <p class="tk-d">{place(both.first)}{place(both.second) !== place(both.first) && <span lang={both.second}>{place(both.second)}</span>}</p>
          {d.before !== undefined && (
            <p class="tk-w"><b>{before(both.first)}</b><span lang={both.second}>{before(both.second)}</span></p>
          )}
          <p class="tk-h">{both.in[both.first]('print.worse')}</p>
          <p class="tk-h" lang={both.second}>{both.in[both.second]('print.worse')}</p>
          <footer class="num">{dayText(d.visit.day)} {d.visit.day.slice(0, 4)}, {timeText(d.visit.arrivedAt)}</footer>
        </article>
      )}
    </PrintPage>
  )

  function before(lang: Language): string {
    return d!.before ? counted(both!.in[lang], 'print.before', d!.before) : both!.in[lang]('print.nextInLine')
  }
}
