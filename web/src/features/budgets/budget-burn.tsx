import type { Budget } from '#shared/api/budgets.ts'
import { useMoney } from '../../api/use-money.ts'
import { Meter } from '../../components/meter.tsx'
import { integer, percent, plural, UNKNOWN } from '../../lib/format.ts'
import { meterTone, riskOf } from './budget-risk.ts'
import { periodName } from './budget-words.ts'

/** A share of the amount, without decimals: `78%`. */
export const wholePercent = (ratio: number) => percent(Math.floor(ratio * 100) / 100).replace('.0%', '%')

/** What is spent of the amount in the current period, and how much of the period is gone. */
export function BudgetBurn({ budget }: { budget: Budget }) {
  const money = useMoney()
  const { current, amountUsd, groupBy, period, timeZone, name } = budget
  if (!current) return <p className="text-fg-3">{UNKNOWN}</p>
  const gone = `${wholePercent(current.elapsed)} of ${periodName(period, current, timeZone)} gone`
  const spent = `${current.unpricedEvents > 0 ? 'at least ' : ''}${money.headline(current.spentUsd)}`
  return (
    <div className="min-w-0">
      <p className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-2">
        <span className="num">
          <span className="font-medium" title={money.exact(current.spentUsd)}>
            {spent}
          </span>{' '}
          <span className="text-fg-3 text-xs">
            {groupBy ? `in ${integer(current.groups)} ${plural(current.groups, 'group')}` : 'of'}{' '}
            {!groupBy && money.headline(amountUsd)}
          </span>
        </span>
        <span className="num text-xs" title={groupBy ? 'Of the group that spent most' : undefined}>
          {wholePercent(current.ratio)}
        </span>
      </p>
      <Meter
        label={`Spent of ${name}`}
        text={`${wholePercent(current.ratio)} of ${money.headline(amountUsd)} spent, ${gone}`}
        ratio={current.ratio}
        tone={meterTone(riskOf(budget))}
        tick={current.elapsed}
      />
      <p className="mt-1 text-2xs text-fg-3">
        {gone}
        {current.unpricedEvents > 0 &&
          `, ${integer(current.unpricedEvents)} ${plural(current.unpricedEvents, 'request')} without a cost`}
      </p>
    </div>
  )
}
