import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import type { BudgetDetail, BudgetPeriodSpend } from '#shared/api/budgets.ts'
import { useMoney } from '../../api/use-money.ts'
import type { BurnMark } from '../../charts/burn-chart.tsx'
import { burnRows } from '../../charts/burn-rows.ts'
import { ChartKey } from '../../charts/chart-key.tsx'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { Refetching } from '../../components/refetching.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { usd, usdCompact } from '../../lib/format.ts'
import { groupName } from './budget-scope.ts'
import { periodName } from './budget-words.ts'
import { PaceText } from './pace-text.tsx'
import { budgetBurnOptions } from './queries.ts'

const BurnChart = lazy(async () => ({ default: (await import('../../charts/burn-chart.tsx')).BurnChart }))

interface BurnCardProps {
  budget: BudgetDetail
  /** Which period is looked at; undefined is the current one. */
  period: BudgetPeriodSpend | undefined
  /** Of a budget with groups: whose; undefined is the one that has spent most. */
  group: string | undefined
  /** Where thresholds were crossed in it. */
  marks: readonly BurnMark[]
  actions?: ReactNode
}

const HEIGHT = 'h-[172px]'

/** The spend of a period as it grew, with what is expected of the rest. */
export function BurnCard({ budget, period, group, marks, actions }: BurnCardProps) {
  const { rate, symbol } = useMoney()
  const burn = useQuery(budgetBurnOptions(budget.id, { period: period?.start, group }))
  const { groupBy, timeZone } = budget
  const groupNames = new Map(budget.groups.map(({ key, name }) => [key, name]))
  const bounds = period ?? budget.current
  const shownMarks = marks.map((mark) => ({ ...mark, amount: mark.amount * rate }))
  const hasForecast = (burn.data?.forecast?.length ?? 0) > 0
  return (
    <Card aria-labelledby="burn">
      <CardHead
        id="burn"
        title={
          bounds
            ? `Spend ${budget.period === 'day' ? 'on' : 'in'} ${periodName(budget.period, bounds, timeZone)}`
            : 'Spend'
        }
        sub={`Added up, ${timeZone}${groupBy && burn.data ? `. Of ${groupName(groupNames.get(burn.data.group ?? '') ?? '', groupBy)}${group === undefined ? ', which spent most' : ''}.` : '.'}`}
        actions={actions}
      />
      <div className="px-4 pb-3">
        {burn.isPending && <Skeleton className={HEIGHT} />}
        {burn.isError && (
          <CardError what="The spend of this period" error={burn.error} onRetry={() => burn.refetch()} />
        )}
        {burn.data && !burn.isError && (
          <Refetching stale={burn.isPlaceholderData}>
            <Suspense fallback={<Skeleton className={HEIGHT} />}>
              <BurnChart
                label={`Spend of ${budget.name} up to its amount`}
                bounds={burn.data}
                timeZone={timeZone}
                rows={burnRows(burn.data, rate)}
                limit={Number(burn.data.amountUsd) * rate}
                marks={shownMarks}
                money={(amount) => usd(amount, symbol)}
                tick={(amount) => usdCompact(amount, symbol)}
              />
            </Suspense>
          </Refetching>
        )}
      </div>
      <CardFooter>
        {!period && (
          <span className="text-fg-2">
            <PaceText budget={budget} />
          </span>
        )}
        {hasForecast && <ChartKey part="forecast" />}
        <ChartKey part="limit" />
        {shownMarks.length > 0 && <ChartKey part="crossing" />}
      </CardFooter>
    </Card>
  )
}
