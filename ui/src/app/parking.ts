// What is being written and not yet kept, by whoever is writing it now.
const writing = new Set<() => Promise<void>>()

const LIMIT_MS = 1500

/** Has `save` run before the person leaves their desk. Answers with how to stop that. */
export function beforeLeaving(save: () => Promise<void>): () => void {
  writing.add(save)
  return () => { writing.delete(save) }
}

/** Keeps everything under the name of the one who wrote it, before somebody else sits down. Never waits long: a lock must lock. */
export async function park(): Promise<void> {
  await Promise.race([Promise.all([...writing].map((save) => save())), new Promise((done) => { setTimeout(done, LIMIT_MS) })])
}
