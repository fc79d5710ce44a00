import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { CopyButton } from './CopyButton'

/** What a program signs in with. The secret is on this screen and nowhere else. */
export function ProgramSecret({ registered, onClose }: { registered: Schema['RegisteredProgram']; onClose: () => void }) {
  const { program, clientSecret } = registered
  return (
    <Sheet title={program.name} sub={t('program.secretOf')} onClose={onClose}
      foot={<Button kind="primary" onClick={onClose} data-testid="secret-done" data-first>{t('action.finish')}</Button>}>
      <Note tone="warn" icon="key">{t(clientSecret ? 'program.secretOnce' : 'program.secretBefore')}</Note>
      <dl class="pg-keys">
        <div><dt>{t('program.clientId')}</dt><dd><code class="mono" data-testid="client-id">{program.id}</code><CopyButton text={program.id} label="program.copyId" /></dd></div>
        {clientSecret && <div><dt>{t('program.secret')}</dt><dd><code class="mono" data-testid="client-secret">{clientSecret}</code><CopyButton text={clientSecret} label="program.copySecret" /></dd></div>}
      </dl>
    </Sheet>
  )
}
