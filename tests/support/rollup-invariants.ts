import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { AppContext } from '#server/context.ts'
import { verifyRollups } from '#server/rollups/verify-rollups.ts'

/** Every row of every rollup is what its events add up to, and the project's total is theirs to the pico-dollar. */
export async function expectRollupsEqualEvents(ctx: AppContext, projectId: string): Promise<void> {
  ctx.memory.zone.clear()
  expect((await verifyRollups(ctx, { from: null, to: null })).mismatches).toEqual([])
  const project = Number(projectId)
  const [events] = await ctx.db.execute(sql`
    select count(*)::text as requests, coalesce(sum(cost_pico_usd), 0)::text as cost
    from usage_events where project_id = ${project}`)
  const [sums] = await ctx.db.execute(sql`
    select coalesce(sum(requests), 0)::text as requests, coalesce(sum(cost_pico_usd), 0)::text as cost
    from label_rollups r join labels l on l.id = r.label_id
    where l.project_id = ${project} and l.name = 'project'`)
  expect(sums).toEqual(events)
}
