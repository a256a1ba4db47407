import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { CHANGE_KINDS, type SpendChanges, type SpendChangesQuery } from '#shared/api/spend-changes.ts'
import { formatUsd } from '#shared/money.ts'
import { findDriver, type PairChange } from './change-driver.ts'
import { toPairs } from './change-pairs.ts'
import { filtersOf } from './filters.ts'
import { resolvePeriods } from './periods.ts'
import { loadPriceList } from './price-list.ts'
import { readSums } from './read-sums.ts'
import { slicePeriods } from './slice-periods.ts'
import { toRange } from './spend-by.ts'
import { splitChange } from './split-change.ts'
import { addSums, toCoverage, toSpendSums } from './sums.ts'

/** Models within features that are told apart; the others are one. */
const MOST_PAIRS = 500

/**
 * Why spend changed since the previous period, in parts that add up to the change to the last digit.
 * @throws ClientError 400 for a zone that is not known, 422 where too many events would have to be read.
 */
export async function explainChange(
  ctx: AppContext,
  query: SpendChangesQuery,
  visible?: VisibleProjects,
): Promise<SpendChanges> {
  const bucket = query.range === '24h' ? 'hour' : 'day'
  const whole = await resolvePeriods(ctx, { ...query, compare: 'previous', bucket })
  const prices = await loadPriceList(ctx, visible)
  const bounds = [whole.previous!.starts[0]! * 1000, whole.current.until * 1000] as const
  const moves = prices.models.flatMap((model) => prices.movesOf(model, bounds))
  const { periods, instants } = slicePeriods(whole, moves)
  const { rows, readFrom } = await readSums(ctx, {
    periods,
    groupBy: 'model',
    qualifiedBy: ['project', 'provider'],
    subgroupBy: 'feature',
    filters: filtersOf(query, visible),
    limit: MOST_PAIRS,
    byBucket: true,
  })
  const changes: PairChange[] = toPairs(rows, prices, instants).map((pair) => ({
    pair,
    parts: splitChange(pair),
  }))
  const current = addSums(rows.filter(({ period }) => period === 'current'))
  const previous = addSums(rows.filter(({ period }) => period === 'previous'))
  return {
    readFrom,
    range: toRange(whole.current),
    previousRange: toRange(whole.previous!),
    timeZone: query.timeZone,
    current: toSpendSums(current),
    previous: toSpendSums(previous),
    changeUsd: formatUsd(current.costPicoUsd - previous.costPicoUsd),
    parts: CHANGE_KINDS.map((kind) => ({
      kind,
      amountUsd: formatUsd(changes.reduce((sum, { parts }) => sum + parts[kind], 0n)),
      driver: findDriver(kind, changes),
    })),
    coverage: toCoverage(current),
    previousCoverage: toCoverage(previous),
  }
}
