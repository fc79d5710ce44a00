import './manager.css'
import './programs.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { instantText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { Table, type Column } from '../kit/Table'
import { ProgramPanel, rights } from './ProgramPanel'
import { ProgramSecret } from './ProgramSecret'
import { RegisterProgram } from './RegisterProgram'
import { TeamTabs } from './TeamTabs'

type Program = Schema['Program']
type Over = { what: 'add' } | { what: 'secret'; registered: Schema['RegisteredProgram'] } | { what: 'look'; program: Program }

/** Other software that may ask this box. */
export default function Programs() {
  const found = useLoad(() => ask(api.GET('/api/v1/programs')), [])
  const [over, setOver] = useState<Over | undefined>()
  const close = () => {
    setOver(undefined)
    found.reload()
  }
  const programs = found.data?.programs ?? []
  const good = programs.filter((p) => !p.revokedAt).length
  const title = !found.data ? t('program.title') : good ? plural('program.count', good) : t('program.none')
  const columns: Column<Program>[] = [
    { key: 'name', head: t('program.name'), class: 'nm', cell: (p) => (p.revokedAt ? <s>{p.name}</s> : p.name) },
    { key: 'may', head: t('program.may'), class: 't2', cell: rights },
    { key: 'used', head: t('program.lastUsed'), class: 'mg-wide', cell: (p) => (p.lastUsedAt ? instantText(p.lastUsedAt) : t('program.notUsed')) },
    { key: 'state', head: t('system.state'), cell: (p) => <State program={p} /> },
    { key: 'open', head: <span class="vh">{t('action.open')}</span>, num: true, cell: (p) => <Button size="s" kind="quiet" icon="right" data-testid={`open-${p.name}`} aria-label={t('program.openNamed', { name: p.name })} onClick={() => setOver({ what: 'look', program: p })}>{t('action.open')}</Button> },
  ]
  return (
    <Page name="programs" title={title} class="mg">
      <div class="page-head">
        <h1>{title}</h1>
        <TeamTabs at="/programs" />
        <div class="sp"><Button kind="primary" icon="plus" data-testid="add-program" onClick={() => setOver({ what: 'add' })}>{t('program.add')}</Button></div>
      </div>
      <p class="t2">{t('program.lead')}</p>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {!found.data && !found.error && <Skeleton rows={4} />}
      {found.data && (programs.length === 0
        ? <section class="card"><Empty title={t('program.none')} text={t('program.never')} /></section>
        : <section class="card mg-stack">
            <Table label={t('program.title')} columns={columns} rows={programs} rowKey={(p) => p.id} rowClass={(p) => (p.revokedAt ? 'gone' : undefined)} />
            <p class="tfoot cap">{t('program.never')}</p>
          </section>)}
      {over?.what === 'add' && <RegisterProgram onClose={close} onDone={(registered) => { found.reload(); setOver({ what: 'secret', registered }) }} />}
      {over?.what === 'secret' && <ProgramSecret registered={over.registered} onClose={close} />}
      {over?.what === 'look' && <ProgramPanel program={over.program} onClose={close} />}
    </Page>
  )
}

function State({ program: p }: { program: Program }) {
  if (p.revokedAt) return <span class="state state-o"><Icon name="door" size="s" />{t('program.gone')}</span>
  if (p.signIns) return <span class="state state-k"><Icon name="check" size="s" />{plural('program.inUse', p.signIns)}</span>
  return <span class="state state-o"><Icon name="moon" size="s" />{t('program.quiet')}</span>
}
