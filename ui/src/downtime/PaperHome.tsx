import './downtime.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { navigate } from '../app/router'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { TextField } from '../kit/Field'
import { Empty, Note, Skeleton } from '../kit/message'
import { departmentName, useDepartments } from '../queue/departments'
import { Count } from './Count'
import { DiscardSheet } from './DiscardSheet'
import { readSerial } from './form'

type Sheet = Schema['PaperSheet']

/** The drawer: sheets to be keyed in, blank ones, and those that are done. */
export default function PaperHome() {
  const list = useLoad(() => ask(api.GET('/api/v1/downtime/sheets')), [])
  useLive(['queue'], list.reload, (e) => e.action.startsWith('downtime.'))
  const departments = useDepartments()
  const [discarding, discard] = useState<Sheet>()
  const d = list.data
  const of = (...statuses: Sheet['status'][]) => d?.sheets.filter((s) => statuses.includes(s.status)) ?? []
  const place = (s: Sheet) => { const found = departments.find((one) => one.id === s.departmentId); return found ? departmentName(found) : '' }
  return (
    <Page name="paper" title={t('paper.title')}>
      <div class="page-head"><h1>{t('paper.title')}</h1><span class="sp" />{can('downtime.print') && <Button kind={d?.sheets.length ? 'plain' : 'primary'} icon="print" href="/print/days" data-testid="print-days">{t('paper.print')}</Button>}</div>
      {!!list.error && <Note tone="danger" alert>{errorText(list.error)} <Button size="s" onClick={list.reload}>{t('action.tryAgain')}</Button></Note>}
      {!d && !list.error && <Skeleton rows={5} />}
      {d && d.sheets.length === 0 && <div class="card"><Empty title={t('paper.none')} text={t('paper.noneText')} /><p class="pad t2">{t('paper.lead')}</p></div>}
      {d && d.sheets.length > 0 && (
        <div class="stack">
          <section class="card pad stack-s stack">
            <Find sheets={d.sheets} />
            {d.count.rows > 0 && <Count count={d.count} />}
            {d.numbers.printed > 0 && <p class="cap num">{t('paper.numbers', { ...d.numbers })}</p>}
          </section>
          {of('open').map((s) => (
            <section key={s.id} class="card pad row wrap pp-open">
              <div class="grow"><h2>{t('paper.sheet', { serial: s.serial })}, {dateText(s.day)}</h2><Count count={s.count} written /></div>
              <Button kind="primary" icon="pen" href={`/downtime/${s.id}`} data-testid={`open-${s.serial}`}>{t('paper.takeOut')}</Button>
            </section>
          ))}
          {of('blank').length > 0 && (
            <section class="card">
              <header class="card-head"><h2>{t('paper.drawer')}</h2><span class="cap num">{of('blank').length}</span></header>
              <ul class="pp-list">
                {of('blank').map((s) => (
                  <li key={s.id} data-testid={`sheet-${s.serial}`}>
                    <b class="mono">{s.serial}</b>
                    <span class="cap num">{[place(s), t('paper.printed', { time: dateText(s.printedAt.slice(0, 10)) })].filter(Boolean).join(' · ')}</span>
                    <span class="sp row row-s wrap">
                      {can('downtime.open') && <Button size="s" icon="pen" href={`/downtime/${s.id}`} data-testid={`take-${s.serial}`}>{t('paper.takeOut')}</Button>}
                      {can('downtime.print') && <Button size="s" kind="quiet" icon="print" href={`/print/days/${s.id}`}>{t('paper.printAgain')}</Button>}
                      {can('downtime.discard') && <Button size="s" kind="quiet" icon="close" onClick={() => discard(s)} data-testid={`discard-${s.serial}`}>{t('paper.discard')}</Button>}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {of('closed', 'void').length > 0 && (
            <section class="card">
              <header class="card-head"><h2>{t('paper.done')}</h2></header>
              <ul class="pp-list">
                {of('closed', 'void').map((s) => (
                  <li key={s.id} data-testid={`sheet-${s.serial}`}>
                    <a class="mono b" href={`/downtime/${s.id}`}>{s.serial}</a>
                    {s.status === 'void' ? <span>{t('paper.status.void')}: {t(`paper.reason.${s.voidReason || 'spoiled'}`)}</span> : <><span class="num">{dateText(s.day)}</span><Count count={s.count} /></>}
                    <span class="sp cap">{s.endedBy}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
      {discarding && <DiscardSheet sheet={discarding} onClose={() => discard(undefined)} onDone={() => { discard(undefined); list.reload() }} />}
    </Page>
  )
}

/** A sheet lies on the table: its number, and it is open. */
function Find({ sheets }: { sheets: readonly Sheet[] }) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const go = () => {
    const wanted = readSerial(typed)
    const found = wanted && sheets.find((s) => s.serial === wanted.serial)
    setError(found ? undefined : t('paper.findNone', { serial: wanted?.serial ?? typed.trim() }))
    if (found) navigate(`/downtime/${found.id}${wanted.rank ? `#${wanted.rank}` : ''}`)
  }
  return (
    <form class="pp-find" noValidate onSubmit={(e) => { e.preventDefault(); go() }}>
      <TextField label={t('paper.find')} name="serial" value={typed} onValue={setTyped} hint={t('paper.findHint')} error={error} maxLength={12} autoCapitalize="none" spellcheck={false} />
      <Button type="submit" icon="search" data-testid="find-sheet">{t('action.open')}</Button>
    </form>
  )
}
