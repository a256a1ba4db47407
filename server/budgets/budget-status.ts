import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import type { BudgetStatus } from '#shared/api/budgets.ts'
import { formatUsd } from '#shared/money.ts'
import type { RememberedStatus } from './remembered-status.ts'
import { ratioOf, stateOf } from './to-budget.ts'

const FRESH_MS = 1_000
/** What nobody has asked for so long is read again before it is answered. */
const STALE_MS = 5_000
const MOST = 10_000

/**
 * How much is left, from memory: read again at most once a second while it is asked for, and never waited for but the
 * first time. While the database is away the last one is answered, and its age says so.
 * @throws ClientError 404 for a budget that is not seen.
 */
export async function budgetStatus(
  ctx: AppContext,
  id: string,
  group: string | null,
  visible?: VisibleProjects,
): Promise<BudgetStatus> {
  const known = ctx.memory.budgetStatus
  const key = JSON.stringify([id, group])
  const entry = known.get(key)
  const age = entry ? ctx.clock().getTime() - entry.readAt : Number.POSITIVE_INFINITY
  if (!entry || age >= STALE_MS) await refresh(ctx, key, id, group).catch((error) => failUnless(entry, error))
  else if (age >= FRESH_MS) void refresh(ctx, key, id, group).catch(() => {})
  const found = known.get(key)
  const isSeen = visible === undefined || (found?.projectId != null && visible.includes(found.projectId))
  if (!found || !isSeen) throw notFound('budget', id)
  return { ...found.status, age: Math.max(0, (ctx.clock().getTime() - found.readAt) / 1000) }
}

function failUnless(entry: RememberedStatus | undefined, error: unknown): void {
  if (!entry) throw error
}

/** Reads it once for all who ask meanwhile. */
function refresh(ctx: AppContext, key: string, id: string, group: string | null): Promise<void> {
  const known = ctx.memory.budgetStatus
  const entry = known.get(key)
  if (entry?.refresh) return entry.refresh
  const readAt = ctx.clock().getTime()
  const reading = readStatus(ctx, id, group)
    .then((read) => {
      if (!read) known.delete(key)
      else {
        if (known.size >= MOST) known.clear()
        known.set(key, { ...read, readAt, refresh: null })
      }
    })
    .finally(() => {
      if (entry) entry.refresh = null
    })
  if (entry) entry.refresh = reading
  return reading
}

interface Row extends Record<string, unknown> {
  projectId: number | null
  amount: string
  thresholds: number[]
  isPaused: boolean
  start: string | null
  end: string | null
  spent: string
  unpriced: number
}

async function readStatus(ctx: AppContext, id: string, group: string | null) {
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const instant = (column: string) =>
    sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)
  const [row] = await ctx.db.execute<Row>(sql`
    select b.project_id as "projectId", amount_pico_usd::text as amount, to_json(thresholds) as thresholds,
      paused_at is not null as "isPaused", ${instant('p.starts_at')} as start, ${instant('p.ends_at')} as end,
      coalesce(cost_pico_usd, 0)::text as spent, coalesce(unpriced, 0)::float8 as unpriced
    from budgets b left join projects j on j.id = b.project_id
      left join budget_periods p on p.budget_id = b.id and laid_out_at is not null and built_bucket is null
        and starts_at <= ${now} and ends_at > ${now}
      left join lateral (
        select * from budget_counters where period_id = p.id
          and (${group}::text is null or group_key = ${group}::text) order by cost_pico_usd desc limit 1) as c on true
    where b.id = ${id}::int and b.removed_at is null and j.removed_at is null`)
  return row && { projectId: row.projectId, status: toStatus(row, id, group) }
}

function toStatus(row: Row, budgetId: string, group: string | null): RememberedStatus['status'] {
  const [amount, spent] = [BigInt(row.amount), BigInt(row.spent)]
  const isKnown = row.start !== null
  return {
    budgetId,
    group,
    spentUsd: isKnown ? formatUsd(spent) : null,
    amountUsd: formatUsd(amount),
    ratio: isKnown ? ratioOf(spent, amount) : null,
    state: isKnown ? stateOf(spent, amount, row.thresholds) : 'counting',
    isPaused: row.isPaused,
    periodStart: row.start,
    periodEnd: row.end,
    unpricedEvents: row.unpriced,
  }
}
