import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { BudgetDetail } from '#shared/api/budgets.ts'
import { Card, CardHead } from '../components/card.tsx'
import { crossingMarks } from '../features/alerts/crossing-marks.ts'
import { CrossingsCard } from '../features/alerts/crossings-card.tsx'
import { budgetAlertsOptions } from '../features/alerts/queries.ts'
import { BudgetBadge } from '../features/budgets/budget-badge.tsx'
import { BudgetFigures } from '../features/budgets/budget-figures.tsx'
import { BurnCard } from '../features/budgets/burn-card.tsx'
import { GroupMeters } from '../features/budgets/group-meters.tsx'
import { GroupSelect } from '../features/budgets/group-select.tsx'
import { PeriodsCard } from '../features/budgets/periods-card.tsx'
import { budgetBurnOptions } from '../features/budgets/queries.ts'
import { StatusCard } from '../features/budgets/status-card.tsx'
import { TermsLine } from '../features/budgets/terms-line.tsx'
import type { FlatSearch } from '../lib/search-params.ts'

/** All that is known of a budget; the address says which of its periods is looked at. */
export function BudgetSection({ budget, canEdit }: { budget: BudgetDetail; canEdit: boolean }) {
  const { period: start, group: asked }: FlatSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const burn = useQuery(budgetBurnOptions(budget.id))
  const alerts = useQuery(budgetAlertsOptions(budget.id)).data ?? []
  const shown = budget.periods.find((one) => one.start === start)
  const bounds = shown ?? budget.current
  const group = budget.groups.find(({ key }) => key === asked)?.key
  const shownGroup = budget.groupBy ? (group ?? budget.groups[0]?.key ?? '') : null
  const show = (search: FlatSearch) =>
    navigate({ to: '/budgets/$id', params: { id: budget.id }, search, resetScroll: false })
  return (
    <>
      <TermsLine budget={budget} />
      <BudgetFigures budget={budget} burn={burn.data} now={Date.now()} />
      <BurnCard
        budget={budget}
        period={shown}
        group={group}
        marks={bounds ? crossingMarks(alerts, { ...bounds, group: shownGroup }) : []}
        actions={
          <>
            {budget.groupBy && budget.groups.length > 1 && (
              <GroupSelect
                groups={budget.groups}
                groupBy={budget.groupBy}
                chosen={group ?? budget.groups[0]!.key}
                onChoose={(key) =>
                  show({ ...(shown && { period: shown.start }), ...(key !== undefined && { group: key }) })
                }
              />
            )}
            <BudgetBadge budget={budget} />
          </>
        }
      />
      {budget.groupBy && budget.groups.length > 0 && (
        <Card aria-labelledby="groups">
          <CardHead id="groups" title="Counters" sub="Those that spent most first" />
          <div className="px-4 pb-4">
            <GroupMeters budget={budget} />
          </div>
        </Card>
      )}
      <div className="grid items-start gap-4 *:min-w-0 lg:grid-cols-2">
        <PeriodsCard
          budget={budget}
          shown={shown?.start}
          onShow={(period) => show({ ...(period && { period }), ...(group !== undefined && { group }) })}
        />
        <StatusCard budget={budget} />
      </div>
      <CrossingsCard budgetId={budget.id} timeZone={budget.timeZone} canAct={canEdit} />
    </>
  )
}
