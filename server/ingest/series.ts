import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { SERIES_LABELS, type SeriesLabel } from '#shared/api/labels.ts'
import type { UsageEvent } from '#shared/api/usage-event.ts'

export type LabelSet = Record<SeriesLabel, string>

export function labelsOf(event: UsageEvent): LabelSet {
  return Object.fromEntries(SERIES_LABELS.map((label) => [label, event[label] ?? ''])) as LabelSet
}

/** Which series each label set is. Known ones come from memory; new ones are stored first. */
export async function resolveSeries(ctx: AppContext, projectId: number, sets: LabelSet[]): Promise<number[]> {
  const { seriesIds } = ctx.memory
  const keys = sets.map((set) => `${projectId}:${fingerprint(set)}`)
  const missing = new Map(keys.flatMap((key, i) => (seriesIds.has(key) ? [] : [[key, sets[i]!] as const])))
  if (missing.size > 0) {
    const stored = await storeSeries(ctx, projectId, [...missing.values()])
    for (const { fingerprint: print, id } of stored) seriesIds.set(`${projectId}:${print}`, id)
  }
  return keys.map((key) => seriesIds.get(key)!)
}

/** Injective: values cannot be shifted from one label to the next. */
function fingerprint(set: LabelSet): string {
  const text = JSON.stringify(SERIES_LABELS.map((label) => set[label]))
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

/**
 * Two statements, each safe to repeat: the labels, then the series with its links to them.
 * `do update` instead of `do nothing`, because only that returns rows which another instance has just made.
 */
async function storeSeries(ctx: AppContext, projectId: number, sets: LabelSet[]) {
  const wanted = sets.flatMap((set) => [
    { name: 'project', value: '' },
    ...SERIES_LABELS.map((name) => ({ name, value: set[name] })),
  ])
  await ctx.db.execute(sql`
    insert into labels (project_id, name, value)
    select distinct ${projectId}::int, name, value
    from json_to_recordset(${JSON.stringify(wanted)}::text::json) as l(name text, value text)
    order by name, value
    on conflict (project_id, name, value) do update set value = excluded.value`)
  const rows = sets.map((set) => ({ ...set, fingerprint: fingerprint(set) }))
  return ctx.db.execute<{ id: number; fingerprint: string }>(sql`
    with wanted as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as s(
        fingerprint text, provider text, model text, operation text, "serviceTier" text, region text,
        environment text, team text, feature text, task text)
    ), stored as (
      insert into series (project_id, fingerprint, provider, model, operation, service_tier, region,
        environment, team, feature, task)
      select ${projectId}::int, w.* from wanted w order by fingerprint
      on conflict (project_id, fingerprint) do update set fingerprint = excluded.fingerprint
      returning *
    ), links as (
      insert into series_labels (series_id, label_id)
      select s.id, l.id from stored s
      cross join lateral (values ('project', ''), ('provider', s.provider), ('model', s.model),
        ('operation', s.operation), ('serviceTier', s.service_tier), ('region', s.region),
        ('environment', s.environment), ('team', s.team), ('feature', s.feature), ('task', s.task)
      ) as v(name, value)
      join labels l on l.project_id = s.project_id and l.name = v.name and l.value = v.value
      order by 1, 2
      on conflict do nothing
    )
    select id, fingerprint from stored`)
}
