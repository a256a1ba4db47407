import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import { resolveModel } from '#shared/pricing/resolve-model.ts'
import type { CountedOpportunity } from './attribute-event.ts'

export interface OpenOpportunity extends CountedOpportunity {
  oneOffPicoUsd: string
}

/** A calendar month of the installation's zone that is not closed for all, and whose saving is counted in it. */
export interface LedgerMonthDue {
  /** Its first day. */
  month: string
  from: string
  to: string
  /** Nothing of it can come any more. */
  isOver: boolean
  opportunities: OpenOpportunity[]
}

interface DueRow extends Record<string, unknown> {
  month: string
  from: string
  to: string
  isOver: boolean
  id: string
  finding: Finding
  countedFrom: string
  countedUntil: string
  oneOffPicoUsd: string
}

/** Events may come late by so much before their month is closed. */
const GRACE = sql.raw(`interval '3 days'`)

/** The months to count, the oldest first. A saving is counted for a year, and not beyond the end of the old model. */
export async function readDueMonths(ctx: AppContext, projectId: number): Promise<LedgerMonthDue[]> {
  const now = ctx.clock().toISOString()
  const zone = (await loadActiveZone(ctx))?.name ?? 'UTC'
  const rows = await ctx.db.execute<DueRow>(sql`
    with counted as (
      select id, coalesce(decided, finding) as finding, counted_from, counted_from + interval '12 months' as until,
        one_off_pico_usd
      from opportunities where project_id = ${projectId}::int and counted_from is not null
        and state in ('accepted', 'piloting', 'realised', 'failed')
    ), months as (
      select c.*, m as starts, m + interval '1 month' as ends from counted c cross join lateral generate_series(
        date_trunc('month', counted_from at time zone ${zone}::text),
        least(${now}::timestamptz, until) at time zone ${zone}::text, '1 month') as m
    )
    select m.starts::date::text as month, ${instant(sql`m.starts at time zone ${zone}::text`)} as "from",
      ${instant(sql`m.ends at time zone ${zone}::text`)} as "to",
      m.ends at time zone ${zone}::text + ${GRACE} <= ${now}::timestamptz as "isOver",
      m.id::text, m.finding, ${instant(sql`m.counted_from`)} as "countedFrom", ${instant(sql`m.until`)} as "countedUntil",
      m.one_off_pico_usd::text as "oneOffPicoUsd"
    from months m where m.starts in (
      select d.starts from months d where not exists (select from savings_ledger l
        where l.opportunity_id = d.id and l.month = d.starts::date and l.closed_at is not null))
    order by m.starts, m.id`)
  return groupByMonth(ctx, rows)
}

const instant = (expression: ReturnType<typeof sql>) =>
  sql`to_char((${expression}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

function groupByMonth(ctx: AppContext, rows: readonly DueRow[]): LedgerMonthDue[] {
  const months = new Map<string, LedgerMonthDue>()
  for (const { month, from, to, isOver, id, finding, countedFrom, countedUntil, oneOffPicoUsd } of rows) {
    const due = months.get(month) ?? { month, from, to, isOver, opportunities: [] }
    months.set(month, due)
    const until = earlier(countedUntil, shutdownOf(ctx, finding))
    due.opportunities.push({ id, finding, countedFrom, countedUntil: until, oneOffPicoUsd })
  }
  return [...months.values()]
}

/** From then on there is nothing to go back to. */
function shutdownOf(ctx: AppContext, { from }: Finding): string | undefined {
  const found = resolveModel(ctx.catalogue, from)
  const day = found?.kind === 'catalogue' ? found.model.capabilities.shutdown : undefined
  return day && `${day}T00:00:00.000000Z`
}

const earlier = (a: string, b: string | undefined) => (b !== undefined && b < a ? b : a)
