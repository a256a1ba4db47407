import type { SpendOverTime } from '#shared/api/spend.ts'
import { seriesColours } from '../../charts/series-colour.ts'
import type { StackRow, StackSeries } from '../../charts/stack.ts'
import { valueName } from '../../lib/labels.ts'
import type { Metric } from '../../lib/search-params.ts'
import { metricNumber } from './amounts.ts'

/** A bucket without requests is a gap, also where the server adds up to nothing. */
const pointNumber = (point: { costUsd: string | null; requests: number } | undefined, metric: Metric) =>
  point && point.requests > 0 ? metricNumber(point, metric) : null

export function toStackRows(spend: SpendOverTime, metric: Metric): StackRow[] {
  return spend.buckets.map((bucket, at) => {
    const row: StackRow = {
      ...bucket,
      total: pointNumber(spend.total[at], metric),
      previous: spend.previous ? pointNumber(spend.previous[at], metric) : null,
    }
    spend.series.forEach((series, index) => {
      row[`v${index}`] = pointNumber(series.values[at], metric)
    })
    return row
  })
}

export function toStackSeries(spend: SpendOverTime): StackSeries[] {
  const colours = seriesColours(spend.series)
  return spend.series.map(({ key, name }, index) => ({
    id: key === null ? 'other' : `key:${key}`,
    name: key === null ? 'Other' : name || valueName(key),
    colour: colours[index]?.colour ?? 'var(--s-other)',
    hatched: colours[index]?.hatched ?? false,
  }))
}
