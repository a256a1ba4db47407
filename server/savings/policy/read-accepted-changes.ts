import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { Finding, ModelName, OpportunityState } from '#shared/api/opportunities.ts'

/** An accepted opportunity that moves requests to another model. */
export interface AcceptedChange {
  id: string
  state: OpportunityState
  finding: Finding & { to: ModelName }
  expires: string
}

/** Those of a project, as they were accepted, the oldest first: a router asks them in this order. */
export async function readAcceptedChanges(ctx: AppContext, projectId: string): Promise<AcceptedChange[]> {
  const rows = await ctx.db.execute<AcceptedChange & Record<string, unknown>>(sql`
    select id::text, state, decided as finding, (counted_from + interval '12 months')::date::text as expires
    from opportunities
    where project_id = ${projectId}::int and state in ('accepted', 'piloting', 'realised')
      and decided -> 'to' ->> 'model' is not null
      and (decided -> 'to' ->> 'model', decided -> 'to' ->> 'provider')
        <> (decided -> 'from' ->> 'model', decided -> 'from' ->> 'provider')
    order by opportunities.id limit 500`)
  return [...rows]
}
