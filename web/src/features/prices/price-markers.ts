import type { DatedPrice } from '#shared/api/price-list.ts'
import type { PriceOverride } from '#shared/api/prices.ts'
import type { ChartMarker } from '../../charts/chart-marker.ts'

interface Buckets {
  buckets: readonly { start: string; end: string }[]
}

/** The buckets in which the price of a model changed: in the catalogue, or by an own price. */
export function priceMarkers(
  { buckets }: Buckets,
  prices: readonly DatedPrice[],
  overrides: readonly Pick<PriceOverride, 'effectiveFrom' | 'effectiveUntil' | 'retiredAt'>[],
): ChartMarker[] {
  const listed = prices
    .filter(({ terms }) => terms === null)
    .flatMap(({ from, until }) => [from, until])
    .map((at) => ({ at, title: 'The list price changed' }))
  const own = overrides
    .filter(({ retiredAt }) => retiredAt === null)
    .flatMap(({ effectiveFrom, effectiveUntil }) => [
      { at: effectiveFrom, title: 'An own price begins' },
      { at: effectiveUntil, title: 'An own price ends' },
    ])
  const titles = new Map<string, Set<string>>()
  for (const { at, title } of [...listed, ...own]) {
    const bucket = at && buckets.find(({ start, end }) => isWithin(at, start, end))
    if (bucket) titles.set(bucket.start, new Set([...(titles.get(bucket.start) ?? []), title]))
  }
  return [...titles].map(([start, texts]) => ({
    id: start,
    kind: 'price',
    start,
    text: [...texts].join(', '),
  }))
}

const isWithin = (at: string, start: string, end: string) =>
  Date.parse(start) <= Date.parse(at) && Date.parse(at) < Date.parse(end)
