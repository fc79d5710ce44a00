import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { allNormal, mobilityOf, type Avpu, type Chart, type Form, type Mobility, type Result, type YesNo } from './form'
import { mobilityLabel } from './labels'

const AVPU: readonly Avpu[] = ['alert', 'voice', 'pain', 'unresponsive', 'confused']
const PAIN = Array.from({ length: 11 }, (_, i) => ({ value: String(i), label: String(i) }))

/** With few answers missing each of them is ringed; on an empty form nothing is. */
const FEW = 3

/** Awake, moving, injury, pain. Nothing is chosen beforehand; one tap answers the first three for who is well. */
export function Feels({ form, set, chart, result, errorAt }: {
  form: Form; set: (part: Partial<Form>) => void; chart: Chart | undefined; result: Result | undefined; errorAt: (field: string) => string | undefined
}) {
  const missing = result?.missing ?? []
  const ring = (item: string) => missing.length <= FEW && (missing as readonly string[]).includes(item)
  const moves = mobilityOf(chart)
  return (
    <section>
      <div class="row sec">
        <h2>{t('triage.how')}</h2>
        <Button size="s" class="sp all-normal" icon="check" data-testid="all-normal" onClick={() => set(allNormal(form, chart))}>{t('triage.allNormal')}</Button>
      </div>
      <div class="sg">
        <span class="lab" aria-hidden="true">{t('triage.awake')}</span>
        <Segmented<Avpu> quiet legend={t('triage.awake')} name="input.avpu" value={form.avpu} onValue={(avpu) => set({ avpu })} missing={ring('avpu')} error={errorAt('input.avpu')}
          options={AVPU.map((value) => ({ value, label: t(`triage.awake.${value}`) }))} />
      </div>
      <div class="two">
        <div class="sg">
          <span class="lab" aria-hidden="true">{t('triage.moving')}</span>
          <Segmented<Mobility> quiet legend={t('triage.moving')} name="input.mobility" value={form.mobility} onValue={(mobility) => set({ mobility })} missing={ring('mobility')} error={errorAt('input.mobility')}
            options={moves.map((value) => ({ value, label: mobilityLabel(value) }))} />
        </div>
        <div class="sg">
          <span class="lab" aria-hidden="true">{t('triage.injury')}</span>
          <Segmented<YesNo> quiet legend={t('triage.injury48')} name="input.trauma" value={form.trauma} onValue={(trauma) => set({ trauma })} missing={ring('trauma')} error={errorAt('input.trauma')}
            options={[{ value: 'no', label: t('triage.no') }, { value: 'yes', label: t('triage.yes') }]} />
        </div>
      </div>
      <div class="sg sg-pain">
        <span class="lab" aria-hidden="true">{t('triage.pain')}</span>
        <Segmented quiet legend={t('triage.painScale')} name="input.painScore" value={form.pain} onValue={(pain) => set({ pain })} options={PAIN} error={errorAt('input.painScore')} />
      </div>
    </section>
  )
}
