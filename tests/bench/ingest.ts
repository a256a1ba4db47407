import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkCounts } from './ingest/check-counts.ts'
import { makeCopyTarget } from './ingest/copy-rows.ts'
import { measureBatches } from './ingest/measure-batches.ts'
import { measureSingles } from './ingest/measure-singles.ts'
import { type Stage, setStage } from './ingest/stage.ts'
import { warmUp } from './ingest/warm-up.ts'
import { formatBars } from './support/bars.ts'
import { describeMachine } from './support/describe-machine.ts'
import { createEventMaker } from './support/event-maker.ts'
import { createSamples, type Samples } from './support/samples.ts'
import { summariseProfiles } from './support/summarise-profiles.ts'
import { tableBytes } from './support/table-bytes.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    /** `batch500` or `single128`: leaves the other out. */
    only: { type: 'string' },
    /** A folder for CPU profiles of the server; the largest self times are printed. */
    profile: { type: 'string' },
  },
})
const rounds = Number(options.rounds ?? (options.quick ? 2 : 5))
const sizes = options.quick ? { batches: 30, singles: 5_000 } : { batches: 120, singles: 20_000 }

const BARS = [
  { name: 'batch500.ratio_to_copy', atLeast: 0.4 },
  { name: 'single128.ratio_to_noop', atLeast: 0.75 },
  { name: 'single128.p99_ms', atMost: 50 },
  { name: 'replay.ratio_to_fresh', atLeast: 0.5 },
]

console.log(describeMachine())
const samples = createSamples()
if (options.profile) mkdirSync(options.profile, { recursive: true })
const stage = await setStage(options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [])
try {
  await run(stage, samples)
} catch (error) {
  for (const server of [stage.server, stage.noop]) console.error(server.output())
  throw error
} finally {
  await stage.stop()
}
for (const line of samples.lines()) console.log(line)
console.log(`\n${formatBars(samples, BARS)}`)
if (options.profile) console.log(`\n${summariseProfiles(options.profile)}`)

async function run(stage: Stage, samples: Samples): Promise<void> {
  const maker = createEventMaker('bench')
  const warm = await warmUp(stage, maker)
  const { connections } = warm
  let { events } = warm
  await makeCopyTarget(stage.database.sql)
  for (let round = 1; round <= rounds; round++) {
    if (options.only !== 'single128')
      events += await measureBatches(stage, maker, { posts: sizes.batches, connections, samples })
    if (options.only !== 'batch500')
      events += await measureSingles(stage, maker, { posts: sizes.singles, samples })
  }
  await checkCounts(stage, events)
  const { sql } = stage.database
  samples.add({
    'batch500.connections': connections,
    bytes_per_event: (await tableBytes(sql, 'usage\\_events%')) / events,
    rollup_bytes_per_event: (await tableBytes(sql, '%rollups%')) / events,
    events_stored: events,
  })
}
