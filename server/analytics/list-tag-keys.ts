import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import type { TagKeys, TagKeysQuery } from '#shared/api/tag-keys.ts'

/** Newest events that are read, shared out among the projects; each has some. */
const MOST_EVENTS = 5_000
const LEAST_OF_PROJECT = 50
const MOST_PROJECTS = 100
const MOST_KEYS = 50

/** The keys of tags in the newest events of the projects that may be seen, through the index on time. */
export async function listTagKeys(
  ctx: AppContext,
  { project }: TagKeysQuery,
  visible: VisibleProjects,
): Promise<TagKeys> {
  const [row] = await ctx.db.execute<TagKeys & Record<string, unknown>>(sql`
    with chosen as materialized (
      select p.id from projects p
      where p.removed_at is null and ${isVisible(sql.raw('p.id'), visible)}
        and ${project === undefined ? sql`true` : sql`p.id = ${project}::int`}
      order by p.id desc limit ${MOST_PROJECTS}::int
    ), recent as materialized (
      select newest.tags from chosen cross join lateral (
        select e.tags from usage_events e where e.project_id = chosen.id
        order by e.occurred_at desc
        limit (select greatest(${LEAST_OF_PROJECT}::int, ${MOST_EVENTS}::int / count(*)) from chosen)
      ) as newest
    ), found as (
      select key, count(*)::int as events from recent, jsonb_object_keys(recent.tags) as key
      group by key order by 2 desc, 1 limit ${MOST_KEYS}::int
    )
    select coalesce((select json_agg(found order by events desc, key) from found), '[]') as data,
      (select count(*)::int from recent) as "eventsRead"`)
  return row!
}
