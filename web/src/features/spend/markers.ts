import type { Annotation } from '#shared/api/annotations.ts'
import type { SpendOverTime } from '#shared/api/spend.ts'
import type { SpendPriceChange } from '#shared/api/spend-price-changes.ts'
import type { ChartMarker } from '../../charts/chart-marker.ts'
import type { Money } from '../../lib/money.ts'
import type { Anomaly } from './find-anomalies.ts'

/** Price classes as people call them. */
const CLASS_WORDS: Record<SpendPriceChange['prices'][number]['class'], string> = {
  input: 'input',
  cacheRead: 'cached input',
  cacheWrite: 'cache write',
  cacheWrite5m: 'cache write',
  output: 'output',
}

interface Happenings {
  prices?: readonly SpendPriceChange[] | undefined
  annotations?: readonly Annotation[] | undefined
  anomalies?: readonly Anomaly[] | undefined
}

/** What happened in the buckets of a chart, in the order of time. */
export function toMarkers(
  { buckets }: Pick<SpendOverTime, 'buckets'>,
  { prices = [], annotations = [], anomalies = [] }: Happenings,
  money: Money,
): ChartMarker[] {
  const all = [
    ...prices.map((change) => ({
      id: `price ${change.at} ${change.provider} ${change.model}`,
      kind: 'price' as const,
      at: change.at,
      text: priceText(change),
    })),
    ...anomalies.map(({ start, usd, usualUsd }) => ({
      id: `anomaly ${start}`,
      kind: 'anomaly' as const,
      at: start,
      text: `${money.headline(usd)}, usually ${money.headline(usualUsd)} on this weekday`,
    })),
    ...annotations.map(({ id, kind, at, title }) => ({ id: `annotation ${id}`, kind, at, text: title })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return all.flatMap(({ at, ...marker }) => {
    const instant = Date.parse(at)
    const bucket = buckets.find(({ start, end }) => Date.parse(start) <= instant && instant < Date.parse(end))
    return bucket ? [{ ...marker, start: bucket.start }] : []
  })
}

/** Prices are in USD, as providers publish them: `gpt-5 input $1.25 to $1.10 / 1M`. */
function priceText({ model, prices }: SpendPriceChange): string {
  const amount = (price: string | null) => (price === null ? 'none' : `$${price}`)
  const moves = prices.map(
    ({ class: name, previous, current }) => `${CLASS_WORDS[name]} ${amount(previous)} to ${amount(current)}`,
  )
  return `${model} ${moves.join(', ')} / 1M`
}
