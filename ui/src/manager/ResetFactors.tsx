import { api, ask, type Schema } from '../app/api'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { toast } from '../kit/toast'
import { Sure } from '../security/Sure'

/** For somebody who lost the phone: the password alone lets them in again. */
export function ResetFactors({ person, onDone }: { person: Schema['Staff']; onDone: () => void }) {
  const id = useCommandId()
  const reset = () => ask(api.POST('/api/v1/staff/{staffId}/factors/reset', { params: { path: { staffId: person.id } }, body: { id: id.current } }))
    .then(() => { toast(t('factor.resetDone', { name: person.displayName })); onDone() }, (e: unknown) => { id.next(); throw e })
  return <Sure icon="shield" say={t('factor.resetOther')} about={t('factor.resetAbout', { name: person.displayName })} testid="reset-factors" onSure={reset} />
}
