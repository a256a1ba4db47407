import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import type { SavingsLedger } from '#shared/api/savings.ts'
import { formatUsd } from '#shared/money.ts'

/** What all opportunities that may be seen saved, month by month, the oldest first. */
export async function sumLedger(
  ctx: AppContext,
  project: string | undefined,
  visible: VisibleProjects,
): Promise<SavingsLedger> {
  const rows = await ctx.db.execute<{
    month: string
    requests: number
    realised: string
    closed: boolean
  }>(sql`
    select * from (
      select to_char(l.month, 'YYYY-MM') as month, sum(l.requests)::int as requests,
        sum(l.realised_pico_usd)::text as realised, bool_and(l.closed_at is not null) as closed
      from savings_ledger l join opportunities o on o.id = l.opportunity_id and o.state <> 'dismissed'
        join projects p on p.id = o.project_id
      where p.removed_at is null and ${isVisible(sql.raw('o.project_id'), visible)}
        and ${project === undefined ? sql`true` : sql`o.project_id = ${project}::int`}
      group by l.month order by l.month desc limit 24) as newest
    order by month`)
  return { data: rows.map(({ realised, ...row }) => ({ ...row, realisedUsd: formatUsd(BigInt(realised)) })) }
}
