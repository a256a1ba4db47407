import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type {
  SpendPriceChange,
  SpendPriceChanges,
  SpendPriceChangesQuery,
} from '#shared/api/spend-price-changes.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import { filtersOf } from './filters.ts'
import { resolvePeriods } from './periods.ts'
import { loadPriceList } from './price-list.ts'
import { readSums } from './read-sums.ts'

/** Models that are looked at, the dearest first; more marks than of those say nothing on a chart. */
const MOST_MODELS = 200
const CLASSES = ['input', 'cacheRead', 'cacheWrite', 'cacheWrite5m', 'output'] as const

/** When prices of models changed that were used in the range. */
export async function priceChanges(
  ctx: AppContext,
  query: SpendPriceChangesQuery,
  visible?: VisibleProjects,
): Promise<SpendPriceChanges> {
  const bucket = query.range === '24h' ? 'hour' : 'day'
  const periods = await resolvePeriods(ctx, { ...query, compare: 'none', bucket })
  const { rows } = await readSums(ctx, {
    periods,
    groupBy: 'model',
    qualifiedBy: ['project', 'provider'],
    filters: filtersOf(query, visible),
    limit: MOST_MODELS,
    byBucket: false,
  })
  const used = new Set(rows.flatMap(({ key }) => (key === null ? [] : JSON.stringify(JSON.parse(key)))))
  const prices = await loadPriceList(ctx, visible)
  // Moves at the first instant are those of before.
  const range = [periods.current.starts[0]! * 1000, ctx.clock().getTime()] as const
  const found = prices.models
    .filter(({ projectId, provider, model }) => used.has(JSON.stringify([projectId, provider, model])))
    .flatMap((model) =>
      prices.movesOf(model, range).flatMap((at): SpendPriceChange[] => {
        const changed = compareSheets(prices.priceOf(model, at - 1), prices.priceOf(model, at))
        const { provider, model: name } = model
        return changed.length === 0
          ? []
          : [{ at: new Date(at).toISOString(), provider, model: name, prices: changed }]
      }),
    )
  return { data: withoutRepeats(found) }
}

function compareSheets(before: PriceSheet | undefined, after: PriceSheet | undefined) {
  return CLASSES.flatMap((name): SpendPriceChange['prices'] => {
    const [previous, current] = [before, after].map((sheet) => sheet?.rates.get(name)?.amount ?? null)
    return previous === current ? [] : [{ class: name, previous: previous!, current: current! }]
  })
}

/** Projects share most of their prices. */
function withoutRepeats(changes: readonly SpendPriceChange[]): SpendPriceChange[] {
  const unique = new Map(changes.map((change) => [JSON.stringify(change), change]))
  return [...unique.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
