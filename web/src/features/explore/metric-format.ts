import type { MetricValue } from '#shared/api/explore.ts'
import { EXPLORE_METRICS, type ExploreMetric } from '#shared/api/explore-metrics.ts'
import { AXIS_WIDTH, moneyAxis } from '../../charts/axis-format.ts'
import type { StackFormat } from '../../charts/stack.ts'
import {
  type Change,
  change,
  compact,
  integer,
  latency,
  percent,
  pointsChange,
  UNKNOWN,
  usd,
} from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'

/** For display and geometry only. */
export const numberOf = (value: MetricValue | undefined) =>
  value === null || value === undefined ? null : Number(value)

const unitOf = (metric: ExploreMetric) => EXPLORE_METRICS[metric].unit

/** A figure that stands alone. */
export function figureText(metric: ExploreMetric, value: MetricValue, money: Money): string {
  const isMoney = unitOf(metric) === 'usd' && value !== null
  return isMoney ? money.headline(value) : columnFormat(metric, [value], money)(value)
}

/** The figures of a column, money with the decimals of the whole column. */
export function columnFormat(
  metric: ExploreMetric,
  values: readonly MetricValue[],
  money: Money,
): (value: MetricValue) => string {
  const unit = unitOf(metric)
  const scale = money.scale(unit === 'usd' ? values.flatMap((value) => value ?? []) : [])
  return (value) => {
    if (value === null) return UNKNOWN
    switch (unit) {
      case 'usd':
        return money.scaled(value, scale)
      case 'count':
        return compact(Number(value))
      case 'share':
        return percent(Number(value))
      case 'ms':
        return latency(Number(value))
      default:
        return unit satisfies never
    }
  }
}

/** Every digit that is known, for titles. */
export function exactText(metric: ExploreMetric, value: MetricValue, money: Money): string {
  if (value === null) return unknownText(metric)
  if (unitOf(metric) === 'usd') return money.exact(String(value))
  if (unitOf(metric) === 'count') return integer(Number(value))
  return figureText(metric, value, money)
}

function unknownText(metric: ExploreMetric): string {
  switch (unitOf(metric)) {
    case 'usd':
      return 'No price is known for these requests'
    case 'ms':
      return 'These requests told no latency'
    default:
      return 'Not known'
  }
}

/** Percentiles are known within 3 % each: two that differ by less may be the same. */
const PERCENTILE_NOISE = 0.065

/** Null when either side is not known: no change is claimed then. */
export function changeOf(metric: ExploreMetric, current: MetricValue, base: MetricValue): Change | null {
  if (current === null || base === null) return null
  const [now, before] = [Number(current), Number(base)]
  if (unitOf(metric) === 'share') return pointsChange(now, before)
  const isSame = unitOf(metric) === 'ms' && Math.abs(now - before) < PERCENTILE_NOISE * before
  return isSame ? { direction: 'flat', text: '≈' } : change(now, before)
}

/** The y axis and the values of tooltips, of rows that are in the currency of the screen. `top` is the largest value. */
export function axisFormat(
  metric: ExploreMetric,
  top: number,
  money: Money,
): Pick<StackFormat, 'axis' | 'axisWidth' | 'value'> {
  const unit = unitOf(metric)
  const format = columnFormat(metric, [], money)
  switch (unit) {
    case 'usd':
      return { ...moneyAxis(top, money.symbol), value: (value) => usd(value, money.symbol) }
    case 'count':
      return { axis: compact, axisWidth: AXIS_WIDTH, value: integer }
    case 'share':
      return { axis: (value) => `${Math.round(value * 1000) / 10}%`, axisWidth: AXIS_WIDTH, value: format }
    case 'ms':
      return { axis: (value) => latencyTick(value, top), axisWidth: AXIS_WIDTH, value: format }
    default:
      return unit satisfies never
  }
}

/** Every tick of an axis has the unit of its top. */
const latencyTick = (ms: number, top: number) => (top < 1000 ? latency(ms) : `${Math.round(ms / 100) / 10} s`)
