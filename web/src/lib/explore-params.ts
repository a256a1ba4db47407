import { EXPLORE_METRICS, type ExploreMetric } from '#shared/api/explore-metrics.ts'
import type { AnyLabel } from '#shared/api/labels.ts'
import {
  DEFAULT_VIEW,
  type FlatSearch,
  isAnyLabel,
  readFilters,
  readSpendView,
  type SpendView,
  writeFilters,
} from './search-params.ts'

export const ROLLUPS = ['auto', 'hour', 'day', 'week', 'month'] as const
export type Rollup = (typeof ROLLUPS)[number]

export const GROUP_LIMITS = [5, 10, 15, 20] as const
type GroupLimit = (typeof GROUP_LIMITS)[number]

/** `auto` is bars, or what suits the metric and the number of buckets. */
const CHARTS = ['auto', 'bars', 'area', 'lines', 'table'] as const
export type ExploreChart = (typeof CHARTS)[number]

/** What the URL means on Explore. */
export interface ExploreView extends Pick<SpendView, 'range' | 'compare' | 'filters'> {
  metric: ExploreMetric
  group: AnyLabel
  /** The subgroup. */
  by: AnyLabel | null
  rollup: Rollup
  limit: GroupLimit
  cumulative: boolean
  chart: ExploreChart
}

const DEFAULTS = {
  range: DEFAULT_VIEW.range,
  compare: DEFAULT_VIEW.compare,
  metric: 'cost',
  group: 'model',
  by: '',
  rollup: 'auto',
  limit: '10',
  cumulative: 'false',
  chart: 'auto',
}

const oneOf = <T extends string>(values: readonly T[], text: string | undefined, fallback: T): T =>
  values.find((value) => value === text) ?? fallback

/** Unknown names and values are left out, so that a bad link never breaks a page. */
export function readExploreView(search: FlatSearch): ExploreView {
  const { range, compare } = readSpendView(search)
  const { group = '', by = '', limit = '' } = search
  const label = isAnyLabel(group) ? group : 'model'
  return {
    range,
    compare,
    metric: oneOf(Object.keys(EXPLORE_METRICS) as ExploreMetric[], search.metric, 'cost'),
    group: label,
    by: isAnyLabel(by) && by !== label ? by : null,
    rollup: oneOf(ROLLUPS, search.rollup, 'auto'),
    limit: GROUP_LIMITS.find((known) => String(known) === limit) ?? 10,
    cumulative: search.cumulative === 'true',
    chart: oneOf(CHARTS, search.chart, 'auto'),
    filters: readFilters(search),
  }
}

export function writeExploreView({ filters, by, limit, cumulative, ...texts }: ExploreView): FlatSearch {
  const flat = { ...texts, by: by ?? '', limit: String(limit), cumulative: String(cumulative) }
  const search: FlatSearch = {}
  for (const name of Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[]) {
    if (flat[name] !== DEFAULTS[name]) search[name] = flat[name]
  }
  return { ...search, ...writeFilters(filters) }
}
