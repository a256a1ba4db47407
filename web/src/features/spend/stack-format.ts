import type { SpendOverTime } from '#shared/api/spend.ts'
import { AXIS_WIDTH, axisTop, moneyAxis } from '../../charts/axis-format.ts'
import { bucketTick, bucketTitle } from '../../charts/bucket-text.ts'
import type { StackFormat, StackRow } from '../../charts/stack.ts'
import { change, compact, integer, signedChange, usd } from '../../lib/format.ts'
import type { Metric } from '../../lib/search-params.ts'
import { NO_COST_REASON } from './amounts.ts'

/** `rows` are in the currency of the symbol already, so that ticks are round. */
export function stackFormat(
  spend: SpendOverTime,
  rows: readonly StackRow[],
  metric: Metric,
  symbol: string,
): StackFormat {
  return {
    additive: true,
    totalName: 'Total',
    tick: (start) => bucketTick(spend, start),
    ...(metric === 'cost'
      ? moneyAxis(axisTop(rows, 'bars'), symbol)
      : { axis: compact, axisWidth: AXIS_WIDTH }),
    value: metric === 'cost' ? (value) => usd(value, symbol) : integer,
    unknown: metric === 'cost' ? NO_COST_REASON : '',
    change: (current, base) => signedChange(change(current, base)),
    title: (row) => bucketTitle(spend, row),
  }
}
