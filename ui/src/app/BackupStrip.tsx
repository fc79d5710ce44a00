import { plural, t } from '../i18n/words'
import { Strip } from '../kit/message'
import { path } from './router'
import { box, can } from './session'
import { useBackupAge } from './useBackupAge'

/** One line for everybody at work: how old the backup is and which stick to plug in, or that this is a backup itself. */
export function BackupStrip() {
  const s = useBackupAge()
  if (box.value?.drill) return <Strip tone="info" icon="eye"><span data-testid="drill">{t('backupAge.drill')}</span></Strip>
  if (!s || path.value === '/backups') return null // that page says it itself
  const days = Math.floor((s.ageHours ?? 0) / 24)
  const what = s.state === 'never' ? t('backupAge.never') : s.ageHours === undefined ? t('backupAge.doubt') : plural('backupAge.days', days)
  const does = s.plug ? t('backupAge.plug', { place: s.plug }) : can('backup.list') ? t('backupAge.page') : t('backupAge.manager')
  return (
    <Strip tone={s.level === 'now' ? 'now' : 'warn'} icon="drive">
      <span data-testid="backup-late" data-level={s.level}>{what}: {can('backup.list') ? <a href="/backups">{does}</a> : does}</span>
    </Strip>
  )
}
