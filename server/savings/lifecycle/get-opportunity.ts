import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import type { Opportunity, OpportunityChange } from '#shared/api/savings.ts'
import { formatUsd } from '#shared/money.ts'
import { readLedger } from '../ledger/read-ledger.ts'
import { nextStates } from './next-states.ts'
import { OPPORTUNITY, type OpportunityRow, toListedOpportunity } from './opportunity-columns.ts'

/** @throws ClientError 404 for one that is not there, or is of a project that is not seen. */
export async function getOpportunity(
  ctx: AppContext,
  id: string,
  visible: VisibleProjects,
): Promise<Opportunity> {
  const [[row], ledger, history] = await Promise.all([
    ctx.db.execute<OpportunityRow>(sql`
      select ${OPPORTUNITY} from opportunities o join projects p on p.id = o.project_id
      where o.id = ${Number(id)} and p.removed_at is null and ${isVisible(sql.raw('o.project_id'), visible)}`),
    readLedger(ctx, id),
    readHistory(ctx, id),
  ])
  if (!row) throw notFound('opportunity', id)
  return {
    ...toListedOpportunity(row),
    finding: row.finding,
    decided: row.decided,
    ledger,
    history,
    nextStates: [...nextStates(row.type, row.state)],
    oneOffUsd: formatUsd(BigInt(row.oneOffPicoUsd)),
  }
}

async function readHistory(ctx: AppContext, id: string): Promise<OpportunityChange[]> {
  const rows = await ctx.db.execute<OpportunityChange & Record<string, unknown>>(sql`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, actor, details
    from audit_entries where subject = ${id} and action in ('opportunity.state', 'opportunity.update')
    order by audit_entries.id desc limit 100`)
  return [...rows]
}
