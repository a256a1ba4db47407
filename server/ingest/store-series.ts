import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { seriesOfBudgets } from '#server/rollups/budget-series.ts'
import type { Series } from './known-series.ts'
import { eachLabel, fingerprintOf, type LabelSet, labelSetKey } from './label-set.ts'

/**
 * Stores label sets of a project as series, or finds those that another instance has stored. Two statements, each
 * safe to repeat: the labels, then the series with its links to them and to the budgets that count it. Of the series, `do update` instead of
 * `do nothing`, because only that returns rows which another instance has just made.
 */
export async function storeSeries(
  ctx: AppContext,
  projectId: number,
  sets: readonly LabelSet[],
): Promise<{ series: Series[]; count: number }> {
  const labels = sets.flatMap(eachLabel)
  await ctx.db.execute(sql`
    insert into labels (project_id, name, value)
    select distinct ${projectId}::int, name, value
    from json_to_recordset(${JSON.stringify(labels)}::text::json) as l(name text, value text)
    order by name, value
    on conflict do nothing`)
  const rows = sets.map((set) => ({
    fingerprint: fingerprintOf(labelSetKey(set)),
    ...set.labels,
    tags: set.tags,
    names: eachLabel(set),
  }))
  const stored = await ctx.db.execute<{
    id: number
    fingerprint: string
    labelIds: number[]
    others: number
  }>(sql`
    with wanted as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as s(
        fingerprint text, provider text, model text, operation text, "serviceTier" text, region text,
        environment text, team text, feature text, task text, tags jsonb, names json)
    ), stored as (
      insert into series (project_id, fingerprint, provider, model, operation, service_tier, region,
        environment, team, feature, task, tags)
      select ${projectId}::int, fingerprint, provider, model, operation, "serviceTier", region,
        environment, team, feature, task, tags
      from wanted order by fingerprint
      on conflict (project_id, fingerprint) do update set fingerprint = excluded.fingerprint
      returning *
    ), theirs as (
      select s.id as series_id, l.id as label_id
      from stored s join wanted w using (fingerprint)
      cross join lateral json_to_recordset(w.names) as n(name text, value text)
      join labels l on l.project_id = ${projectId} and l.name = n.name and l.value = n.value
    ), links as (
      insert into series_labels (series_id, label_id)
      select series_id, label_id from theirs order by 1, 2 on conflict do nothing
    ), budgeted as (
      insert into budget_series (budget_id, series_id, group_key)
      ${seriesOfBudgets(sql`(select * from budgets where removed_at is null)`, sql.raw('stored'))}
      on conflict do nothing
    )
    select id, fingerprint, (select array_agg(label_id) from theirs where series_id = id) as "labelIds",
      (select count(*)::int from series where project_id = ${projectId}) as others
    from stored`)
  const byFingerprint = new Map(stored.map((row) => [row.fingerprint, row]))
  return {
    series: rows.map(({ fingerprint }) => {
      const { id, labelIds } = byFingerprint.get(fingerprint)!
      return { id, labelIds }
    }),
    count: (stored[0]?.others ?? 0) + stored.length,
  }
}
