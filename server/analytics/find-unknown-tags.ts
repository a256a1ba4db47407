import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { AnyLabel } from '#shared/api/labels.ts'
import { type Filter, isOfProject, toWhere } from './filters.ts'

/** Which of these tags are not declared in every project asked for since before `from` (seconds since 1970). */
export async function findUnknownTags(
  ctx: AppContext,
  labels: readonly AnyLabel[],
  filters: Filter[],
  from: number,
): Promise<AnyLabel[]> {
  const tags = [...new Set(labels.filter((label) => label.startsWith('tag:')))]
  if (tags.length === 0) return []
  const projects = filters.filter(isOfProject)
  const rows = await ctx.db.execute<{ tag: AnyLabel }>(sql`
    select distinct tag from jsonb_array_elements_text(${JSON.stringify(tags)}::text::jsonb) as tag, projects p
    where ${toWhere(projects, () => sql.raw('p.id::text'), sql.raw('p.id'))} and p.removed_at is null
      and exists (select from series s where s.project_id = p.id)
      and not exists (
        select from declared_tags d where d.project_id = p.id and 'tag:' || d.key = tag
          and d.retired_at is null and d.since <= to_timestamp(${from}))`)
  const unknown = new Set(rows.map(({ tag }) => tag))
  return tags.filter((tag) => unknown.has(tag))
}
