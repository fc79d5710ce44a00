import '../manager/manager.css'
import './backup.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { BoxTabs } from '../manager/BoxTabs'
import { BackupSheet } from './BackupSheet'
import { BackupTable } from './BackupTable'
import { Identity } from './Identity'
import { Now } from './Now'
import { Places } from './Places'
import { standing, type Backup, type Place, type Seen, type Standing, type Status } from './state'
import { RegisterSheet } from './RegisterSheet'
import { Strangers } from './Strangers'

async function read() {
  const [status, list] = await Promise.all([ask(api.GET('/api/v1/backups/status')), ask(api.GET('/api/v1/backups'))])
  return { status, list }
}

/** A stick that is plugged in or pulled out tells nobody, so it is looked for as long as the page is open. */
const LOOK_MS = 3000

function usePlaces(onMoved: () => void) {
  const found = useLoad(() => ask(api.GET('/api/v1/backups/places')), [])
  useEffect(() => {
    const every = setInterval(() => { if (document.visibilityState === 'visible') found.reload() }, LOOK_MS)
    return () => clearInterval(every)
  }, [])
  const what = found.data && [...found.data.places.map((p) => p.id + p.where), ...found.data.seen.map((m) => m.path)].join()
  const before = useRef(what)
  useEffect(() => {
    if (before.current !== undefined && before.current !== what) onMoved()
    before.current = what
  }, [what])
  return found
}

/** Where the clinic's backups are, whether the last one is good, and what to do now. */
export default function BackupsPage() {
  const found = useLoad(read, [])
  const there = usePlaces(found.reload)
  const reload = () => { found.reload(); there.reload() }
  useLive(['backup'], found.reload)
  const [open, setOpen] = useState<Backup | undefined>()
  const [adding, setAdding] = useState<Seen | 'folder' | undefined>()
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const d = found.data
  const backups = d?.list.backups ?? []
  const places = there.data?.places ?? []
  const strangers = (there.data?.seen ?? []).filter((m) => m.mark !== 'ours')
  const how = d && there.data && standing(d.status)
  const title = how === 'none' && strangers.length ? t('backup.head.seen') : how ? headline(how, d.status) : t('backup.title')

  const make = (place?: Place) => {
    setBusy(true)
    ask(api.POST('/api/v1/backups', { body: { id: id.current, ...(place ? { placeId: place.id } : {}) } }))
      .then(() => id.next(), (e: unknown) => { id.next(); complain(e) })
      .finally(() => { setBusy(false); reload() })
  }
  const shown = open && (backups.find((b) => b.id === open.id) ?? open)
  return (
    <Page name="backups" title={title} class="mg">
      <div class="page-head"><h1>{title}</h1><BoxTabs at="/backups" /></div>
      <p class="t2">{t('backup.lead')}</p>
      <p class="vh" role="status">{how && title}</p>
      {!!(found.error ?? there.error) && <Note tone="danger" alert>{errorText(found.error ?? there.error)} <Button size="s" onClick={reload}>{t('action.tryAgain')}</Button></Note>}
      {!how && !found.error && !there.error && <Skeleton rows={6} />}
      {d && how && (
        <div class="bu">
          <div class="bu-main">
            <Strangers seen={strangers} onUse={setAdding} />
            <Now how={how} status={d.status} run={d.list.run} last={backups.find((b) => b.state === 'good')} busy={busy} seen={strangers.length > 0} onMake={() => make()} onFolder={() => setAdding('folder')} />
            {how !== 'none' && <BackupTable backups={backups} kept={d.list.kept} onOpen={setOpen} />}
          </div>
          <aside class="bu-side">
            <Places places={places} running={how === 'running'} onFolder={() => setAdding('folder')} onMake={make} onDone={reload} />
            {how !== 'none' && <Identity />}
          </aside>
        </div>
      )}
      {shown && <BackupSheet backup={shown} place={places.find((p) => p.id === shown.placeId)} running={how === 'running'} onClose={() => setOpen(undefined)} onDone={reload} />}
      {adding && <RegisterSheet medium={adding === 'folder' ? undefined : adding} onClose={() => setAdding(undefined)} onDone={() => { setAdding(undefined); reload() }} />}
    </Page>
  )
}

function headline(how: Standing, { run }: Status): string {
  switch (how) {
    case 'running': return t(run!.phase === 'writing' ? 'backup.head.writing' : 'backup.head.proving', { place: run!.placeName })
    case 'none': case 'never': return t('backup.head.none')
    default: return t(`backup.head.${how}`)
  }
}
