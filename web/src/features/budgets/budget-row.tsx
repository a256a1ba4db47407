import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { Budget } from '#shared/api/budgets.ts'
import { useMoney } from '../../api/use-money.ts'
import { cellClass, edgeClass } from '../../components/table.ts'
import { BudgetBadge } from './budget-badge.tsx'
import { BudgetBurn } from './budget-burn.tsx'
import { BudgetMenu } from './budget-menu.tsx'
import { scopeText } from './budget-scope.ts'
import { periodWords } from './budget-words.ts'
import { GroupMeters } from './group-meters.tsx'
import { PaceText } from './pace-text.tsx'

interface BudgetRowProps {
  budget: Budget
  canEdit: boolean
}

export function BudgetRow({ budget, canEdit }: BudgetRowProps) {
  const { id, name, groupBy, groups, amountUsd } = budget
  const [open, setOpen] = useState(false)
  const groupsId = useId()
  const money = useMoney()
  const cell = clsx(cellClass, edgeClass, 'py-3 align-top')
  const hasGroups = groupBy !== null && groups.length > 0
  return (
    <>
      <tr className="border-t first:border-t-0">
        <th scope="row" className={clsx(cell, 'text-left font-normal')}>
          <Link to="/budgets/$id" params={{ id }} className="font-medium hover:underline">
            {name}
          </Link>
          <span className="block text-fg-3 text-xs [overflow-wrap:anywhere]">{scopeText(budget)}</span>
          <span className="block text-fg-3 text-xs">
            {money.headline(amountUsd)} {periodWords(budget)}
            {groupBy && ', for each'}
          </span>
          <span className="mt-2 block sm:hidden">
            <BudgetBurn budget={budget} />
          </span>
          <span className="mt-1 block text-fg-2 text-xs lg:hidden">
            <PaceText budget={budget} />
          </span>
          {hasGroups && (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={groupsId}
              onClick={() => setOpen(!open)}
              className="-ml-1 mt-1 flex items-center gap-1 rounded-sm px-1 text-fg-2 text-xs hover:text-fg"
            >
              <ChevronRight
                aria-hidden="true"
                className={clsx('size-3.5 transition-transform', open && 'rotate-90')}
              />
              {open ? 'Hide' : 'Show'} its counters
              <span className="sr-only"> of {name}</span>
            </button>
          )}
        </th>
        <td className={clsx(cell, 'w-72 max-sm:hidden')}>
          <BudgetBurn budget={budget} />
        </td>
        <td className={clsx(cell, 'w-72 text-fg-2 max-lg:hidden')}>
          <PaceText budget={budget} />
        </td>
        <td className={clsx(cell, 'whitespace-nowrap')}>
          <BudgetBadge budget={budget} />
        </td>
        {canEdit && (
          <td className={clsx(cell, 'pt-1.5! text-right')}>
            <BudgetMenu budget={budget} />
          </td>
        )}
      </tr>
      {hasGroups && open && (
        <tr id={groupsId}>
          <td colSpan={canEdit ? 5 : 4} className="px-4 pb-4">
            <GroupMeters budget={budget} />
          </td>
        </tr>
      )}
    </>
  )
}
