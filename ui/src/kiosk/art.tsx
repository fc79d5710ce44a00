// Drawn for this: one person, and where it is. Never the only sign, always over the words of the question.
const INK = { fill: 'none', stroke: '#16282C', 'stroke-width': 5, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const
const HAT = 'M130 6c5 26 22 40 48 50-14 6-30 8-48 8s-34-2-48-8c26-10 43-24 48-50Z'
const BOLT = 'm2-18-12 20h10l-4 18 16-24h-11z'
const DROP = 'M0-20c8 12 14 18 14 26a14 14 0 0 1-28 0c0-8 6-14 14-26z'

type Mark = 'pain' | 'blood' | 'spot'
type Spot = readonly [x: number, y: number, mark: Mark]
const HEAD: Spot = [130, 84, 'pain']
const MOUTH: Spot = [130, 98, 'spot']
const THROAT: Spot = [130, 120, 'pain']
const CHEST: Spot = [146, 168, 'pain']
const BELLY: Spot = [130, 212, 'pain']
const ARM: Spot = [66, 184, 'pain']

const ITEMS: Readonly<Record<string, Spot>> = {
  RF01: MOUTH, RF02: HEAD, RF03: HEAD, RF04: CHEST, RF05: [66, 184, 'blood'], RF06: MOUTH, RF07: THROAT, RF08: HEAD, RF09: HEAD, RF10: [130, 212, 'spot'], RF11: ARM, RF12: ARM, RF13: [66, 184, 'spot'], RF14: [146, 168, 'spot'],
  BR03: [130, 98, 'blood'], FV02: HEAD, AB02: [130, 98, 'blood'], HD05: HEAD, IN05: ARM, OT05: HEAD,
}
const GROUPS: Readonly<Record<string, Spot>> = { chest: CHEST, fever: [130, 84, 'spot'], head: HEAD, belly: BELLY, private: BELLY, injury: ARM, 'long-term': [146, 168, 'spot'] }
const CHILD = /^(RF1[5-8]|CD)/

function At({ spot: [x, y, mark] }: { spot: Spot }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r="30" fill="#B3151B" opacity=".16" /><circle r="18" fill="#B3151B" opacity=".28" />
      {mark === 'spot' ? <circle r="8" fill="#B3151B" /> : <path d={mark === 'pain' ? BOLT : DROP} fill="#B3151B" transform={mark === 'blood' ? 'scale(.9)' : undefined} />}
    </g>
  )
}

/** Whom a question is about, and where. */
export function QuestionArt({ id, group }: { id: string; group: string }) {
  if (CHILD.test(id) || group === 'child') return <BabyArt />
  if (group === 'pregnancy' || id === 'pregnancy') return <PregnantArt />
  const spot = ITEMS[id] ?? GROUPS[group]
  return (
    <svg class="ki-art" viewBox="40 -16 180 246" aria-hidden="true">
      <g {...INK}>
        <circle cx="130" cy="0" r="7" fill="#E4DAC3" /><path d={HAT} fill="#E4DAC3" />
        <path d="M102 66c0 26 10 44 28 44s28-18 28-44" fill="#fff" />
        <path d="M114 108v14c-34 6-66 18-74 54l-8 48M146 108v14c34 6 66 18 74 54l8 48M74 172l4 52M186 172l-4 52" />
      </g>
      {spot && <At spot={spot} />}
    </svg>
  )
}

function BabyArt() {
  return (
    <svg class="ki-art" viewBox="20 0 220 200" aria-hidden="true">
      <g {...INK}>
        <circle cx="130" cy="58" r="42" fill="#fff" /><path d="M112 54h.1M148 54h.1M114 74c8 8 24 8 32 0M130 16c8-8 20-4 16 4" />
        <path d="M94 96c-26 12-40 42-34 84h140c6-42-8-72-34-84-22 12-50 12-72 0Z" fill="#E4DAC3" /><path d="M92 132c20 14 56 14 76 0M130 142v38" />
      </g>
    </svg>
  )
}

function PregnantArt() {
  return (
    <svg class="ki-art" viewBox="20 0 220 230" aria-hidden="true">
      <g {...INK}>
        <path d="M106 30c0-18 12-26 26-26s26 10 26 28-10 34-26 34-26-16-26-36Z" fill="#fff" /><path d="M106 34c-6-30 46-44 52-8" />
        <path d="M120 66v14c-26 4-38 18-40 46l-6 98M144 66v14c18 4 26 14 28 34 28 16 38 56 10 84l2 26" /><path d="M104 130c6 24 26 44 58 44" />
      </g>
      <circle cx="166" cy="152" r="26" fill="#0B5A63" opacity=".2" /><circle cx="166" cy="152" r="12" fill="#0B5A63" />
    </svg>
  )
}

/** Somebody walks to a door with a cross. */
export function ToNurse() {
  return (
    <svg class="ki-now-art" viewBox="0 0 520 300" aria-hidden="true">
      <g fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" stroke-linejoin="round">
        <path d="M16 286h488M352 286V46h128v240" /><path d="M416 92v52M390 118h52" stroke-width="14" /><circle cx="462" cy="186" r="4" fill="#fff" />
        <circle cx="116" cy="28" r="7" /><path d="M116 36c4 20 16 30 36 37-10 5-22 6-36 6s-26-1-36-6c20-7 32-17 36-37Z" fill="#fff" /><path d="M96 82c0 20 8 32 20 32s22-12 22-32" />
        <path d="M116 116c-4 26-8 46-10 72l-32 46-20 48M106 188l36 40 8 56M114 132l36 34 36-6M112 132l-34 30-8 38" />
      </g>
      <path d="M212 172h74M258 142l32 30-32 30" fill="none" stroke="#FFD02E" stroke-width="12" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  )
}

/** A card in the corners of a viewfinder. */
export function ShowCard() {
  return (
    <svg class="ki-show" viewBox="0 0 220 150" aria-hidden="true">
      <path d="M4 34V16A12 12 0 0 1 16 4h22M182 4h22a12 12 0 0 1 12 12v18M216 116v18a12 12 0 0 1-12 12h-22M38 146H16a12 12 0 0 1-12-12v-18" fill="none" stroke="#0B5A63" stroke-width="5" stroke-linecap="round" />
      <g transform="rotate(-6 110 78)">
        <rect x="44" y="38" width="132" height="82" rx="8" fill="#fff" stroke="#16282C" stroke-width="3" /><rect x="122" y="62" width="42" height="42" rx="3" fill="none" stroke="#16282C" stroke-width="3" />
        <path d="M129 69h9v9h-9zM148 69h9v9h-9zM129 88h9v9h-9zM147 88h5v4h-5zM153 93h5v5h-5z" fill="#16282C" /><path d="M56 58h40M56 74h54M56 90h32" stroke="#5F7377" stroke-width="5" stroke-linecap="round" />
      </g>
    </svg>
  )
}
