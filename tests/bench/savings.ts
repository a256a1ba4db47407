/**
 * How long the search for savings takes over a month of a million events, and how much memory it adds. The events are
 * the case files, taken in as apps post them and then repeated by SQL under new ids, times, prompts and users.
 */
import { parseArgs } from 'node:util'
import { connectApplication } from '#server/application.ts'
import { parseConfig } from '#server/config.ts'
import { openClient } from '#server/db/client.ts'
import { startEmbedded } from '#server/db/embedded.ts'
import { createLog } from '#server/log.ts'
import { findOpportunities } from '#server/savings/find-opportunities.ts'
import { SavingsSettings } from '#shared/api/savings-settings.ts'
import { toCatalogue } from '../../scripts/savings/case-catalogue.ts'
import { openCaseFolder } from '../../scripts/savings/case-folder.ts'
import { takeEvents } from '../../scripts/savings/take-events.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const { values } = parseArgs({ options: { events: { type: 'string', default: '1000000' } } })
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
  let pages = 0
  const started = process.hrtime.bigint()
  const { findings } = await findOpportunities(ctx, {
    projectId,
    settings: SavingsSettings.parse({ qualityMargin: 0.05 }),
    onProgress: ({ read }) => {
      most = Math.max(most, process.memoryUsage().rss)
      pages += 1
      if (pages % 20 === 0) console.error(`read ${read}`)
    },
  })
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  most = Math.max(most, process.memoryUsage().rss)
  console.log(`savings.events ${count}`)
  console.log(`savings.findings ${findings.length}`)
  console.log(`savings.seconds ${seconds.toFixed(1)}`)
  console.log(`savings.memory_mb ${((most - before) / 1e6).toFixed(0)}`)
  console.log(`savings.bytes_per_event ${((most - before) / count).toFixed(0)}`)
  console.log(`bar: at most ${SECONDS} s: ${seconds <= SECONDS ? 'reached' : 'NOT REACHED'}`)
} finally {
  await application.close()
  await embedded.stop()
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
  }
  const names = columns.map(({ name }) => name as string)
  await session.unsafe(`insert into usage_events (${names.join(', ')})
    select ${names.map((name) => changed[name] ?? `e.${name}`).join(', ')}
    from bench_templates e, generate_series(1, ${copies}) as n`)
  await session`drop table bench_templates`
  await session`analyze usage_events`
  await session.end()
}
