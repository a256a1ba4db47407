import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { loadPriceBook } from '#server/prices/price-book.ts'
import type { EventCursor } from '#server/prices/read-stored-events.ts'
import { attributeEvent } from './attribute-event.ts'
import { counterfactualCost } from './counterfactual-cost.ts'
import { createMonthSums, type LedgerRow, type MonthSums } from './month-sums.ts'
import { qualityBefore } from './quality-before.ts'
import { type LedgerMonthDue, type OpenOpportunity, readDueMonths } from './read-due-months.ts'
import { readLedgerEvents } from './read-ledger-events.ts'

/** Counts what the opportunities of a project saved in every month that is not closed, and closes those that are over. */
export async function updateLedger(ctx: AppContext, projectId: number): Promise<void> {
  const months = await readDueMonths(ctx, projectId)
  for (const month of months) {
    if (ctx.stopping.aborted) return
    await storeMonth(ctx, month, await countMonth(ctx, projectId, month))
  }
}

type RowOf = LedgerRow & { opportunityId: number }

async function countMonth(ctx: AppContext, projectId: number, due: LedgerMonthDue): Promise<RowOf[]> {
  const book = await loadPriceBook(ctx, projectId)
  const sums = new Map<string, MonthSums>(due.opportunities.map(({ id }) => [id, createMonthSums()]))
  let after: EventCursor | null = null
  do {
    const page = await readLedgerEvents(ctx, { projectId, ...due }, after)
    for (const event of page) {
      const found = attributeEvent(ctx, event, due.opportunities)
      if (!found) continue
      const sum = sums.get(found.opportunity.id)!
      const cost = event.costPicoUsd === null ? null : BigInt(event.costPicoUsd)
      if (found.role === 'routed')
        sum.addRouted(cost, counterfactualCost(ctx, book, event, found.opportunity.finding), event.quality)
      else if (found.role === 'control') sum.addControl(cost)
      else sum.addOverhead(cost)
    }
    after = page.at(-1) ?? null
  } while (after !== null && !ctx.stopping.aborted)
  return due.opportunities.map(({ id, finding, oneOffPicoUsd }: OpenOpportunity) => ({
    opportunityId: Number(id),
    ...sums.get(id)!.finish(BigInt(oneOffPicoUsd), qualityBefore(finding)),
  }))
}

/** One statement. A month that was closed meanwhile stays as it is. */
async function storeMonth(ctx: AppContext, { month, isOver }: LedgerMonthDue, rows: RowOf[]): Promise<void> {
  if (ctx.stopping.aborted) return
  const closedAt = isOver ? ctx.clock().toISOString() : null
  await ctx.db.execute(sql`
    insert into savings_ledger as l (opportunity_id, month, requests, unknown_requests, counterfactual_pico_usd,
      actual_pico_usd, overhead_pico_usd, realised_pico_usd, quality, closed_at)
    select "opportunityId", ${month}::date, requests, unknown, counterfactual, actual, overhead, realised, quality,
      ${closedAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r("opportunityId" int, requests int, unknown int,
      counterfactual numeric, actual numeric, overhead numeric, realised numeric, quality jsonb)
      join opportunities o on o.id = r."opportunityId"
    on conflict (opportunity_id, month) do update set requests = excluded.requests,
      unknown_requests = excluded.unknown_requests, counterfactual_pico_usd = excluded.counterfactual_pico_usd,
      actual_pico_usd = excluded.actual_pico_usd, overhead_pico_usd = excluded.overhead_pico_usd,
      realised_pico_usd = excluded.realised_pico_usd, quality = excluded.quality, closed_at = excluded.closed_at
    where l.closed_at is null`)
}
