import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

/** Fewer are searched in less time than anybody notices. */
const LARGE = 20_000

/** Whether a project has so many events in 30 days that a search of them would keep others waiting. */
export async function isLarge(ctx: AppContext, projectId: number): Promise<boolean> {
  const [row] = await ctx.db.execute<{ large: boolean }>(sql`
    select count(*) > ${LARGE}::int as large from (
      select from usage_events where project_id = ${projectId}::int
        and occurred_at >= ${ctx.clock().toISOString()}::timestamptz - interval '30 days' limit ${LARGE + 1}::int
    ) as counted`)
  return row!.large
}
