import { ChevronDown } from 'lucide-react'
import type { BudgetGroup } from '#shared/api/budgets.ts'
import type { AnyLabel } from '#shared/api/labels.ts'
import { labelNoun } from '../../lib/labels.ts'
import { groupName } from './budget-scope.ts'

interface GroupSelectProps {
  groups: readonly BudgetGroup[]
  groupBy: AnyLabel
  chosen: string
  /** undefined: the one that has spent most, whichever it is. */
  onChoose: (key: string | undefined) => void
}

/** Whose spend the chart shows, of those that have spent most. */
export function GroupSelect({ groups, groupBy, chosen, onChoose }: GroupSelectProps) {
  return (
    <span className="relative">
      <select
        aria-label={`The ${labelNoun(groupBy)} in the chart`}
        value={chosen}
        onChange={({ target }) => onChoose(target.value === groups[0]!.key ? undefined : target.value)}
        className="h-8 max-w-44 appearance-none truncate rounded-md border border-line-strong bg-surface pr-7 pl-2.5 text-sm"
      >
        {groups.map(({ key, name }) => (
          <option key={key} value={key}>
            {groupName(name, groupBy)}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-2.5 right-2 size-3.5 text-fg-3"
      />
    </span>
  )
}
