import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { FoundSegment } from './find-segments.ts'

/** Puts the segments of a project in the place of those that were stored before, in one statement. */
export async function storeSegments(
  ctx: AppContext,
  projectId: number,
  found: readonly FoundSegment[],
): Promise<void> {
  const rows = found.map(({ labels, summary, costPicoUsd, firstSeen, lastSeen }) => ({
    ...labels,
    key: createHash('sha256')
      .update(JSON.stringify(Object.values(labels)))
      .digest('hex')
      .slice(0, 16),
    summary,
    cost: costPicoUsd.toString(),
    first: new Date(firstSeen).toISOString(),
    last: new Date(lastSeen).toISOString(),
  }))
  await ctx.db.execute(sql`
    with found as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as f(
        key text, feature text, task text, environment text, operation text, provider text, model text,
        "serviceTier" text, region text, cost numeric, summary jsonb, first timestamptz, last timestamptz)
    ), gone as (
      delete from segments where project_id = ${projectId}::int and key not in (select key from found)
    )
    insert into segments (project_id, key, feature, task, environment, operation, provider, model, service_tier, region,
      cost_pico_usd, summary, first_seen_at, last_seen_at, as_of)
    select ${projectId}::int, key, feature, task, environment, operation, provider, model, "serviceTier", region,
      cost, summary, first, last, ${ctx.clock().toISOString()}::timestamptz
    from found
    on conflict (project_id, key) do update set cost_pico_usd = excluded.cost_pico_usd, summary = excluded.summary,
      first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, as_of = excluded.as_of`)
}
