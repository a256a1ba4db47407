import type { EventMaker } from '../support/event-maker.ts'
import { measureCpu } from '../support/measure-cpu.ts'
import { postAll } from '../support/post-all.ts'
import { quantile } from '../support/quantile.ts'
import type { Samples } from '../support/samples.ts'
import { makeBodies } from './bodies.ts'
import { copyRows, dumpRows } from './copy-rows.ts'
import type { Stage } from './stage.ts'

export const BATCH = 500

/** One round: new batches over HTTP, COPY of the rows that they became, then the same batches again. Returns events stored. */
export async function measureBatches(
  stage: Stage,
  maker: EventMaker,
  { posts, connections, samples }: { posts: number; connections: number; samples: Samples },
): Promise<number> {
  const { server, database } = stage
  const bodies = makeBodies(maker, posts, BATCH)
  const events = posts * BATCH
  const pids = { server: server.pid, postgres: database.pid }
  const { result: fresh, cpu } = await measureCpu(pids, () => postAll(server, bodies.posts, connections))
  if (fresh.accepted !== events) throw new Error(`${fresh.accepted} of ${events} events were accepted`)

  const rows = await dumpRows(database.sql, bodies.firstId, bodies.lastId)
  if (rows.length !== events) throw new Error(`${rows.length} rows instead of ${events} were stored`)
  const { result: copySeconds, cpu: copyCpu } = await measureCpu(pids, () =>
    copyRows(database.sql, rows, rows.length),
  )
  const copyBatchesSeconds = await copyRows(database.sql, rows, BATCH)

  const replay = await postAll(server, bodies.posts, connections)
  if (replay.duplicates !== events)
    throw new Error(`${replay.duplicates} of ${events} repeats were recognised`)

  const perEvent = (seconds: number | undefined) => seconds && (seconds * 1e6) / events
  samples.add({
    'batch500.events_per_s': events / fresh.seconds,
    'batch500.ratio_to_copy': copySeconds / fresh.seconds,
    'batch500.ratio_to_copy_in_batches': copyBatchesSeconds / fresh.seconds,
    'batch500.p50_ms': quantile(fresh.latenciesMs, 0.5),
    'batch500.p99_ms': quantile(fresh.latenciesMs, 0.99),
    'copy.rows_per_s': events / copySeconds,
    'copy_in_batches.rows_per_s': events / copyBatchesSeconds,
    'replay.events_per_s': events / replay.seconds,
    'replay.ratio_to_fresh': fresh.seconds / replay.seconds,
    'replay.p99_ms': quantile(replay.latenciesMs, 0.99),
    'server.cpu_us_per_event': perEvent(cpu.server),
    'postgres.cpu_us_per_event': perEvent(cpu.postgres),
    'bench.cpu_us_per_event': perEvent(cpu.bench),
    'copy.postgres_cpu_us_per_row': perEvent(copyCpu.postgres),
  })
  return events
}
