import type { Exploration, ExploredSeries, MetricValue } from '#shared/api/explore.ts'
import { EXPLORE_METRICS } from '#shared/api/explore-metrics.ts'
import { type SeriesColour, seriesColours } from '../../charts/series-colour.ts'
import { type StackKind, type StackRow, type StackSeries, stackKind } from '../../charts/stack.ts'
import type { ExploreChart } from '../../lib/explore-params.ts'
import { valueName } from '../../lib/labels.ts'
import { numberOf } from './metric-format.ts'

/** How it can be drawn: what does not add up is not stacked, and many bars are an area. */
export function chartKinds({ metric, buckets }: Exploration): StackKind[] {
  if (!EXPLORE_METRICS[metric].additive) return ['lines']
  return stackKind(buckets.length) === 'bars' ? ['bars', 'area', 'lines'] : ['area', 'lines']
}

/** What is shown for a choice; one that does not suit the answer gives way to one that does. */
export function shownKind(chart: ExploreChart, explored: Exploration): StackKind | 'table' {
  if (chart === 'table') return 'table'
  const kinds = chartKinds(explored)
  return kinds.find((kind) => kind === chart) ?? kinds[0] ?? 'lines'
}

/**
 * Amounts are in USD times `rate`. A bucket that still fills would draw a cliff, unless it is a bar, a ratio, or all
 * there was so far.
 */
export function toStackRows(explored: Exploration, kind: StackKind, rate: number): StackRow[] {
  const { metric, cumulative, buckets, series, total, previousValues } = explored
  const keepsPartial = kind === 'bars' || cumulative || !EXPLORE_METRICS[metric].additive
  const shown = (value: MetricValue | undefined) => {
    const number = numberOf(value)
    return number !== null && EXPLORE_METRICS[metric].unit === 'usd' ? number * rate : number
  }
  const rows = buckets.map((bucket, at) => {
    const row: StackRow = {
      ...bucket,
      total: shown(total.values[at]),
      previous: kind === 'lines' ? null : shown(previousValues?.[at]),
    }
    series.forEach(({ values }, index) => {
      row[`v${index}`] = shown(values[at])
    })
    return row
  })
  return rows.filter(({ partial }) => keepsPartial || !partial)
}

type Labels = Pick<Exploration, 'groupBy' | 'subgroupBy'>

export const groupName = ({ groupBy }: Labels, { key, name }: ExploredSeries) =>
  key === null ? name : name || valueName(key, groupBy)

export const subgroupName = ({ subgroupBy }: Labels, { subkey, subname }: ExploredSeries) =>
  subkey === null ? null : subname || valueName(subkey, subgroupBy)

/** `gpt-5`, or `gpt-5 · search` where there are subgroups. */
export const pairName = (labels: Labels, series: ExploredSeries) =>
  [groupName(labels, series), subgroupName(labels, series)].filter((name) => name !== null).join(' · ')

export const seriesId = ({ key, subkey }: ExploredSeries) => JSON.stringify([key, subkey])

export function toStackSeries(explored: Exploration): StackSeries[] {
  const colours = groupColours(explored)
  return explored.series.map((series, index) => ({
    id: seriesId(series),
    name: pairName(explored, series),
    ...colours[index]!,
  }))
}

/** Percent of a group's colour that its subgroups keep, largest first; further ones are hatched. */
const SHADES = [100, 70, 46, 28]

/** Subgroups of one group are shades of its colour. */
export function groupColours({ series, subgroupBy }: Exploration): SeriesColour[] {
  if (subgroupBy === null) return seriesColours(series)
  const taken = new Map<string, number>()
  return series.map(({ key, slot }) => {
    const base = key && slot ? `var(--s${slot})` : 'var(--s-other)'
    const place = taken.get(base) ?? 0
    taken.set(base, place + 1)
    const shade = SHADES[place % SHADES.length]!
    const colour = shade === 100 ? base : `color-mix(in oklab, ${base} ${shade}%, var(--surface))`
    return { colour, hatched: place >= SHADES.length }
  })
}
