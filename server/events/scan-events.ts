import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { EventPlace } from '#shared/api/events.ts'
import { instantText, LISTED_COLUMNS, type ListedRow, NARROW_COLUMNS } from './listed-event.ts'

interface Scan {
  projects: readonly number[]
  /** Over `usage_events e`: what the index answers. */
  source: SQL
  /** Over `e` and their `series s`: what is looked at event by event. */
  conditions: SQL
  before?: EventPlace | undefined
  limit: number
  /** So many events are looked at in all, and `limit` of each project, however few of them match. */
  most: number
}

export interface Scanned {
  rows: ListedRow[]
  /** Where the next scan begins; null when there is nothing behind. */
  next: EventPlace | null
}

/** The last event that was looked at, on a row of its own where none matched. */
type FoundRow = ListedRow & { lastAt: string | null; lastProject: number | null; lastId: string | null }

/**
 * The newest events that match, by time, project and id. Each project is read in the order of its index on time; where
 * one was not read to its end, nothing older than its last event is told yet, so that no page leaves one out.
 */
export async function scanEvents(ctx: AppContext, scan: Scan): Promise<Scanned> {
  const { projects, source, conditions, limit } = scan
  if (projects.length === 0) return { rows: [], next: null }
  const cap = Math.max(limit + 1, Math.ceil(scan.most / projects.length))
  const place = (alias: string) => sql.raw(`(${alias}.occurred_at, ${alias}.project_id, ${alias}.id)`)
  const order = (alias: string) =>
    sql.raw(`${alias}.occurred_at desc, ${alias}.project_id desc, ${alias}.id desc`)
  const found = await ctx.db.execute<FoundRow & Record<string, unknown>>(sql`
    with scanned as materialized (
      select one.* from unnest(${`{${projects.join(',')}}`}::int[]) as p(id) cross join lateral (
        select ${NARROW_COLUMNS}, row_number() over (order by e.occurred_at desc, e.id desc) as place
        from usage_events e where e.project_id = p.id and ${source} and ${isBefore(scan.before)}
        order by e.occurred_at desc, e.id desc limit ${cap}::int
      ) as one
    ), last as (
      select * from scanned as l where place = ${cap}::int order by ${order('l')} limit 1
    ), matched as (
      select e.* from scanned e join series s on s.id = e.series_id
      where ${conditions} and not exists (select from last where ${place('last')} > ${place('e')})
      order by ${order('e')} limit ${limit + 1}::int
    )
    select ${LISTED_COLUMNS}, ${instantText('last.occurred_at')} as "lastAt", last.project_id as "lastProject",
      last.id as "lastId"
    from (select) as one left join last on true left join matched e on true left join series s on s.id = e.series_id
    where last.id is not null or e.id is not null
    order by ${order('e')}`)
  return toScanned(found, limit)
}

/** The first condition is the one that the index knows. */
const isBefore = (before: EventPlace | undefined) =>
  before === undefined
    ? sql`true`
    : sql`e.occurred_at <= ${before.occurredAt}::timestamptz and (e.occurred_at, e.project_id, e.id)
        < (${before.occurredAt}::timestamptz, ${before.projectId}::int, ${before.id})`

function toScanned(found: FoundRow[], limit: number): Scanned {
  const [first] = found
  const matched = first?.id == null ? [] : found
  const rows = matched
    .slice(0, limit)
    .map(({ lastAt: _a, lastProject: _p, lastId: _i, ...row }): ListedRow => row)
  const last = rows.at(-1)
  if (last && matched.length > limit)
    return { rows, next: { occurredAt: last.timestamp, projectId: Number(last.projectId), id: last.id } }
  if (!first?.lastAt) return { rows, next: null }
  return { rows, next: { occurredAt: first.lastAt, projectId: first.lastProject!, id: first.lastId! } }
}
