// Every screen of the manager.
import { everyScreen } from './walk'

everyScreen({
  admin: ['/', '/staff', '/departments', '/permissions', '/programs', '/devices', '/clinic', '/journal', '/journal/seen', '/journal/consent',
    '/journal/retention', '/system', '/network', '/keys', '/backups', '/duplicates', '/imports', '/files',
    '/reports', '/security', '/password'],
})
