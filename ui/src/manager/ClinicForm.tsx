import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { readSession } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Check, TextField } from '../kit/Field'
import { toast } from '../kit/toast'
import { CARD_ONLY, differences, labels, LEVELS, LINE, read, toForm, type ClinicFields } from './clinicFields'
import { PlaceFields } from './PlaceFields'
import { Reasons } from './Reasons'
import { Stale } from './Stale'
import { LANGUAGES } from './StaffSheet'

type Clinic = Schema['Facility']

export function ClinicForm({ clinic }: { clinic: Clinic }) {
  const [base, setBase] = useState(clinic)
  const [form, setForm] = useState(() => toForm(clinic))
  const [theirs, setTheirs] = useState<Clinic | undefined>()
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const set = (part: Partial<ClinicFields>) => setForm((f) => ({ ...f, ...part }))
  const show = (now: Clinic) => { setBase(now); setForm(toForm(now)); setTheirs(undefined); setErrors([]) }
  const names = labels()

  async function save(over: Clinic) {
    const { body, wrong } = read(form, over)
    setErrors(wrong)
    if (wrong.length) return
    setBusy(true)
    try {
      const saved = await ask(api.PUT('/api/v1/facility', { params: { header: { 'If-Match': `"${over.version}"` } }, body: { id: id.current, ...body } }))
      id.next()
      show(saved)
      toast(t('clinic.saved'))
      void readSession().catch(() => undefined) // the name in the top bar
    } catch (error) {
      id.next()
      if (error instanceof ApiError && error.code === 'stale') setTheirs(error.current as Clinic)
      else setErrors(formErrors(error, names))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Page name="clinic" title={t('clinic.title')} class="mg mg-clinic"
      actions={<Button kind="primary" size="l" type="submit" form="clinic-form" busy={busy} data-testid="save-clinic">{t('action.save')}</Button>}>
      <div class="page-head"><h1 class="grow">{t('clinic.title')}</h1><Button kind="quiet" icon="eye" href="/clinic/screen">{t('clinic.screen.title')}</Button><Button kind="quiet" icon="globe" href="/clinic/provider">{t('clinic.provider.title')}</Button></div>
      <form id="clinic-form" class="stack" noValidate onSubmit={(e) => { e.preventDefault(); void save(base) }}>
        <ErrorSummary errors={errors} />
        {theirs && <Stale differences={differences(form, toForm(theirs))} onMine={() => { setBase(theirs); setTheirs(undefined); void save(theirs) }} onTheirs={() => show(theirs)} />}
        <div class="card pad-l stack-l stack">
          <section class="grp"><h2 class="legend">{t('clinic.who')}</h2>
            <div class="fgrid">
              <TextField label={names.name} name="name" full value={form.name} onValue={(name) => set({ name })} maxLength={80} error={errorOf(errors, 'name')} />
              <TextField label={names.code} name="code" value={form.code} onValue={(code) => set({ code })} maxLength={20} autoCapitalize="none" spellcheck={false} hint={t('clinic.codeHint')} error={errorOf(errors, 'code')} />
              <TextField label={names.phone} name="phone" optional type="tel" inputMode="tel" value={form.phone} onValue={(phone) => set({ phone })} maxLength={20} error={errorOf(errors, 'phone')} />
              <PlaceFields country={form.country} district={form.district} onValue={set} error={errorOf(errors, 'district')} />
              <TextField label={names.fileSeries} name="fileSeries" optional value={form.fileSeries} onValue={(fileSeries) => set({ fileSeries })} maxLength={12} autoCapitalize="none" spellcheck={false} hint={t('clinic.fileSeriesHint')} error={errorOf(errors, 'fileSeries')} />
              <TextField label={names['settings.nationalIdPattern']} name="settings.nationalIdPattern" optional value={form.nationalIdPattern} onValue={(nationalIdPattern) => set({ nationalIdPattern })} maxLength={80} autoCapitalize="none" spellcheck={false} hint={t('clinic.nationalIdHint')} error={errorOf(errors, 'settings.nationalIdPattern')} />
              <Segmented legend={names.language} name="language" options={LANGUAGES} value={form.language} onValue={(language) => set({ language })} />
            </div>
          </section>
          <section class="grp"><h2 class="legend">{t('clinic.targets')}</h2>
            <div>
              <p class="cap">{t('clinic.targetsAbout')}</p>
              <div class="mg-targets">
                {LEVELS.map(({ key, level }) => (
                  <TextField key={key} label={t(`level.${level}`)} name={`settings.triage.targetMinutes.${key}`} inputMode="numeric" maxLength={4} value={form.targets[key]}
                    onValue={(minutes) => set({ targets: { ...form.targets, [key]: minutes } })} error={errorOf(errors, `settings.triage.targetMinutes.${key}`)} />
                ))}
              </div>
            </div>
          </section>
          <section class="grp"><h2 class="legend">{names['settings.reasons']}</h2>
            <Reasons reasons={form.reasons} onValue={(reasons) => set({ reasons })} error={errorOf(errors, 'settings.reasons')} />
          </section>
          <section class="grp"><h2 class="legend">{t('clinic.line')}</h2>
            <div class="fgrid">
              {LINE.map(({ key, word }) => (
                <TextField key={key} label={t(`clinic.line.${word}`)} name={`settings.line.${key}`} inputMode="numeric" maxLength={3} value={form.line[key]} hint={t(`clinic.line.${word}Hint`)}
                  onValue={(figure) => set({ line: { ...form.line, [key]: figure } })} error={errorOf(errors, `settings.line.${key}`)} />
              ))}
            </div>
          </section>
          <section class="grp"><h2 class="legend">{t('clinic.door')}</h2>
            <div><Segmented legend={t('clinic.door.cardOnly')} name="settings.door.cardOnly" options={CARD_ONLY.map((value) => ({ value, label: t(`clinic.door.${value}`) }))} value={form.cardOnly} onValue={(cardOnly) => set({ cardOnly })} /><p class="cap">{t('clinic.door.hint')}</p></div>
          </section>
          <section class="grp"><h2 class="legend">{t('clinic.desk')}</h2>
            <div class="fgrid">
              <TextField label={names['settings.lockMinutes']} name="settings.lockMinutes" inputMode="numeric" maxLength={3} value={form.lockMinutes} onValue={(lockMinutes) => set({ lockMinutes })} hint={t('clinic.lockHint')} error={errorOf(errors, 'settings.lockMinutes')} />
              <TextField label={names['settings.tabletLockMinutes']} name="settings.tabletLockMinutes" inputMode="numeric" maxLength={1} value={form.tabletLockMinutes} onValue={(tabletLockMinutes) => set({ tabletLockMinutes })} hint={t('clinic.tabletLockHint')} error={errorOf(errors, 'settings.tabletLockMinutes')} />
            </div>
          </section>
          <section class="grp"><h2 class="legend">{t('clinic.security')}</h2>
            <div><Check label={t('clinic.managersTwo')} name="managersTwo" checked={form.managersTwo} onChange={(managersTwo) => set({ managersTwo })} /><p class="cap">{t('clinic.managersTwoHint')}</p></div>
          </section>
        </div>
      </form>
    </Page>
  )
}
