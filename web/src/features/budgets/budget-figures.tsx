import type { BudgetBurn, BudgetDetail } from '#shared/api/budgets.ts'
import { useMoney } from '../../api/use-money.ts'
import { Card } from '../../components/card.tsx'
import { KpiCell } from '../../components/kpi-cell.tsx'
import { compact, integer, plural, UNKNOWN } from '../../lib/format.ts'
import { wholePercent } from './budget-burn.tsx'
import { periodName, resetsText } from './budget-words.ts'

interface BudgetFiguresProps {
  budget: BudgetDetail
  /** Of the current period; undefined while it is not known. */
  burn: BudgetBurn | undefined
  now: number
}

/** The current period in figures. */
export function BudgetFigures({ budget, burn, now }: BudgetFiguresProps) {
  const money = useMoney()
  const { current, amountUsd, groupBy, period, timeZone } = budget
  const left = current ? Number(amountUsd) - Number(current.spentUsd) : null
  const expected = burn?.forecast?.at(-1)
  return (
    <Card aria-label="Key figures">
      <div className="grid grid-cols-2 gap-px bg-line lg:grid-cols-4">
        <KpiCell
          label={current ? `Spent, ${periodName(period, current, timeZone)}` : 'Spent'}
          title={current ? money.exact(current.spentUsd) : undefined}
          figure={current ? money.headline(current.spentUsd) : UNKNOWN}
        >
          {current && current.unpricedEvents > 0 && 'At least that, '}
          {current ? `of ${money.headline(amountUsd)}${groupBy ? ' for each' : ''}` : 'Being added up'}
        </KpiCell>
        {groupBy ? (
          <KpiCell label="Spent it all" figure={current ? integer(current.groupsOver) : UNKNOWN}>
            {current && `of ${integer(current.groups)} ${plural(current.groups, 'group')}`}
          </KpiCell>
        ) : (
          <KpiCell
            label={left !== null && left < 0 ? 'Over' : 'Left'}
            figure={left === null ? UNKNOWN : money.headline(Math.abs(left))}
          >
            {current && `${wholePercent(current.ratio)} spent`}
          </KpiCell>
        )}
        <KpiCell
          label="Forecast"
          figure={expected ? money.headline(expected.spentUsd) : UNKNOWN}
          title={expected && `Likely between ${expected.lowUsd} and ${expected.highUsd} USD`}
        >
          {expected
            ? `${money.compact(expected.lowUsd)} – ${money.compact(expected.highUsd)}`
            : groupBy
              ? 'Not made for groups'
              : 'Needs more days of data'}
        </KpiCell>
        <KpiCell label="Requests" figure={current ? compact(current.requests) : UNKNOWN}>
          {current && (
            <>
              <span>{wholePercent(current.elapsed)} gone,</span>
              <span>{resetsText(current.end, now)}</span>
            </>
          )}
        </KpiCell>
      </div>
    </Card>
  )
}
