import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { capLabelSet } from './cap-series.ts'
import { type ProjectSeries, remember, type Series } from './known-series.ts'
import { type LabelSet, labelSetKey } from './label-set.ts'
import { loadProjectSeries } from './project-series.ts'
import { storeSeries } from './store-series.ts'

interface PlacedSeries extends Series {
  /** Whether a label of the set is counted as `__other__`. */
  isCapped: boolean
}

/** Which series each label set is counted in. Known ones come from memory; new ones are stored first. */
export async function resolveSeries(
  ctx: AppContext,
  projectId: number,
  sets: readonly LabelSet[],
): Promise<PlacedSeries[]> {
  const known = await loadProjectSeries(ctx, projectId)
  const keys = sets.map(labelSetKey)
  const missing = new Map(keys.flatMap((key, i) => (known.byKey.has(key) ? [] : [[key, sets[i]!] as const])))
  const placed = missing.size === 0 ? new Map<string, Series>() : await place(ctx, projectId, known, missing)
  return keys.map((key) => {
    const own = known.byKey.get(key)
    const series = own ?? placed.get(key)!
    return { ...series, isCapped: own === undefined }
  })
}

/** The series of sets that are not known yet, by the key of the set that was asked for. */
async function place(
  ctx: AppContext,
  projectId: number,
  known: ProjectSeries,
  missing: Map<string, LabelSet>,
): Promise<Map<string, Series>> {
  const fresh = new Map<string, LabelSet>()
  const keyOf = new Map<string, string>()
  for (const [key, set] of missing) {
    const capped = capLabelSet(set, {
      has: (candidate) => known.byKey.has(candidate) || fresh.has(candidate),
      count: known.count + fresh.size,
      most: ctx.config.maxSeriesPerProject,
      valuesOf: (label) => known.values.get(label)?.size ?? 0,
    })
    const cappedKey = capped === set ? key : labelSetKey(capped)
    keyOf.set(key, cappedKey)
    if (!known.byKey.has(cappedKey)) fresh.set(cappedKey, capped)
  }
  if ([...keyOf].some(([key, capped]) => key !== capped)) await noteCap(ctx, projectId, known)
  if (fresh.size > 0) {
    const sets = [...fresh.values()]
    const { series, count } = await storeSeries(ctx, projectId, sets)
    for (const [i, set] of sets.entries()) remember(known, set, series[i]!)
    known.count = Math.max(count, known.byKey.size)
  }
  return new Map([...keyOf].map(([key, capped]) => [key, known.byKey.get(capped)!]))
}

const NOTE_AGAIN_MS = 3_600_000

/** For the warning on screen. Once an hour is enough, and spares the row. */
async function noteCap(ctx: AppContext, projectId: number, known: ProjectSeries): Promise<void> {
  const now = ctx.clock()
  if (now.getTime() - known.cappedAt < NOTE_AGAIN_MS) return
  known.cappedAt = now.getTime()
  ctx.log.warn({ projectId }, 'the project has too many label sets: new ones are counted as __other__')
  await ctx.db.execute(
    sql`update projects set series_capped_at = ${now.toISOString()} where id = ${projectId}`,
  )
}
