import type { AnyLabel } from '#shared/api/labels.ts'
import type { SpendBy, SpendRow, SpendSums } from '#shared/api/spend.ts'
import { type SeriesColour, seriesColours } from '../../charts/series-colour.ts'
import type { Change } from '../../lib/format.ts'
import { labelNoun, valueName } from '../../lib/labels.ts'
import type { Metric } from '../../lib/search-params.ts'
import { baseOf, changeOf, metricNumber } from './amounts.ts'

export interface BreakdownRow extends SeriesColour {
  /** null is "Other". */
  key: string | null
  name: string
  sums: SpendSums
  share: number | null
  change: Change | null
}

const otherName = (label: AnyLabel, keys: number) => `Other (${keys} ${labelNoun(label, keys)})`

function shareOf(row: { share: number | null; requests: number }, total: SpendSums, metric: Metric) {
  if (metric === 'cost') return row.share
  return total.requests > 0 ? row.requests / total.requests : null
}

/** The rows of the legend, in the order of the stack: largest first, "Other" last. */
export function toBreakdown(spend: SpendBy, metric: Metric): BreakdownRow[] {
  const { rows, other, total, groupBy } = spend
  const compared = baseOf(spend) !== null
  const entities: (Omit<SpendRow, 'key' | 'slot'> & { key: string | null; slot: number | null })[] = [
    ...rows,
    ...(other ? [{ ...other, key: null, slot: null, name: otherName(groupBy, other.keys) }] : []),
  ]
  const colours = seriesColours(entities)
  return entities.map((entity, index) => ({
    key: entity.key,
    name: entity.name || valueName(entity.key ?? '', groupBy),
    sums: entity,
    share: shareOf(entity, total, metric),
    change: changeOf(
      metricNumber(entity, metric),
      compared && entity.previous ? metricNumber(entity.previous, metric) : null,
    ),
    colour: colours[index]?.colour ?? 'var(--s-other)',
    hatched: colours[index]?.hatched ?? false,
  }))
}
