import type { EventMaker } from '../support/event-maker.ts'
import { measureCpu } from '../support/measure-cpu.ts'
import { postAll } from '../support/post-all.ts'
import { quantile } from '../support/quantile.ts'
import type { Samples } from '../support/samples.ts'
import { makeBodies } from './bodies.ts'
import type { Stage } from './stage.ts'

const CONNECTIONS = 128

/** One round: events one by one, to the server and to the one whose database is stubbed. Returns events stored. */
export async function measureSingles(
  { server, noop, database }: Stage,
  maker: EventMaker,
  { posts, samples }: { posts: number; samples: Samples },
): Promise<number> {
  const toServer = makeBodies(maker, posts, 1)
  const pids = { server: server.pid, postgres: database.pid }
  const { result: real, cpu } = await measureCpu(pids, () => postAll(server, toServer.posts, CONNECTIONS))
  if (real.accepted !== posts) throw new Error(`${real.accepted} of ${posts} events were accepted`)
  const toNoop = makeBodies(maker, posts, 1)
  const noopPids = { server: noop.pid, postgres: database.pid }
  const { result: stubbed, cpu: noopCpu } = await measureCpu(noopPids, () =>
    postAll(noop, toNoop.posts, CONNECTIONS),
  )

  const perEvent = (seconds: number | undefined) => seconds && (seconds * 1e6) / posts
  samples.add({
    'single128.events_per_s': posts / real.seconds,
    'single128.ratio_to_noop': stubbed.seconds / real.seconds,
    'single128.p50_ms': quantile(real.latenciesMs, 0.5),
    'single128.p99_ms': quantile(real.latenciesMs, 0.99),
    'noop.events_per_s': posts / stubbed.seconds,
    'noop.p99_ms': quantile(stubbed.latenciesMs, 0.99),
    'single128.server_cpu_us_per_event': perEvent(cpu.server),
    'single128.postgres_cpu_us_per_event': perEvent(cpu.postgres),
    'single128.bench_cpu_us_per_event': perEvent(cpu.bench),
    'noop.server_cpu_us_per_event': perEvent(noopCpu.server),
  })
  return posts
}
