import { filtersOf } from '#server/analytics/filters.ts'
import { measureSums } from '#server/analytics/measure-sums.ts'
import { nameKeys } from '#server/analytics/name-keys.ts'
import { resolvePeriods } from '#server/analytics/periods.ts'
import { readSums, type SumsRow } from '#server/analytics/read-sums.ts'
import { countGroups, shareOf, toRange } from '#server/analytics/spend-by.ts'
import { addSums, type Sums, toCoverage, toSpendSums } from '#server/analytics/sums.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { loadPricesNow, type PricesNow } from '#server/prices/prices-now.ts'
import type { ModelMeasures, Models, ModelsQuery } from '#shared/api/models.ts'
import { paidPerMillion, undiscountedPerMillion } from './per-million.ts'

/**
 * What each model cost and how it did, beside what it is charged at now.
 * @throws ClientError 422 where too many events would have to be read.
 */
export async function measureModels(
  ctx: AppContext,
  query: ModelsQuery,
  visible?: VisibleProjects,
): Promise<Models> {
  const { limit, timeZone } = query
  const periods = await resolvePeriods(ctx, { ...query, bucket: query.range === '24h' ? 'hour' : 'day' })
  const [{ rows, readFrom }, prices] = await Promise.all([
    readSums(ctx, {
      periods,
      groupBy: 'model',
      subgroupBy: 'provider',
      filters: filtersOf(query, visible),
      limit,
      byBucket: false,
      latency: true,
    }),
    loadPricesNow(ctx, visible),
  ])
  const current = rows.filter(({ period }) => period === 'current')
  const total = addSums(current)
  const previous = periods.previous && rows.filter(({ period }) => period === 'previous')
  const shown = current.filter(isShown).sort((a, b) => a.place - b.place)
  const styles = await nameKeys(ctx, 'model', [...new Set(shown.map(({ key }) => key))])
  return {
    readFrom,
    range: toRange(periods.current),
    previousRange: periods.previous && toRange(periods.previous),
    timeZone,
    data: shown.map((row) => ({
      ...measure(row, prices),
      slot: styles.get(row.key)!.slot,
      share: shareOf(addSums([row]), total),
      previous: previous && toSpendSums(addSums(previous.filter((other) => isSame(other, row)))),
    })),
    total: countGroups(rows),
    sums: toSpendSums(total),
    coverage: toCoverage(total),
  }
}

type ShownRow = SumsRow & { key: string; subkey: string; place: number }

const isShown = (row: SumsRow): row is ShownRow => row.key !== null
const isSame = (a: SumsRow, b: SumsRow) => a.key === b.key && a.subkey === b.subkey

function measure(row: ShownRow, prices: PricesNow): Omit<ModelMeasures, 'slot' | 'share' | 'previous'> {
  const { key: model, subkey: provider } = row
  const sums: Sums = addSums([row])
  const { price, projectPrices, listed } = prices.of(provider, model)
  return {
    provider,
    model,
    ...toSpendSums(sums),
    coverage: toCoverage(sums),
    latencyP50: measureSums('latencyP50', sums) as number | null,
    latencyP95: measureSums('latencyP95', sums) as number | null,
    paid: paidPerMillion(sums),
    undiscountedUsdPerMillion: undiscountedPerMillion(sums, price?.rates ?? null),
    price,
    projectPrices,
    listed,
  }
}
