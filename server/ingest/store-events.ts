import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import { unnestRows } from '#server/db/unnest-rows.ts'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import type { ReadySums } from '#server/rollups/add-up-events.ts'
import { budgetSums, COUNT_BUDGETS } from '#server/rollups/budget-sums.ts'
import { sumsOf, ZONES } from '#server/rollups/sums-of-events.ts'
import { upsertRollups } from '#server/rollups/upsert-rollups.ts'
import type { RollupZone } from '#server/rollups/zone-day.ts'
import { countEvents } from './count-events.ts'
import { EVENT_COLUMNS, type EventRow, type PendingEvent } from './to-row.ts'

const columns = sql.raw(Object.keys(EVENT_COLUMNS).join(', '))
const MAX_TRIES = 5

/**
 * Stores the events with their rollups and what budgets count of them in one statement, so that they are there
 * together or not at all. Returns for each event whether it was new. Rollups count only the rows really inserted: a retry adds nothing.
 */
export async function storeEvents(
  ctx: AppContext,
  projectId: number,
  events: readonly PendingEvent[],
): Promise<boolean[]> {
  const rows = events.map(({ row }) => row)
  for (let tries = 1; ; tries++) {
    const zone = await loadActiveZone(ctx)
    const statement = zone
      ? quickStatement(projectId, rows, zone, await countEvents(ctx, projectId, zone, events))
      : plainStatement(projectId, rows)
    try {
      const [result] = await ctx.preparedDb.execute<Stored>(statement)
      ctx.touched.add(result!.touched ?? [])
      return markStored(rows, result!)
    } catch (error) {
      if (classifyDatabaseError(error) !== 'retry' || tries === MAX_TRIES) throw error
    }
  }
}

type Stored = { stored: number; keys: [string, string][] | null; touched: number[] | null }

/** Adds up in SQL what was really inserted. */
function plainStatement(projectId: number, rows: readonly EventRow[]): SQL {
  return sql`
    with ${insertEvents(projectId, rows)}, ${ZONES},
    sums as materialized (${sumsOf(sql.raw('stored'))}), ${upsertRollups()}, ${COUNTED_BUDGETS}
    ${outcome(rows)}`
}

/**
 * Takes the sums that were added up before it, if every row was new and the days are those of the active zone; both
 * are nearly always so. Else it adds up as the plain one does.
 */
function quickStatement(
  projectId: number,
  rows: readonly EventRow[],
  zone: RollupZone,
  ready: ReadySums,
): SQL {
  return sql`
    with ${insertEvents(projectId, rows)}, ${ZONES},
    gate as materialized (
      select (select count(*) from stored) = ${rows.length}::int
        and (select array_agg(id order by id) from zones) = array[${zone.id}::smallint]
        and (select built_bucket is null from rollup_zones where id = ${zone.id}::smallint) as is_ready
    ), sums as materialized (${sumsOf(sql`(select * from stored where not (select is_ready from gate)) as own`)}),
    ${upsertRollups(ready)}, ${COUNTED_BUDGETS}
    ${outcome(rows)}`
}

const insertEvents = (projectId: number, rows: readonly EventRow[]) => sql`
  stored as (
    insert into usage_events (project_id, ${columns})
    select ${projectId}::int, ${columns} from ${unnestRows(EVENT_COLUMNS, rows)} as e
    order by id, occurred_at
    on conflict do nothing
    returning project_id, id, occurred_at, series_id, user_id, cost_status, cost_pico_usd, failed, latency_ms,
      input_tokens, cache_read_tokens, cache_write_tokens, output_tokens
  )`

const COUNTED_BUDGETS = sql`${budgetSums(sql`(select *, 1 as sign from stored)`)}, ${COUNT_BUDGETS}`

/** The keys are the same text as in the rows: microseconds, UTC. */
const outcome = (rows: readonly EventRow[]) => sql`
  select count(*)::int as stored,
    case when count(*) < ${rows.length}::int then json_agg(json_build_array(id,
      to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) end as keys,
    (select json_agg(distinct period_id) from budget_sums) as touched
  from stored`

function markStored(rows: readonly EventRow[], result: Stored): boolean[] {
  if (result.stored === rows.length) return rows.map(() => true)
  // Posts that share a statement may hold the same event: the first row of a key is the one stored.
  const keys = new Set((result.keys ?? []).map(([id, at]) => `${id} ${at}`))
  return rows.map((row) => keys.delete(`${row.id} ${row.occurred_at}`))
}
