import './record.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import type { PageArgs } from '../app/pages'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { PrintPage } from '../print/PrintPage'
import { keep } from './keep'
import { RecordPaper } from './RecordPaper'

type Bundle = Schema['SubjectBundle']
type For = Bundle['madeFor']
const FOR: readonly For[] = ['patient', 'guardian', 'heir', 'authority']

/** Everything held on one patient, for the one who may ask: on paper and as a file. It is made once, and the journal has it. */
export default function PrintRecord({ params }: PageArgs) {
  const patientId = params['patientId']!
  const [madeFor, setFor] = useState<For | ''>('')
  const [missing, setMissing] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const [made, setMade] = useState<{ text: string; bundle: Bundle }>()
  const gather = () => {
    if (busy) return
    if (!madeFor) return setMissing(t('bundle.whoFirst'))
    setBusy(true)
    setFailed(undefined)
    // As text: the file that is saved is the very one that was answered.
    ask(api.GET('/api/v1/patients/{patientId}/bundle', { params: { path: { patientId }, query: { for: madeFor } }, parseAs: 'text' }))
      .then((text) => setMade({ text, bundle: JSON.parse(text) as Bundle }), setFailed)
      .finally(() => setBusy(false))
  }
  const save = made && <Button icon="download" onClick={() => keep(made.text, 'application/json', 'karete-record.json')} data-testid="bundle-save">{t('bundle.file')}</Button>
  return (
    <PrintPage name="record" title={t('bundle.title')} size={t('print.size.a4')} margins from={`/patients/${patientId}`} ready={!!made} error={failed} waiting={!made} extra={save}>
      {made
        ? <RecordPaper bundle={made.bundle} />
        : (
          <form class="card pad stack desk-ask" noValidate onSubmit={(e) => { e.preventDefault(); gather() }}>
            <h2>{t('bundle.who')}</h2>
            <Chips quiet legend={t('bundle.who')} name="for" value={madeFor} onValue={(v) => { setFor(v); setMissing(undefined) }} error={missing} options={FOR.map((value) => ({ value, label: t(`bundle.for.${value}`) }))} />
            <p class="t2">{t('bundle.about')}</p>
            <p><Button kind="primary" icon="sheet" type="submit" busy={busy} data-testid="bundle-gather">{t('bundle.gather')}</Button></p>
          </form>
        )}
    </PrintPage>
  )
}
