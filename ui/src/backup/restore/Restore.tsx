import '../../manager/manager.css'
import '../../setup/setup.css'
import '../backup.css'
import './restore.css'
import { useState } from 'preact/hooks'
import { CopyStep } from './CopyStep'
import type { Copy, Key, Opened, Restored } from './desk'
import { DoneStep } from './DoneStep'
import { KeyStep } from './KeyStep'
import { PutStep } from './PutStep'
import { RunStep } from './RunStep'

interface Chosen { copy: Copy; key: Key; opened: Opened }
interface Going { id: string; chosen: Chosen; acceptLoss: boolean; anyway: boolean; autoUnlock: boolean }

/**
 * A box becomes the clinic of a backup, one question a page: which, what opens it, is it the right one, and then what
 * came back. Nothing is changed before the last of them.
 */
export default function Restore({ onBack, onDone }: { onBack: () => void; onDone: () => void }) {
  const [copy, setCopy] = useState<Copy | undefined>()
  const [chosen, setChosen] = useState<Chosen | undefined>()
  const [going, setGoing] = useState<Going | undefined>()
  const [result, setResult] = useState<Restored | undefined>()

  if (result) return <DoneStep result={result} onDone={onDone} />
  if (going) {
    const again = () => setGoing(undefined)
    return <RunStep {...going} onDone={setResult} onBack={again} onAnother={() => { again(); setChosen(undefined); setCopy(undefined) }} />
  }
  if (chosen) {
    return <PutStep opened={chosen.opened} onBack={() => setChosen(undefined)} onGo={(choice) => setGoing({ chosen, ...choice })} />
  }
  if (copy) return <KeyStep copy={copy} onBack={() => setCopy(undefined)} onOpened={(key, opened) => setChosen({ copy, key, opened })} />
  return <CopyStep onBack={onBack} onChosen={setCopy} />
}
