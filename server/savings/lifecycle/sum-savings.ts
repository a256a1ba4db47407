import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import type { SavingsTotals } from '#shared/api/savings.ts'
import { formatUsd } from '#shared/money.ts'

/**
 * What is claimed, promised, really saved and lost, over `opportunities o` and their `projects p`. The first month of
 * a ledger is a full one only where counting began on its first day.
 */
export async function sumSavings(ctx: AppContext, condition: SQL): Promise<SavingsTotals> {
  const zone = (await loadActiveZone(ctx))?.name ?? 'UTC'
  const [row] = await ctx.db.execute<{
    claimed: number
    claimedPico: string
    accepted: number
    acceptedPico: string
    leaked: number
    leakedPico: string
    realisedPico: string
    month: string | null
    monthPico: string | null
  }>(sql`
    with seen as (
      select o.id, o.state, (o.counted_from at time zone ${zone}::text)::date as since, trunc((coalesce(o.decided, o.finding) -> 'savings' ->> 'marginalUsd')::numeric * 1e12) as pico
      from opportunities o join projects p on p.id = o.project_id
      where ${condition}
    ), ledger as (
      select l.* from savings_ledger l join seen on seen.id = l.opportunity_id and seen.state <> 'dismissed'
    ), full_month as (
      select month from ledger group by month having bool_and(closed_at is not null)
        and (month > (select min(month) from ledger) or month = (select min(since) from seen)) order by month desc limit 1
    ), sums as (
      select count(*) filter (where state in ('open', 'in_review') and pico > 0)::int as claimed,
        coalesce(sum(greatest(pico, 0)) filter (where state in ('open', 'in_review')), 0)::text as "claimedPico",
        count(*) filter (where state in ('accepted', 'piloting'))::int as accepted,
        coalesce(sum(pico) filter (where state in ('accepted', 'piloting')), 0)::text as "acceptedPico",
        count(*) filter (where state = 'failed')::int as leaked,
        coalesce(sum(pico) filter (where state = 'failed'), 0)::text as "leakedPico"
      from seen
    )
    select sums.*, (select coalesce(sum(realised_pico_usd), 0)::text from ledger) as "realisedPico",
      (select to_char(month, 'YYYY-MM') from full_month) as month,
      (select sum(realised_pico_usd)::text from ledger join full_month using (month)) as "monthPico"
    from sums`)
  const { month, monthPico } = row!
  const usd = (pico: string) => formatUsd(BigInt(pico))
  return {
    claimedUsdMonthly: usd(row!.claimedPico),
    claimed: row!.claimed,
    acceptedUsdMonthly: usd(row!.acceptedPico),
    accepted: row!.accepted,
    realisedUsd: usd(row!.realisedPico),
    lastMonth: month === null ? null : { month, realisedUsd: usd(monthPico!) },
    annualUsd: month === null ? null : formatUsd(BigInt(monthPico!) * 12n),
    leakedUsdMonthly: usd(row!.leakedPico),
    leaked: row!.leaked,
  }
}
