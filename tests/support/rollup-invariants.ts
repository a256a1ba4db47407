import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { AppContext } from '#server/context.ts'

/** Every rollup adds up to the events, to the pico-dollar. */
export async function expectRollupsEqualEvents(ctx: AppContext, projectId: string): Promise<void> {
  const sums = (requests: string) =>
    sql.raw(`${requests} as requests, coalesce(sum(cost_pico_usd), 0)::text as cost,
      coalesce(sum(input_tokens), 0)::text as input, coalesce(sum(output_tokens), 0)::text as output`)
  const project = Number(projectId)
  const [events] = await ctx.db.execute(
    sql`select ${sums('count(*)::text')} from usage_events where project_id = ${project}`,
  )
  const [series] = await ctx.db.execute(sql`
    select ${sums('coalesce(sum(requests), 0)::text')} from series_rollups r
    join series s on s.id = r.series_id where s.project_id = ${project}`)
  const labels = await ctx.db.execute(sql`
    select l.name, ${sums('coalesce(sum(requests), 0)::text')} from label_rollups r
    join labels l on l.id = r.label_id where l.project_id = ${project} group by l.name`)
  expect(series).toEqual(events)
  for (const { name, ...sumsOfLabel } of labels) expect({ name, ...sumsOfLabel }).toEqual({ name, ...events })
}
