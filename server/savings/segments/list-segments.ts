import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import type { ListSegmentsQuery, Segment, SegmentPage } from '#shared/api/segments.ts'
import { formatUsd } from '#shared/money.ts'

type Row = Omit<Segment, 'costUsd'> & { costPicoUsd: string } & Record<string, unknown>

/** The most expensive first, page by page. */
export async function listSegments(
  ctx: AppContext,
  query: ListSegmentsQuery,
  visible: VisibleProjects,
): Promise<SegmentPage> {
  const { limit } = query
  const rows = await ctx.db.execute<Row>(sql`
    select s.id::text, s.project_id::text as "projectId", p.name as "projectName", s.feature, s.task, s.environment,
      s.operation, s.provider, s.model, s.service_tier as "serviceTier", s.region, s.summary,
      s.cost_pico_usd::text as "costPicoUsd", ${instant('first_seen_at')} as "firstSeenAt",
      ${instant('last_seen_at')} as "lastSeenAt", ${instant('as_of')} as "asOf"
    from segments s join projects p on p.id = s.project_id
    where p.removed_at is null and ${isVisible(sql.raw('s.project_id'), visible)} and ${toConditions(query)}
    order by s.cost_pico_usd desc, s.id desc limit ${limit + 1}::int`)
  const page = [...rows].slice(0, limit)
  const last = page.at(-1)
  return {
    data: page.map(({ costPicoUsd, ...row }) => ({ ...row, costUsd: knownCost(row, costPicoUsd) })),
    next: last && rows.length > limit ? `${last.costPicoUsd}-${last.id}` : null,
  }
}

const knownCost = ({ summary: { unpriced, requests } }: Pick<Segment, 'summary'>, picoUsd: string) =>
  unpriced === requests ? null : formatUsd(BigInt(picoUsd))

const instant = (column: string) =>
  sql.raw(`to_char(s.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

const LABELS = ['feature', 'task', 'environment', 'provider', 'model'] as const

function toConditions({ project, after, ...query }: ListSegmentsQuery): SQL {
  const [cost, id] = after?.split('-') ?? []
  const conditions = [
    project === undefined ? sql`true` : sql`s.project_id = ${project}::int`,
    after === undefined ? sql`true` : sql`(s.cost_pico_usd, s.id) < (${cost}::numeric, ${id}::bigint)`,
    ...LABELS.flatMap((name) =>
      query[name] === undefined ? [] : [sql`s.${sql.raw(name)} = ${query[name]}::text`],
    ),
  ]
  return sql.join(conditions, sql` and `)
}
