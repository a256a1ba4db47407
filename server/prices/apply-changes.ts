import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { budgetSums, COUNT_BUDGETS } from '#server/rollups/budget-sums.ts'
import { sumsOf, ZONES } from '#server/rollups/sums-of-events.ts'
import { upsertRollups } from '#server/rollups/upsert-rollups.ts'
import { usageTotals } from '#shared/usage/totals.ts'
import type { EventCursor } from './read-stored-events.ts'
import type { Repriced } from './reprice-event.ts'
import { toCostLines } from './to-cost-lines.ts'

/** How long an instance that died keeps others from its run. */
export const LEASE = sql.raw(`interval '60 seconds'`)

const PRICED_COLUMNS = [
  'cost_status',
  'cost_reason',
  'cost_pico_usd',
  'catalogue',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'lines',
]
const priced = sql.raw(PRICED_COLUMNS.join(', '))
const setFrom = (alias: string) =>
  sql.raw(PRICED_COLUMNS.map((name) => `${name} = ${alias}.${name}`).join(', '))

/**
 * Applies changed prices in one statement: keeps what the events cost before, writes what they cost now, moves both
 * rollups by the difference, and notes how far the run has come. An event that changed meanwhile is left alone.
 */
export async function applyChanges(
  ctx: AppContext,
  runId: number,
  changes: Repriced[],
  cursor: EventCursor,
): Promise<void> {
  const batch = changes.map(toRow)
  const [row] = await ctx.db.execute<Touched>(sql`
    with batch as (
      select * from json_to_recordset(${JSON.stringify(batch)}::text::json) as b(
        project_id int, id text, occurred_at timestamptz, old_status cost_status, old_cost bigint,
        cost_status cost_status, cost_reason text, cost_pico_usd bigint, catalogue text, input_tokens bigint,
        cache_read_tokens bigint, cache_write_tokens bigint, output_tokens bigint, reasoning_tokens bigint, lines json)
    ), before as (
      select e.* from usage_events e join batch b using (project_id, id, occurred_at)
      where e.cost_status = b.old_status and e.cost_pico_usd is not distinct from b.old_cost
      order by e.project_id, e.id, e.occurred_at for update of e
    ), kept as (
      insert into repriced_events (run_id, project_id, id, occurred_at, ${priced})
      select ${runId}::int, project_id, id, occurred_at, ${priced} from before
    ), after as (
      update usage_events e set ${setFrom('b')} from batch b join before x using (project_id, id, occurred_at)
      where e.project_id = b.project_id and e.id = b.id and e.occurred_at = b.occurred_at
      returning e.*
    ), ${movedRollups}, ${progress(runId, sql`cursor = ${JSON.stringify(cursor)}::text::jsonb, changed = changed + d.events`)}
    select ${TOUCHED}`)
  ctx.touched.add(row!.touched ?? [])
}

type Touched = { touched: number[] | null }
const TOUCHED = sql.raw('(select json_agg(distinct period_id) from budget_sums) as touched')

/** Takes the next events of a run back to what they cost before it. Returns how many. */
export async function revertChanges(ctx: AppContext, runId: number, most: number): Promise<number> {
  const [row] = await ctx.db.execute<{ reverted: number } & Touched>(sql`
    with old as (
      delete from repriced_events where (run_id, project_id, occurred_at, id) in (
        select run_id, project_id, occurred_at, id from repriced_events where run_id = ${runId}
        order by project_id, occurred_at, id limit ${most})
      returning *
    ), before as (
      select e.* from usage_events e join old using (project_id, id, occurred_at)
      order by e.project_id, e.id, e.occurred_at for update of e
    ), after as (
      update usage_events e set ${setFrom('o')} from old o join before x using (project_id, id, occurred_at)
      where e.project_id = o.project_id and e.id = o.id and e.occurred_at = o.occurred_at
      returning e.*
    ), ${movedRollups}, ${progress(runId, sql`changed = changed - d.events`)}
    select count(*)::int as reverted, ${TOUCHED} from old`)
  ctx.touched.add(row!.touched ?? [])
  return row!.reverted
}

// In both statements `after` reads `before`: a row that was updated first could not be locked any more.

/** Rollups and budgets follow: the old sums are taken back and the new ones added, in one go. */
const movedRollups = sql`
  ${ZONES}, taken as (${sumsOf(sql.raw('before'), '-1')}), added as (${sumsOf(sql.raw('after'))}),
  sums as materialized (select * from taken union all select * from added), ${upsertRollups()},
  ${budgetSums(sql`(select *, -1 as sign from before union all select *, 1 from after)`)}, ${COUNT_BUDGETS},
  difference as (
    select (select count(*) from after) as events,
      (select coalesce(sum(cost_pico_usd), 0) from after) - (select coalesce(sum(cost_pico_usd), 0) from before) as pico
  )`

const progress = (runId: number, changes: SQL) => sql`
  progress as (
    update reprice_runs set difference_pico_usd = difference_pico_usd + d.pico, lease_until = now() + ${LEASE}, ${changes}
    from difference d where reprice_runs.id = ${runId}
  )`

function toRow({ event, cost, catalogue }: Repriced) {
  const totals = usageTotals(cost.usage)
  return {
    project_id: event.projectId,
    id: event.id,
    occurred_at: event.occurredAt,
    old_status: event.costStatus,
    old_cost: event.costPicoUsd,
    cost_status: cost.status,
    cost_reason: cost.reason,
    cost_pico_usd: cost.amount?.toString() ?? null,
    catalogue,
    input_tokens: String(totals.input),
    cache_read_tokens: String(totals.cacheRead),
    cache_write_tokens: String(totals.cacheWrite),
    output_tokens: String(totals.output),
    reasoning_tokens: String(totals.reasoning),
    lines: toCostLines(cost.lines),
  }
}
