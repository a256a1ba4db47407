import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { LedgerMonth, LedgerQuality } from '#shared/api/savings.ts'
import { formatUsd } from '#shared/money.ts'

/** What an opportunity saved, month by month, the oldest first. It is counted for a year, so the list is short. */
export async function readLedger(ctx: AppContext, opportunityId: string): Promise<LedgerMonth[]> {
  const rows = await ctx.db.execute<{
    month: string
    requests: number
    unknownRequests: number
    counterfactual: string
    actual: string
    overhead: string
    realised: string
    quality: LedgerQuality | null
    closed: boolean
  }>(sql`
    select to_char(month, 'YYYY-MM') as month, requests, unknown_requests as "unknownRequests",
      counterfactual_pico_usd::text as counterfactual, actual_pico_usd::text as actual,
      overhead_pico_usd::text as overhead, realised_pico_usd::text as realised, quality,
      closed_at is not null as closed
    from savings_ledger where opportunity_id = ${Number(opportunityId)} order by savings_ledger.month`)
  return rows.map(({ counterfactual, actual, overhead, realised, quality, ...row }) => ({
    ...row,
    // Months that were closed before bounds were kept have none.
    quality: quality && { ...quality, lowerBound: quality.lowerBound ?? null },
    counterfactualUsd: formatUsd(BigInt(counterfactual)),
    actualUsd: formatUsd(BigInt(actual)),
    overheadUsd: formatUsd(BigInt(overhead)),
    realisedUsd: formatUsd(BigInt(realised)),
  }))
}
