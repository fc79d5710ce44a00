// A scanner types its keys faster than this one after the other.
const BURST_MS = 60

let now = 0
let before = -BURST_MS
document.addEventListener('keydown', (e) => {
  if (e.key.length === 1 || e.key === 'Enter') [before, now] = [now, e.timeStamp] // Shift comes with the letter it is for
}, true)

/** For a key that decides something: what comes in the midst of a scanned card does not count. */
export function alone(run: () => void): () => void {
  return () => { if (now - before >= BURST_MS) run() }
}

/** The same for Enter, which presses the button or follows the link that has the focus, as it would without us. */
export function aloneOnPage(run: () => void): () => void {
  return alone(() => {
    const on = document.activeElement
    if (on instanceof HTMLElement && on.matches('a[href], button, input, summary')) on.click()
    else run()
  })
}
