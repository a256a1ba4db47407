/**
 * How long the search for savings takes over a month of a million events, how much memory it adds, and how long a post
 * of events waits meanwhile. The events are the case files, taken in as apps post them and then repeated by SQL under
 * new ids, times, prompts and users; with `--one-segment` all of them are of one feature and model.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connectApplication } from '#server/application.ts'
import { parseConfig } from '#server/config.ts'
import { openClient } from '#server/db/client.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { createLog } from '#server/log.ts'
import { findOpportunities } from '#server/savings/find-opportunities.ts'
import { SavingsSettings } from '#shared/api/savings-settings.ts'
import { toCatalogue } from '../../scripts/savings/case-catalogue.ts'
import { openCaseFolder } from '../../scripts/savings/case-folder.ts'
import { takeEvents } from '../../scripts/savings/take-events.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    'one-segment': { type: 'boolean', default: false },
  },
})
const count = Number(values.events)
const SECONDS = 30

const { catalog, truth, workspaces } = openCaseFolder('tests/fixtures/savings/cases')
const dataFolder = makeTempFolder()
const log = createLog('error')
const embedded = await startEmbedded(dataFolder, log)
const config = { ...parseConfig({}), dataFolder }
const application = await connectApplication({ config, log, address: embedded.address })
const now = new Date(truth!.asOf)
const ctx = { ...application.ctx, catalogue: toCatalogue(catalog), clock: () => now }

try {
  const projectId = await takeEvents(
    ctx,
    'bench',
    workspaces.map(({ path }) => path),
  )
  await repeatEvents()
  const before = process.memoryUsage().rss
  let most = before
  const watchMemory = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  let pages = 0
  const blocked = monitorEventLoopDelay({ resolution: 5 })
  blocked.enable()
  const searching = new AbortController()
  const posts = post(projectId, searching.signal)
  const [started, cpu] = [process.hrtime.bigint(), process.cpuUsage()]
  const { findings, segments } = await findOpportunities(ctx, {
    projectId,
    settings: SavingsSettings.parse({ qualityMargin: 0.05 }),
    onProgress: ({ read }) => {
      pages += 1
      if (pages % 10 === 0) console.error(`read ${read}`)
    },
  })
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  const { user, system } = process.cpuUsage(cpu)
  searching.abort()
  blocked.disable()
  clearInterval(watchMemory)
  const waits = (await posts).sort((a, b) => a - b)
  console.log(`savings.events ${count}`)
  console.log(`savings.findings ${findings.length}`)
  console.log(`savings.segments ${segments.length}`)
  console.log(`savings.seconds ${seconds.toFixed(1)}`)
  console.log(`savings.cpu_seconds ${((user + system) / 1e6).toFixed(1)}`)
  console.log(`savings.memory_mb ${((most - before) / 1e6).toFixed(0)}`)
  console.log(`savings.bytes_per_event ${((most - before) / count).toFixed(0)}`)
  console.log(`savings.blocked_ms_p99 ${(blocked.percentile(99) / 1e6).toFixed(0)}`)
  console.log(`savings.blocked_ms_most ${(blocked.max / 1e6).toFixed(0)}`)
  console.log(
    `savings.post_ms_p50 ${waits[Math.floor(waits.length / 2)]!.toFixed(0)} of ${waits.length} posts`,
  )
  console.log(`savings.post_ms_p99 ${waits[Math.floor(waits.length * 0.99)]!.toFixed(0)}`)
  console.log(`bar: at most ${SECONDS} s: ${seconds <= SECONDS ? 'reached' : 'NOT REACHED'}`)
} finally {
  await application.close()
  await embedded.stop()
}

/** One event every 50 ms, as an app would; milliseconds from the post to its commit. */
async function post(projectId: number, until: AbortSignal): Promise<number[]> {
  const waits: number[] = []
  const usage = { prompt_tokens: 10, completion_tokens: 10 }
  while (!until.aborted || waits.length === 0) {
    const started = performance.now()
    const value = { provider: 'openai', model: 'gpt-4o', feature: 'live', usage }
    const { rejected } = await ingestEvents(ctx, projectId, [{ pointer: '', value }])
    if (rejected[0]) throw new Error(JSON.stringify(rejected[0]))
    waits.push(performance.now() - started)
    await sleep(50)
  }
  return waits
}

/** Each copy a little later than its original, so that the shape of the days stays as it is. */
async function repeatEvents(): Promise<void> {
  const session = openClient(embedded.address, { max: 1 })
  await session`create unlogged table bench_templates as select * from usage_events`
  const [row] = await session`select count(*)::int as n from bench_templates`
  const copies = Math.ceil(count / (row!.n as number)) - 1
  const columns = await session`
    select attname as name from pg_attribute
    where attrelid = 'usage_events'::regclass and attnum > 0 and not attisdropped`
  const changed: Record<string, string> = {
    id: `id || '-' || n`,
    occurred_at: `occurred_at + n * interval '70 milliseconds'`,
    prompt_hash: 'prompt_hash || n',
    ...(values['one-segment'] && {
      series_id: '(select min(series_id) from bench_templates)',
      tags: 'null',
      quality: '1',
    }),
  }
  const names = columns.map(({ name }) => name as string)
  await session.unsafe(`insert into usage_events (${names.join(', ')})
    select ${names.map((name) => changed[name] ?? `e.${name}`).join(', ')}
    from bench_templates e, generate_series(1, ${copies}) as n`)
  await session`drop table bench_templates`
  await session`analyze usage_events`
  await session.end()
}
