import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { CostStatus } from '#shared/api/cost-status.ts'
import type { CostLine } from '#shared/api/events.ts'

export interface StoredEvent {
  contentHash: string
  costStatus: CostStatus
  costPicoUsd: string | null
  lines: CostLine[] | null
}

interface Key {
  id: string
  occurred_at: string
}

/**
 * The events already stored under these keys, in their order; undefined where there is none. `offset 0` has each looked
 * up by its key, whatever Postgres makes of the size of the table: by time alone it takes twice as long.
 */
export async function findStoredEvents(
  ctx: AppContext,
  projectId: number,
  keys: Key[],
): Promise<(StoredEvent | undefined)[]> {
  const wanted = keys.map(({ id, occurred_at }, ordinal) => ({ ordinal, id, occurred_at }))
  const rows = await ctx.db.execute<StoredEvent & { ordinal: number } & Record<string, unknown>>(sql`
    select k.ordinal, e.content_hash::text as "contentHash", e.cost_status as "costStatus",
      e.cost_pico_usd::text as "costPicoUsd", e.lines
    from json_to_recordset(${JSON.stringify(wanted)}::text::json) as k(ordinal int, id text, occurred_at timestamptz)
    cross join lateral (select * from usage_events
      where project_id = ${projectId} and id = k.id and occurred_at = k.occurred_at offset 0) as e`)
  const byOrdinal = new Map<number, StoredEvent>(rows.map((row) => [row.ordinal, row]))
  return keys.map((_, ordinal) => byOrdinal.get(ordinal))
}
