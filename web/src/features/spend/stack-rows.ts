import type { SpendOverTime } from '#shared/api/spend.ts'
import { seriesColours } from '../../charts/series-colour.ts'
import type { StackRow, StackSeries } from '../../charts/stack.ts'
import { valueName } from '../../lib/labels.ts'
import type { Metric } from '../../lib/search-params.ts'
import { metricNumber } from './amounts.ts'

type Point = { costUsd: string | null; requests: number }

/** Costs are in USD times `rate`. A bucket without requests is a gap, also where the server adds up to nothing. */
export function toStackRows(spend: SpendOverTime, metric: Metric, rate = 1): StackRow[] {
  const numberOf = (point: Point | undefined) => {
    const number = point && point.requests > 0 ? metricNumber(point, metric) : null
    return number !== null && metric === 'cost' ? number * rate : number
  }
  return spend.buckets.map((bucket, at) => {
    const row: StackRow = {
      ...bucket,
      total: numberOf(spend.total[at]),
      previous: spend.previous ? numberOf(spend.previous[at]) : null,
    }
    spend.series.forEach((series, index) => {
      row[`v${index}`] = numberOf(series.values[at])
    })
    return row
  })
}

export function toStackSeries(spend: SpendOverTime): StackSeries[] {
  const colours = seriesColours(spend.series)
  return spend.series.map(({ key, name }, index) => ({
    id: key === null ? 'other' : `key:${key}`,
    name: key === null ? 'Other' : name || valueName(key, spend.groupBy),
    colour: colours[index]?.colour ?? 'var(--s-other)',
    hatched: colours[index]?.hatched ?? false,
  }))
}
