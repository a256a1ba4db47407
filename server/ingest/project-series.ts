import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { type ProjectSeries, remember } from './known-series.ts'
import type { LabelSet } from './label-set.ts'

interface SeriesRow extends Record<string, unknown> {
  id: number
  labels: LabelSet['labels']
  tags: LabelSet['tags']
  labelIds: number[]
}

/** All series of a project: read once, then remembered. */
export function loadProjectSeries(ctx: AppContext, projectId: number): Promise<ProjectSeries> {
  const known = ctx.memory.series.get(projectId)
  if (known) return known
  const loading = readProjectSeries(ctx, projectId)
  ctx.memory.series.set(projectId, loading)
  loading.catch(() => ctx.memory.series.delete(projectId))
  return loading
}

async function readProjectSeries(ctx: AppContext, projectId: number): Promise<ProjectSeries> {
  const rows = await ctx.db.execute<SeriesRow>(sql`
    select s.id, json_build_object('provider', provider, 'model', model, 'operation', operation,
        'serviceTier', service_tier, 'region', region, 'environment', environment, 'team', team,
        'feature', feature, 'task', task) as labels, s.tags,
      (select array_agg(label_id) from series_labels where series_id = s.id) as "labelIds"
    from series s where project_id = ${projectId}`)
  const series: ProjectSeries = { byKey: new Map(), count: rows.length, values: new Map(), cappedAt: 0 }
  for (const { id, labelIds, ...set } of rows) remember(series, set, { id, labelIds })
  return series
}
