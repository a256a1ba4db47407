import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { SimulatedQuality } from '#shared/api/simulations.ts'
import { lowerBound } from '../evidence/lower-bound.ts'
import type { ScoreSums } from '../evidence/score-sums.ts'
import { inScope, type ScopeOfEvents } from './read-scope-events.ts'

/** Fewer scores say nothing. */
const LEAST = 30
const MOST_TASKS = 20

/**
 * Scores of the requests in scope, and of what the other model answered of the same work in the same time, task by task:
 * over several at once an easier mix would pass for a better model. Empty where one side has no scores.
 */
export async function compareQuality(
  ctx: AppContext,
  of: ScopeOfEvents,
  model: { provider: string; model: string } | undefined,
): Promise<SimulatedQuality[]> {
  if (!model) return []
  const { feature, task, environment } = of.scope
  const there = { feature, task, environment, provider: [model.provider], model: [model.model] }
  const [now, then] = await Promise.all([readScores(ctx, of), readScores(ctx, { ...of, scope: there })])
  return now.flatMap((current) => {
    const target = then.find((each) => each.task === current.task)
    if (!target) return []
    return [
      {
        task: current.task,
        current: { scored: current.n, mean: current.mean },
        target: { scored: target.n, mean: target.mean },
        lowerBound: lowerBound(target, current).bound,
      },
    ]
  })
}

async function readScores(ctx: AppContext, of: ScopeOfEvents): Promise<(ScoreSums & { task: string })[]> {
  const rows = await ctx.db.execute<Omit<ScoreSums, 'designEffect'> & { task: string }>(sql`
    select s.task, count(*)::int as n, avg(e.quality)::float8 as mean,
      coalesce(var_samp(e.quality), 0)::float8 as variance, bool_and(e.quality in (0, 1)) as "isBinary"
    from usage_events e join series s on s.id = e.series_id
    where ${inScope(of)} and e.quality is not null
    group by s.task having count(*) >= ${LEAST}::int order by n desc, s.task limit ${MOST_TASKS}::int`)
  return rows.map((row) => ({ ...row, designEffect: 1 }))
}
