import { type SQL, sql } from 'drizzle-orm'
import { isOneOf } from '#server/analytics/event-conditions.ts'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import type { ListedOpportunity, ListOpportunitiesQuery, OpportunityList } from '#shared/api/savings.ts'
import { listProjectSavings } from '../settings/list-project-savings.ts'
import { OPPORTUNITY, type OpportunityRow, toListedOpportunity } from './opportunity-columns.ts'
import { sumSavings } from './sum-savings.ts'

/** The largest saving first: only marginal ones can be compared and added up. Totals do not heed the filters. */
export async function listOpportunities(
  ctx: AppContext,
  query: ListOpportunitiesQuery,
  visible: VisibleProjects,
): Promise<OpportunityList> {
  const { project, limit } = query
  const [rows, totals, searches] = await Promise.all([
    ctx.db.execute<OpportunityRow>(sql`
      select ${OPPORTUNITY} from opportunities o join projects p on p.id = o.project_id
      where ${inProjects(project, visible)} and ${toConditions(query)}
      order by (coalesce(o.decided, o.finding) -> 'savings' ->> 'marginalUsd')::numeric desc, o.id
      limit ${limit}::int`),
    sumSavings(ctx, inProjects(project, visible)),
    listProjectSavings(ctx, visible),
  ])
  const here = searches.filter(({ projectId }) => project === undefined || projectId === project)
  const refreshed = here.map(({ refreshedAt }) => refreshedAt)
  return {
    data: rows.map(toListedOpportunity),
    totals,
    refreshedAt: refreshed.includes(null) ? null : (refreshed.sort()[0] ?? null),
    isRefreshing: here.some(({ isRefreshing }) => isRefreshing),
  }
}

/** Over `opportunities o` and their `projects p`. */
const inProjects = (project: string | undefined, visible: VisibleProjects) =>
  sql`p.removed_at is null and ${isVisible(sql.raw('o.project_id'), visible)}
    and ${project === undefined ? sql`true` : sql`o.project_id = ${project}::int`}`

const FILTERS = {
  state: 'o.state',
  type: 'o.type',
  feature: `o.finding -> 'scope' ->> 'feature'`,
  model: `o.finding -> 'from' ->> 'model'`,
  confidence: `o.finding ->> 'confidence'`,
} as const satisfies Partial<Record<keyof ListOpportunitiesQuery, string>>

function toConditions(query: ListOpportunitiesQuery): SQL {
  const conditions = Object.entries(FILTERS).flatMap(([name, column]) => {
    const values = query[name as keyof typeof FILTERS]
    return values ? [isOneOf(`(${column})`, values)] : []
  })
  return sql.join([sql`true`, ...conditions], sql` and `)
}

/** Those that nobody has decided on yet, of one project. */
export async function listClaimed(ctx: AppContext, projectId: string): Promise<ListedOpportunity[]> {
  const rows = await ctx.db.execute<OpportunityRow>(sql`
    select ${OPPORTUNITY} from opportunities o join projects p on p.id = o.project_id
    where o.project_id = ${projectId}::int and o.state in ('open', 'in_review') order by o.id limit 500`)
  return rows.map(toListedOpportunity)
}
