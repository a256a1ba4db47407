import type { Exploration, ExploredSeries, MetricValue } from '#shared/api/explore.ts'
import { EXPLORE_METRICS, type ExploreMetric } from '#shared/api/explore-metrics.ts'
import { formatUsd } from '#shared/money.ts'
import { measureSums } from './measure-sums.ts'
import type { KeyStyle } from './name-keys.ts'
import type { SumsRow } from './read-sums.ts'
import { shareOf } from './spend-by.ts'
import { placeInBuckets } from './spend-over-time.ts'
import { addSums, knownCost, type Sums } from './sums.ts'

export interface ExploreFrame {
  metric: ExploreMetric
  cumulative: boolean
  /** How many buckets the range has. */
  buckets: number
  /** How many of them have begun. */
  happened: number
  compared: boolean
}

interface Names {
  keys: ReadonlyMap<string, KeyStyle>
  subkeys: ReadonlyMap<string, KeyStyle> | null
}

type ExploredGroup = Exploration['total']

/** One series a group that has events in the current period, largest first; what found no place is "other". */
export function toSeries(
  current: readonly SumsRow[],
  previous: readonly SumsRow[],
  names: Names,
  frame: ExploreFrame,
): ExploredSeries[] {
  const total = addSums(current)
  const [now, before] = [byPlace(current), byPlace(previous)]
  const places = [...now.keys()].sort(
    (a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY),
  )
  return places.map((place) => {
    const rows = now.get(place)!
    const { key, subkey } = rows[0]!
    return {
      ...nameSeries(key, subkey, names),
      ...toExploredGroup(rows, before.get(place) ?? [], frame),
      share: shareOfMetric(frame.metric, addSums(rows), total),
    }
  })
}

function byPlace(rows: readonly SumsRow[]): Map<number | null, SumsRow[]> {
  const groups = new Map<number | null, SumsRow[]>()
  for (const row of rows) {
    const group = groups.get(row.place)
    if (group) group.push(row)
    else groups.set(row.place, [row])
  }
  return groups
}

function nameSeries(key: string | null, subkey: string | null, { keys, subkeys }: Names) {
  if (key === null) return { key, name: 'Other', slot: null, subkey: null, subname: null }
  const subname = subkey === null ? null : (subkeys?.get(subkey)?.name ?? subkey)
  return { key, ...keys.get(key)!, subkey, subname }
}

/** The metric of a group, in all and bucket by bucket. */
export function toExploredGroup(
  current: readonly SumsRow[],
  previous: readonly SumsRow[],
  frame: ExploreFrame,
): ExploredGroup {
  const sums = addSums(current)
  const cost = knownCost(sums)
  return {
    value: measureSums(frame.metric, sums),
    previous: frame.compared ? measureSums(frame.metric, addSums(previous)) : null,
    requests: sums.requests,
    costUsd: cost === null ? null : formatUsd(cost),
    values: toValues(current, frame),
  }
}

/** A bucket without events is a gap; what adds up over time begins with the first event and ends with now. */
export function toValues(
  rows: readonly SumsRow[],
  { metric, cumulative, buckets, happened }: ExploreFrame,
): MetricValue[] {
  let soFar: Sums | null = null
  return placeInBuckets(rows, buckets).map((ofBucket, at) => {
    const added: (SumsRow | Sums)[] = cumulative && soFar ? [soFar, ...ofBucket] : ofBucket
    if (added.length === 0 || (ofBucket.length === 0 && at >= happened)) return null
    soFar = addSums(added)
    return measureSums(metric, soFar)
  })
}

function shareOfMetric(metric: ExploreMetric, part: Sums, total: Sums): number | null {
  if (!EXPLORE_METRICS[metric].additive) return null
  if (metric === 'cost') return shareOf(part, total)
  const [value, whole] = [Number(measureSums(metric, part)), Number(measureSums(metric, total))]
  return whole === 0 ? null : value / whole
}
