import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { type CatalogueUpdate, RepriceFilter } from '#shared/api/prices.ts'
import { loadPricesVersion } from './price-book.ts'
import { listRepriceRuns } from './reprice-runs.ts'

/** Beyond this the versions are told of a part of the month: who asks waits for the answer. */
const MOST_EVENTS = 1_000_000

/**
 * Whether the installed catalogue is another one than last month was priced with, and what a dry run over that month
 * found, if there was one with today's prices. Months are UTC, as in the summary of a run.
 */
export async function catalogueUpdate(ctx: AppContext, visible?: VisibleProjects): Promise<CatalogueUpdate> {
  const { from, to } = lastMonth(ctx.clock())
  const [versions, pricesVersion, runs] = await Promise.all([
    countVersions(ctx, from, to, visible),
    loadPricesVersion(ctx),
    listRepriceRuns(ctx, visible),
  ])
  // A run is about one project or about all: who sees several of many has to choose one on the form.
  const projectId = visible?.length === 1 ? String(visible[0]) : null
  const filter = RepriceFilter.parse({ projectId, from, to })
  const isSame = (other: RepriceFilter) =>
    Object.entries(filter).every(([name, value]) => other[name as keyof RepriceFilter] === value)
  const events = versions.reduce((sum, version) => sum + version.events, 0)
  return {
    version: ctx.catalogue.version,
    checkedOn: ctx.catalogue.checkedOn,
    filter,
    pricedWith: versions.map((row) => ({ ...row, installed: row.version === ctx.catalogue.version })),
    allCounted: events < MOST_EVENTS,
    run: runs.find((run) => run.catalogue === pricesVersion && isSame(run.filter)) ?? null,
  }
}

function lastMonth(now: Date): { from: string; to: string } {
  const first = (month: number) => new Date(Date.UTC(now.getUTCFullYear(), month, 1)).toISOString()
  return { from: first(now.getUTCMonth() - 1), to: first(now.getUTCMonth()) }
}

/** An event names the catalogue, and behind a blank the own prices that counted. */
async function countVersions(ctx: AppContext, from: string, to: string, visible: VisibleProjects) {
  const rows = await ctx.db.execute<{ version: string; events: number }>(sql`
    select regexp_replace(catalogue, ' [0-9a-f]{12}$', '') as version, count(*)::float8 as events
    from (
      select catalogue from usage_events
      where occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz and catalogue is not null
        and ${isVisible(sql.raw('project_id'), visible)}
      limit ${MOST_EVENTS}
    ) as priced group by 1 order by 2 desc limit 20`)
  return [...rows]
}
