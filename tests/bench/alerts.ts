/**
 * How long it takes from the commit of a crossing, which is when its post is answered, to the first attempt to tell of
 * it: some hundred of them, one by one, while other events come in.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connectApplication } from '#server/application.ts'
import { createBudget } from '#server/budgets/create-budget.ts'
import { createChannel } from '#server/channels/create-channel.ts'
import { parseConfig } from '#server/config.ts'
import { createLog } from '#server/log.ts'
import { CreateBudget } from '#shared/api/budgets.ts'
import { type BenchReceiver, startReceiver } from './alerts/start-receiver.ts'
import { formatBars } from './support/bars.ts'
import { describeMachine } from './support/describe-machine.ts'
import { createEventMaker } from './support/event-maker.ts'
import { postAll, type Target } from './support/post-all.ts'
import { quantile } from './support/quantile.ts'
import { createSamples } from './support/samples.ts'
import { startDatabase } from './support/start-database.ts'
import { startServer } from './support/start-server.ts'

const { values: options } = parseArgs({
  options: { crossings: { type: 'string', default: '300' }, rate: { type: 'string', default: '500' } },
})
const crossings = Number(options.crossings)
/** Events a second beside the crossings, ten a post. */
const rate = Number(options.rate)

const BARS = [
  { name: 'commit_to_attempt.p50_ms', atMost: 2_000 },
  { name: 'commit_to_attempt.p99_ms', atMost: 10_000 },
]
const [BETWEEN_MS, PATIENCE_MS, EVENTS_A_POST] = [100, 30_000, 10]
const ENVIRONMENT = {
  SECRET_KEY: 'a secret of the bench, longer than 32 characters',
  ALLOWED_PRIVATE_CIDRS: '127.0.0.0/8',
  LOG_LEVEL: 'warn',
}

console.log(describeMachine())
const samples = createSamples()
const receiver = await startReceiver(/crossing-\d+/g)
const database = await startDatabase()
const server = await startServer({ SPENDSCOPE_DATA: database.dataFolder, ...ENVIRONMENT })
try {
  await makeBudget(database.urlOf('postgres'), receiver.url)
  await measure(server, receiver)
} catch (error) {
  console.error(server.output())
  throw error
} finally {
  await server.stop()
  await database.stop()
  await receiver.stop()
}
for (const line of samples.lines()) console.log(line)
console.log(`\n${formatBars(samples, BARS)}`)

/** A dollar a day for each user, told to the receiver: whoever comes first with more has crossed. */
async function makeBudget(databaseUrl: string, url: string): Promise<void> {
  const config = parseConfig({ ...ENVIRONMENT, DATABASE_URL: databaseUrl })
  const log = createLog('warn')
  const application = await connectApplication({ config, log, address: { url: databaseUrl } })
  try {
    const channel = { kind: 'webhook', name: 'bench', isDefault: true, url } as const
    await createChannel(application.ctx, channel, 'bench')
    const budget = { name: 'bench', groupBy: 'user', amountUsd: '1', thresholds: [100] }
    await createBudget(application.ctx, CreateBudget.parse(budget), 'bench')
  } finally {
    await application.close()
  }
}

async function measure(target: Target, { toldAt }: BenchReceiver): Promise<void> {
  const maker = createEventMaker('alerts')
  const others = new AbortController()
  const load = keepPosting(target, maker, others.signal)
  const committedAt = new Map<string, number>()
  for (let i = 0; i < crossings; i++) {
    const name = `crossing-${i}`
    // Without a usage the told cost is the one that counts.
    const event = { ...maker.next(new Date()), usage: undefined, userId: name, costUsd: '2' }
    await postAll(target, [Buffer.from(JSON.stringify(event))], 1)
    committedAt.set(name, performance.now())
    await sleep(BETWEEN_MS)
  }
  const giveUpAt = performance.now() + PATIENCE_MS
  while (toldAt.size < crossings && performance.now() < giveUpAt) await sleep(50)
  others.abort()
  const posted = await load
  const times = [...committedAt].flatMap(([name, at]) => {
    const told = toldAt.get(name)
    // Told of before its post was answered: the answer came later than the decision.
    return told === undefined ? [] : [Math.max(0, told - at)]
  })
  if (times.length < crossings) throw new Error(`${crossings - times.length} crossings were never told`)
  samples.add({
    crossings,
    'commit_to_attempt.p50_ms': quantile(times, 0.5),
    'commit_to_attempt.p95_ms': quantile(times, 0.95),
    'commit_to_attempt.p99_ms': quantile(times, 0.99),
    'load.events_per_s': posted.events / posted.seconds,
  })
}

/** As many events a second as wanted, or as many as the server takes. */
async function keepPosting(
  target: Target,
  maker: ReturnType<typeof createEventMaker>,
  signal: AbortSignal,
): Promise<{ events: number; seconds: number }> {
  const start = performance.now()
  let events = 0
  while (!signal.aborted) {
    const due = start + ((events + rate / 10) / rate) * 1_000
    const bodies = Array.from({ length: Math.ceil(rate / 10 / EVENTS_A_POST) }, () =>
      Buffer.from(
        JSON.stringify({ events: Array.from({ length: EVENTS_A_POST }, () => maker.next(new Date())) }),
      ),
    )
    events += (await postAll(target, bodies, 4)).accepted
    await sleep(Math.max(0, due - performance.now()))
  }
  return { events, seconds: (performance.now() - start) / 1_000 }
}
