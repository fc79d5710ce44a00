import '../manager/manager.css'
import './settings.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { ApiError, errorOf, errorText, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Check, TextField } from '../kit/Field'
import { Note, Skeleton } from '../kit/message'
import { toast } from '../kit/toast'
import { Stale } from '../manager/Stale'

type Clinic = Schema['Facility']
type Shows = Schema['DisplaySettings']
const MOST = 12

/** What the manager chooses about the screen in the waiting room. */
export default function Settings() {
  const found = useLoad(() => ask(api.GET('/api/v1/facility')), [])
  if (found.data) return <Form clinic={found.data} />
  return (
    <Page name="display-settings" title={t('clinic.screen.title')} class="mg">
      <h1>{t('clinic.screen.title')}</h1>
      {found.error ? <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note> : <Skeleton rows={6} />}
    </Page>
  )
}

function Form({ clinic }: { clinic: Clinic }) {
  const [base, setBase] = useState(clinic)
  const [shows, setShows] = useState(clinic.settings.display)
  const [theirs, setTheirs] = useState<Clinic | undefined>()
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const messages = shows.messages ?? []
  const set = (list: Shows['messages']) => setShows((s) => ({ ...s, messages: list }))
  const change = (i: number, part: Partial<Schema['HealthMessage']>) => set(messages.map((m, n) => (n === i ? { ...m, ...part } : m)))
  const show = (now: Clinic) => { setBase(now); setShows(now.settings.display); setTheirs(undefined); setErrors([]) }
  const labels = Object.fromEntries(messages.flatMap((_, i) => [[`settings.display.messages[${i}].en`, `${t('clinic.screen.message', { n: i + 1 })}, English`], [`settings.display.messages[${i}].st`, `${t('clinic.screen.message', { n: i + 1 })}, Sesotho`]]))

  async function save(over: Clinic) {
    setBusy(true)
    setErrors([])
    try {
      const { name, code, district, country, phone, fileSeries, language, settings } = over
      const saved = await ask(api.PUT('/api/v1/facility', {
        params: { header: { 'If-Match': `"${over.version}"` } },
        body: { id: id.current, name, code, district, country, phone, fileSeries, language, settings: { ...settings, display: shows } },
      }))
      show(saved)
      toast(t('clinic.screen.saved'))
    } catch (error) {
      if (error instanceof ApiError && error.code === 'stale') setTheirs(error.current as Clinic)
      else setErrors(formErrors(error, labels))
    } finally {
      id.next()
      setBusy(false)
    }
  }

  return (
    <Page name="display-settings" title={t('clinic.screen.title')} class="mg mg-clinic"
      actions={<><Button kind="primary" size="l" type="submit" form="display-form" busy={busy} data-testid="save-display">{t('action.save')}</Button><Button size="l" icon="eye" href="/display" data-testid="see-display">{t('clinic.screen.seeIt')}</Button></>}>
      <h1>{t('clinic.screen.title')}</h1>
      <form id="display-form" class="stack" noValidate onSubmit={(e) => { e.preventDefault(); void save(base) }}>
        <ErrorSummary errors={errors} />
        {theirs && <Stale differences={differences(shows, theirs.settings.display)} onMine={() => { setBase(theirs); setTheirs(undefined); void save(theirs) }} onTheirs={() => show(theirs)} />}
        <div class="card pad-l stack-l stack">
          <section class="grp"><h2 class="legend">{t('clinic.screen.names')}</h2>
            <div>
              <Check label={t('clinic.screen.namesShow')} name="showNames" checked={shows.showNames} onChange={(showNames) => setShows((s) => ({ ...s, showNames }))} />
              <p class="cap">{t('clinic.screen.namesAbout')}</p>
            </div>
          </section>
          <section class="grp"><h2 class="legend">{t('clinic.screen.messages')}</h2>
            <div class="stack">
              <p class="cap">{t('clinic.screen.messagesAbout')}</p>
              <ol class="ds-list">
                {messages.map((m, i) => (
                  <li key={i}>
                    <div class="ds-two">
                      <TextField label="English" name={`settings.display.messages[${i}].en`} value={m.en} onValue={(en) => change(i, { en })} maxLength={110} error={errorOf(errors, `settings.display.messages[${i}].en`)} />
                      <TextField label="Sesotho" name={`settings.display.messages[${i}].st`} value={m.st} onValue={(st) => change(i, { st })} maxLength={130} error={errorOf(errors, `settings.display.messages[${i}].st`)} />
                    </div>
                    <IconButton icon="up" aria-disabled={i === 0} label={t('clinic.screen.messageUp', { n: i + 1 })} onClick={() => i > 0 && set([...messages.slice(0, i - 1), m, messages[i - 1]!, ...messages.slice(i + 1)])} />
                    <IconButton icon="close" label={t('clinic.screen.messageRemove', { n: i + 1 })} onClick={() => set(messages.filter((_, n) => n !== i))} />
                  </li>
                ))}
              </ol>
              {messages.length < MOST && <div><Button icon="plus" data-testid="add-message" onClick={() => set([...messages, { en: '', st: '' }])}>{t('clinic.screen.messageAdd')}</Button></div>}
            </div>
          </section>
        </div>
        <p class="cap">{t('clinic.screen.screens')} <a href="/devices">{t('nav.devices')}</a></p>
      </form>
    </Page>
  )
}

/** Both versions of what was chosen, in words. */
function differences(mine: Shows, theirs: Shows) {
  const list = (s: Shows) => (s.messages ?? []).map((m) => `${m.en} / ${m.st}`)
  const [a, b] = [list(mine), list(theirs)]
  const yes = (on: boolean) => t(on ? 'stale.yes' : 'stale.no')
  return [
    { label: t('clinic.screen.namesShow'), mine: yes(mine.showNames), theirs: yes(theirs.showNames) },
    ...Array.from({ length: Math.max(a.length, b.length) }, (_, i) => ({ label: t('clinic.screen.message', { n: i + 1 }), mine: a[i] ?? '', theirs: b[i] ?? '' })),
  ]
}
