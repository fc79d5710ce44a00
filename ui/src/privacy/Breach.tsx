import '../manager/manager.css'
import './privacy.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { errorOf, formErrors } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Field, Select } from '../kit/Field'
import { showName } from '../kit/person'
import { BreachReport } from './BreachReport'
import { JournalTabs } from './JournalTabs'
import { instantOf } from './span'

type Report = Schema['BreachReport']
export interface Ask { staff?: string; device?: string; from: string; to?: string }

/** "What could this tablet or person have seen since ...": for the day something was stolen, or somebody should not have looked. */
export default function Breach() {
  const about = useLoad(() => Promise.all([ask(api.GET('/api/v1/staff')), ask(api.GET('/api/v1/devices')), ask(api.GET('/api/v1/sessions'))]), [])
  const [{ staff } = { staff: [] }, devices, sessions] = about.data ?? []
  const [form, setForm] = useState({ staff: '', device: '', fromDay: today(minute.value), fromTime: '', toDay: '', toTime: '' })
  const [made, setMade] = useState<{ ask: Ask; report: Report }>()
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<typeof form>) => setForm((f) => ({ ...f, ...part }))
  // An enrolled device is known by its id; any other by what its browser calls itself.
  const places = [
    ...(devices?.devices ?? []).map((d) => ({ value: d.id, label: d.name })),
    ...[...new Set((sessions?.sessions ?? []).map((s) => s.device))].filter((text) => !devices?.devices?.some((d) => d.id === text || d.name === text)).map((text) => ({ value: text, label: t('breach.browser', { name: text }) })),
  ]

  const show = async () => {
    if (busy) return
    const from = instantOf(form.fromDay, form.fromTime)
    const to = form.toDay ? instantOf(form.toDay, form.toTime) : undefined
    const first: FormError[] = []
    if (!form.staff && !form.device) first.push({ field: 'staff', text: t('breach.choose') })
    if (!from) first.push({ field: 'from', text: t('error.required', { field: t('breach.from') }) })
    setErrors(first)
    if (first.length || !from) return
    setBusy(true)
    const query: Ask = { from, ...(form.staff && { staff: form.staff }), ...(form.device && { device: form.device }), ...(to && { to }) }
    try {
      setMade({ ask: query, report: await ask(api.GET('/api/v1/breach', { params: { query } })) })
    } catch (e) {
      setErrors(formErrors(e, { staff: t('journal.actor'), device: t('breach.device'), from: t('breach.from'), to: t('breach.to') }))
    }
    setBusy(false)
  }
  const when = (name: 'from' | 'to', label: string, optional = false) => (
    <div class="pv-when">
      <Field label={label} name={name} optional={optional} error={errorOf(errors, name)} control={(c) => <input class="in" type="date" {...c} max={today(minute.value)} value={form[`${name}Day`]} onInput={(e) => set({ [`${name}Day`]: e.currentTarget.value })} />} />
      <Field label={t('breach.time')} name={`${name}Time`} optional control={(c) => <input class="in" type="time" {...c} value={form[`${name}Time`]} onInput={(e) => set({ [`${name}Time`]: e.currentTarget.value })} />} />
    </div>
  )
  return (
    <Page name="breach" title={t('breach.title')} class="mg pv pv-print">
      <div class="page-head no-print"><div><h1>{t('breach.title')}</h1><p class="t2">{t('breach.lead')}</p></div></div>
      <JournalTabs at="/journal/seen" />
      <form class="card pad stack no-print" noValidate onSubmit={(e) => { e.preventDefault(); void show() }}>
        <ErrorSummary errors={errors} />
        <div class="fgrid">
          <Select label={t('journal.actor')} name="staff" none={t('breach.anybody')} options={staff.map((s) => ({ value: s.id, label: showName(s.displayName) }))} value={form.staff} onValue={(v) => set({ staff: v })} error={errorOf(errors, 'staff')} />
          <Select label={t('breach.device')} name="device" none={t('breach.anywhere')} options={places} value={form.device} onValue={(device) => set({ device })} error={errorOf(errors, 'device')} />
          {when('from', t('breach.from'))}
          {when('to', t('breach.to'), true)}
        </div>
        <p><Button kind="primary" icon="eye" type="submit" busy={busy} data-testid="breach-show">{t('breach.show')}</Button></p>
      </form>
      {made && <BreachReport key={made.report.madeAt} {...made} />}
    </Page>
  )
}
