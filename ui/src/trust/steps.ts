import type { Key } from '../i18n/words'
import type { Motif } from './Picture'
import type { Platform } from './platform'

/** One pictured step. `fetch` has the button with the file. */
export interface Step { motif: Motif; head: Key; text?: Key; fetch?: 'certificate' | 'profile' }

const fetchIt: Step = { motif: 'fetch', head: 'trust.fetch', fetch: 'certificate' }

/** What is to be done, in the order of the device's own screens. What stands in quotation marks is English everywhere: so are most devices. */
export const STEPS: Readonly<Record<Platform, readonly Step[]>> = {
  android: [
    fetchIt,
    { motif: 'search', head: 'trust.android.settings', text: 'trust.android.settingsText' },
    { motif: 'warn', head: 'trust.android.anyway', text: 'trust.android.anywayText' },
    { motif: 'file', head: 'trust.chooseFile', text: 'trust.inDownloads' },
  ],
  apple: [
    { motif: 'fetch', head: 'trust.apple.fetch', text: 'trust.apple.fetchText', fetch: 'profile' },
    { motif: 'list', head: 'trust.apple.profile', text: 'trust.apple.profileText' },
    { motif: 'search', head: 'trust.apple.about', text: 'trust.apple.aboutText' },
    { motif: 'switch', head: 'trust.apple.on', text: 'trust.apple.onText' },
  ],
  windows: [
    { ...fetchIt, text: 'trust.openFile' },
    { motif: 'list', head: 'trust.windows.install', text: 'trust.windows.installText' },
    { motif: 'file', head: 'trust.windows.store', text: 'trust.windows.storeText' },
    { motif: 'warn', head: 'trust.windows.yes', text: 'trust.reopen' },
  ],
  mac: [
    { ...fetchIt, text: 'trust.openFile' },
    { motif: 'list', head: 'trust.mac.find', text: 'trust.mac.findText' },
    { motif: 'switch', head: 'trust.mac.trust', text: 'trust.mac.trustText' },
    { motif: 'tick', head: 'trust.mac.close', text: 'trust.reopen' },
  ],
  linux: [
    fetchIt,
    { motif: 'search', head: 'trust.linux.settings', text: 'trust.linux.settingsText' },
    { motif: 'list', head: 'trust.linux.import', text: 'trust.linux.importText' },
    { motif: 'file', head: 'trust.chooseFile', text: 'trust.inDownloads' },
  ],
  firefox: [
    { ...fetchIt, text: 'trust.firefox.fetchText' },
    { motif: 'search', head: 'trust.firefox.settings', text: 'trust.firefox.settingsText' },
    { motif: 'file', head: 'trust.firefox.import', text: 'trust.inDownloads' },
    { motif: 'tick', head: 'trust.firefox.tick', text: 'trust.firefox.tickText' },
  ],
}
