import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Budget, BudgetBurn as Burn } from '#shared/api/budgets.ts'
import { useMoney } from '../../api/use-money.ts'
import { burnRows } from '../../charts/burn-rows.ts'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { Meter } from '../../components/meter.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { usd, usdCompact } from '../../lib/format.ts'
import { BudgetBadge } from './budget-badge.tsx'
import { wholePercent } from './budget-burn.tsx'
import { meterTone, riskOf } from './budget-risk.ts'
import { periodName, resetsText } from './budget-words.ts'
import { GroupMeters } from './group-meters.tsx'
import { PaceText } from './pace-text.tsx'

const BurnChart = lazy(async () => ({ default: (await import('../../charts/burn-chart.tsx')).BurnChart }))

interface OverviewBudgetCardProps {
  budget: Budget
  /** undefined while it is not known. */
  burn: Burn | undefined
  /** How many budgets there are besides. */
  others: number
  now: number
}

const SHOWN_GROUPS = 4

/** The budget that needs a look first. */
export function OverviewBudgetCard({ budget, burn, others, now }: OverviewBudgetCardProps) {
  const { id, name, current, period, timeZone, groupBy } = budget
  return (
    <Card aria-labelledby="budget-card" className="flex flex-col">
      <CardHead
        id="budget-card"
        title={
          <Link to="/budgets/$id" params={{ id }} className="hover:underline">
            Budget: {name}
          </Link>
        }
        sub={current && `${periodName(period, current, timeZone)}, ${resetsText(current.end, now)}`}
        actions={<BudgetBadge budget={budget} />}
      />
      <div className="flex-1 px-4 pb-3">
        <Spent budget={budget} burn={burn} />
        <div className="mt-3">
          {groupBy ? (
            <GroupMeters budget={{ ...budget, groups: budget.groups.slice(0, SHOWN_GROUPS) }} />
          ) : (
            <Chart budget={budget} burn={burn} />
          )}
        </div>
      </div>
      <CardFooter>
        <span className="text-fg-2">
          <PaceText budget={budget} />
        </span>
        <Link to="/budgets" className="ml-auto hover:text-fg">
          {others > 0 ? `${others} more` : 'All budgets'}
        </Link>
      </CardFooter>
    </Card>
  )
}

type PartProps = Pick<OverviewBudgetCardProps, 'budget' | 'burn'>

function Spent({ budget, burn }: PartProps) {
  const money = useMoney()
  const { current, amountUsd, groupBy, name } = budget
  if (!current) return null
  const expected = burn?.forecast?.at(-1)
  const gone = `${wholePercent(current.elapsed)} of the ${WORDS[budget.period]} gone`
  return (
    <>
      <p className="mb-2 flex items-baseline justify-between gap-2">
        <span>
          <span className="num font-semibold text-xl" title={money.exact(current.spentUsd)}>
            {money.headline(current.spentUsd)}
          </span>{' '}
          <span className="num text-fg-3">
            {groupBy ? `of ${money.headline(amountUsd)} for each` : `of ${money.headline(amountUsd)}`}
          </span>
        </span>
        <span className="num font-medium">{wholePercent(current.ratio)}</span>
      </p>
      <Meter
        label={`Spent of ${name}`}
        text={`${wholePercent(current.ratio)} of ${money.headline(amountUsd)} spent, ${gone}`}
        ratio={current.ratio}
        tone={meterTone(riskOf(budget))}
        tick={current.elapsed}
      />
      <p className="mt-1.5 flex justify-between gap-2 text-fg-3 text-xs">
        <span>{gone}</span>
        {expected && <span className="num">Forecast {money.compact(expected.spentUsd)}</span>}
      </p>
    </>
  )
}

const WORDS = { day: 'day', week: 'week', month: 'month', quarter: 'quarter', cycle: 'month' }

function Chart({ budget, burn }: PartProps) {
  const { rate, symbol } = useMoney()
  if (!burn) return <Skeleton className="h-[172px]" />
  return (
    <Suspense fallback={<Skeleton className="h-[172px]" />}>
      <BurnChart
        label={`Spend of ${budget.name} up to its amount`}
        bounds={burn}
        timeZone={budget.timeZone}
        rows={burnRows(burn, rate)}
        limit={Number(burn.amountUsd) * rate}
        marks={[]}
        money={(amount) => usd(amount, symbol)}
        tick={(amount) => usdCompact(amount, symbol)}
      />
    </Suspense>
  )
}
