import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { createRandom } from '#server/demo/random.ts'
import { CANDIDATE_CASES } from './savings/workspaces/candidate-cases.ts'
import { MODEL_CASES } from './savings/workspaces/model-cases.ts'
import { PILOT_CASES } from './savings/workspaces/pilot-cases.ts'
import { TRANSPORT_CASES } from './savings/workspaces/transport-cases.ts'
import { WASTE_CASES } from './savings/workspaces/waste-cases.ts'

const FOLDER = new URL('../tests/fixtures/savings/', import.meta.url)
const CASES = new URL('cases/', FOLDER)
const MADE = new URL('made/', FOLDER)

const ALL = [...PILOT_CASES, ...MODEL_CASES, ...CANDIDATE_CASES, ...WASTE_CASES, ...TRANSPORT_CASES].sort(
  (a, b) => a.id.localeCompare(b.id),
)

mkdirSync(MADE, { recursive: true })
const catalog = readFileSync(new URL('catalog.json', CASES), 'utf8')
// No model of the cases has a surcharge for a place or a flex tier; these have them in the world.
const withMore = catalog
  .replace('"model":"claude-sonnet-4-6",', '$&"regionFactors":{"us":"1.1"},')
  .replace('"model":"gpt-5.4",', '$&"flexFactor":"0.5",')
writeFileSync(new URL('catalog.json', MADE), withMore)
for (const { id, events } of ALL) {
  const lines = events(createRandom(id).next).sort((a, b) =>
    String(a.timestamp) < String(b.timestamp) ? -1 : 1,
  )
  const text = lines.map((line) => JSON.stringify(line)).join('\n')
  writeFileSync(new URL(`${id}.ndjson.gz`, MADE), gzipSync(`${text}\n`, { level: 9 }))
}
const scenarios = ALL.map(({ events: _, ...scenario }) => scenario)
writeFileSync(
  new URL('truth.json', MADE),
  `${JSON.stringify({ asOf: '2026-05-31T00:00:00Z', scenarios }, null, 1)}\n`,
)
