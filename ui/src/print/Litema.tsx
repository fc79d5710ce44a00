// The edge of every card: one row of litema, black, bleeding off the paper. It carries nothing.
const STEP = 40
const WIDTH = 856
const starts = Array.from({ length: Math.ceil(WIDTH / STEP) + 1 }, (_, i) => i * STEP - 8)
const outer = starts.map((x) => `M${x} 36l20-32 20 32z`).join('')
const inner = starts.map((x) => `M${x + 12} 34l8-14 8 14z`).join('')

export function Litema() {
  return (
    <svg class="pc-band" viewBox={`0 0 ${WIDTH} 36`} preserveAspectRatio="none" aria-hidden="true">
      <path d={outer} fill="#000" /><path d={inner} fill="#fff" />
    </svg>
  )
}
