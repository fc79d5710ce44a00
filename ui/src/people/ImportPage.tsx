import '../manager/manager.css'
import './imports.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { ApiError, errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { dateText, instantText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { EndSheet } from './EndSheet'
import { Equation } from './Equation'
import { works, type Detail, type Which } from './import'
import { Lines } from './Lines'
import { MappingForm } from './Mapping'
import { MappingTable } from './MappingTable'
import { Working } from './Working'

const LOOK_MS = 1000
const FORM = 'import-mapping'

/** One old register, from its columns to the people who came of it, or back. */
export default function ImportPage({ params }: PageArgs) {
  const importId = params['id']!
  const load = useLoad(() => ask(api.GET('/api/v1/imports/{importId}', { params: { path: { importId } } })), [importId])
  useLive(['import'], load.reload, (e) => e.subject.id === importId)
  const state = load.data?.state
  // A trial is no act, so nobody tells of its progress.
  useEffect(() => {
    if (!state || !works(state)) return
    const often = setInterval(load.reload, LOOK_MS)
    return () => clearInterval(often)
  }, [state])
  if (load.data) return <One key={importId} of={load.data} onNow={load.put} />
  return (
    <Page name="import" title={t('people.registers')} class="mg im">
      <h1 class="vh">{t('people.registers')}</h1>
      {load.error === undefined ? <Skeleton rows={6} /> : <Note tone="danger" alert>{errorText(load.error)}</Note>}
    </Page>
  )
}

function One({ of, onNow }: { of: Detail; onNow: (now: Detail) => void }) {
  const [which, setWhich] = useState<Which>()
  const [also, setAlso] = useState<readonly number[]>([])
  const [changing, change] = useState(false)
  const [ending, end] = useState<'undo' | 'discard'>()
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const { state, counts: c } = of
  useTop(`${state}${changing}`)
  const asksColumns = state === 'uploaded' || (state === 'checked' && changing)
  const title = state === 'applied' ? plural('import.head.applied', c.added) : t(`import.head.${asksColumns ? 'uploaded' : state}`)
  const adds = c.add + also.length
  const put = (now: Detail) => { change(false); setWhich(undefined); setAlso([]); onNow(now) }

  const apply = async () => {
    if (busy) return
    setBusy(true)
    try {
      put(await ask(api.POST('/api/v1/imports/{importId}/apply', { params: { path: { importId: of.id } }, body: { id: id.current, also: [...also] } })))
    } catch (e) {
      if (e instanceof ApiError && e.status > 0) id.next()
      complain(e)
    } finally {
      setBusy(false)
    }
  }
  const csv = (kind: 'report' | 'unreadable') => `/api/v1/imports/${of.id}/lines.csv?which=${kind}`
  const shown = which ?? (c.unreadable + c.doubtful ? 'noted' : c.here ? 'here' : c.again ? 'again' : state === 'checked' ? 'add' : 'added')
  const discard = <Button kind="quiet" onClick={() => end('discard')} data-testid="discard-import">{t('import.discard')}</Button>
  const putRight = c.unreadable > 0 && of.linesUntil && <Button icon="sheet" href={csv('unreadable')} data-testid="put-right">{plural('import.putRight', c.unreadable)}</Button>
  const actions = {
    uploaded: <><span class="cap">{t('import.nothingYet')}</span><span class="sp" />{discard}<Button kind="primary" type="submit" form={FORM} busy={busy} data-testid="try">{t('import.try')}</Button></>,
    checked: (
      <>
        <span class="cap im-foot"><Icon name="check" size="s" /> {t(adds ? 'import.canUndo' : 'import.nobodyNew')}</span><span class="sp" />{discard}{putRight}
        {adds > 0 && <Button kind="primary" busy={busy} onClick={() => void apply()} data-testid="apply">{plural('import.apply', adds)}</Button>}
      </>
    ),
    applied: <>{of.linesUntil && <span class="cap im-foot">{t('import.linesUntil', { date: dateText(today(Date.parse(of.linesUntil))) })}</span>}<span class="sp" />{putRight}<Button kind="danger" icon="undo" onClick={() => end('undo')} data-testid="undo-import">{t('import.undo')}</Button></>,
  }
  const step = asksColumns ? 'uploaded' : state
  const back = state === 'checked' && changing && <Button kind="quiet" onClick={() => change(false)}>{t('action.back')}</Button>
  return (
    <Page name="import" title={title} class="mg im" actions={step === 'uploaded' || step === 'checked' || step === 'applied' ? <>{back}{actions[step]}</> : undefined}>
      <div class="page-head" data-testid={`import-${state}`}>
        <h1>{title}</h1>
        <span class="cap im-name">{[of.name, of.sheet && t('import.sheetOf', { sheet: of.sheet })].filter(Boolean).join(', ')}</span>
        {of.linesUntil && !asksColumns && !works(state) && <Button size="s" class="sp" icon="download" href={csv('report')} data-testid="report">{t('import.report')}</Button>}
      </div>
      {works(state) && <Working of={of} />}
      {asksColumns && (of.sheets?.length ?? 0) > 1 && <Note tone="info">{t('import.otherSheets', { sheet: of.sheet, others: of.sheets!.filter((s) => s !== of.sheet).map((s) => `“${s}”`).join(', ') })}</Note>}
      {asksColumns && <MappingForm of={of} formId={FORM} onDone={put} onBusy={setBusy} />}
      {!asksColumns && state !== 'checking' && state !== 'discarded' && <Equation of={of} shown={shown} onShow={setWhich} />}
      {state === 'undone' && c.kept > 0 && <Note tone="info">{plural('import.stayed', c.kept)} {t('import.stayedWhy')}</Note>}
      {state === 'discarded' && <Note tone="info">{t('import.discarded')}</Note>}
      {!asksColumns && !works(state) && state !== 'discarded' && of.linesUntil && (
        <div class="im-two im-trial">
          <Lines of={of} which={shown} onWhich={setWhich} also={also} onAlso={state === 'checked' ? (line, add) => setAlso(add ? [...also, line] : also.filter((l) => l !== line)) : undefined} />
          <MappingTable of={of} onChange={state === 'checked' ? () => change(true) : undefined} />
        </div>
      )}
      <p class="cap im-facts">
        <span>{t('import.broughtBy', { when: instantText(of.uploadedAt), who: of.uploadedBy || t('import.theBox') })}</span>
        {of.appliedAt && <span>{t('import.addedBy', { when: instantText(of.appliedAt), who: of.appliedBy || t('import.theBox') })}</span>}
        {of.endedAt && <span>{t('import.endedBy', { when: instantText(of.endedAt), who: of.endedBy || t('import.theBox') })}</span>}
        <span class="mono im-name">SHA-256 {of.sha256}</span>
      </p>
      {ending && <EndSheet of={of} how={ending} onClose={() => end(undefined)} onDone={(now) => { end(undefined); put(now) }} />}
    </Page>
  )
}

/** Each step is a page of its own to who reads it: from its heading on. */
function useTop(step: string): void {
  const first = useRef(step)
  useEffect(() => {
    if (first.current === step) return
    first.current = ''
    scrollTo(0, 0)
    const head = document.querySelector<HTMLElement>('main h1')
    head?.setAttribute('tabindex', '-1')
    head?.focus({ preventScroll: true })
  }, [step])
}
