// Empties dist but for its placeholder, which git keeps so that Go can embed the folder.
import { readdirSync, rmSync } from 'node:fs'

const dist = new URL('../dist/', import.meta.url)
for (const name of readdirSync(dist)) if (name !== '.gitkeep') rmSync(new URL(name, dist), { recursive: true })
