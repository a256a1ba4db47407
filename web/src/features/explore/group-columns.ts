import type { Exploration } from '#shared/api/explore.ts'
import { EXPLORE_METRICS } from '#shared/api/explore-metrics.ts'
import type { Money } from '../../lib/money.ts'
import { columnFormat, numberOf } from './metric-format.ts'

/** What all rows have in common. */
export interface GroupColumns extends Pick<Exploration, 'groupBy' | 'subgroupBy'> {
  metric: Exploration['metric']
  additive: boolean
  compared: boolean
  /** Text of a value of the metric, with the decimals of the column. */
  format: ReturnType<typeof columnFormat>
  money: Money
  /** Decimals of the column of spend. */
  spendScale: number
  largest: number
}

export function columnsOf(explored: Exploration, money: Money): GroupColumns {
  const { metric, groupBy, subgroupBy, series, total, previousRange } = explored
  const values = [...series, total].flatMap(({ value, previous }) => [value, previous])
  return {
    metric,
    groupBy,
    subgroupBy,
    additive: EXPLORE_METRICS[metric].additive,
    compared: previousRange !== null,
    format: columnFormat(metric, values, money),
    money,
    spendScale: money.scale([...series, total].flatMap(({ costUsd }) => costUsd ?? [])),
    largest: Math.max(0, ...series.map(({ value }) => numberOf(value) ?? 0)),
  }
}
