import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { MeasuredLatency, Simulation } from '#shared/api/simulations.ts'
import { inScope, type ScopeOfEvents } from './read-scope-events.ts'

/** Fewer say nothing about a percentile. */
const LEAST = 30

/** How long the answers in scope took, and those of the other model in the same project and time; null without both. */
export async function compareLatency(
  ctx: AppContext,
  of: ScopeOfEvents,
  model: { provider: string; model: string } | undefined,
): Promise<Simulation['latency']> {
  if (!model) return null
  const { feature, task, environment } = of.scope
  const sameWork = { ...of, scope: { feature, task, environment, ...toLists(model) } }
  const [current, target] = await Promise.all([measure(ctx, of), measure(ctx, sameWork)])
  const seen = target ?? (await measure(ctx, { ...of, scope: toLists(model) }))
  return current && seen && { current, target: seen }
}

const toLists = ({ provider, model }: { provider: string; model: string }) => ({
  provider: [provider],
  model: [model],
})

async function measure(ctx: AppContext, of: ScopeOfEvents): Promise<MeasuredLatency | null> {
  const [row] = await ctx.db.execute<{ requests: number; p50: number | null; p95: number | null }>(sql`
    select count(*)::int as requests, percentile_disc(0.5) within group (order by e.latency_ms) as p50,
      percentile_disc(0.95) within group (order by e.latency_ms) as p95
    from usage_events e join series s on s.id = e.series_id
    where ${inScope(of)} and e.latency_ms is not null and not e.failed`)
  const { requests, p50, p95 } = row!
  return requests < LEAST ? null : { requests, p50Ms: p50!, p95Ms: p95! }
}
