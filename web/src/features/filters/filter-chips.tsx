import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { FilterChip } from '../../components/filter-chip.tsx'
import { labelTitle, valueName } from '../../lib/labels.ts'
import type { LabelFilter } from '../../lib/search-params.ts'

interface FilterChipsProps {
  filters: readonly LabelFilter[]
  /** Names of projects, whose values are ids. */
  projectNames: ReadonlyMap<string, string>
  onChange: (filters: LabelFilter[]) => void
  /** Takes away those beside the labels as well. */
  onClear?: () => void
  /** Chips beside those of labels. */
  more?: ReactNode
}

export function FilterChips({ filters, projectNames, onChange, onClear, more }: FilterChipsProps) {
  if (filters.length === 0 && !more) return null
  const nameOf = ({ label }: LabelFilter, value: string) =>
    (label === 'project' && projectNames.get(value)) || valueName(value, label)
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2">
      <legend className="sr-only">Filters</legend>
      {filters.map((filter) => {
        const values = filter.values.map((value) => nameOf(filter, value)).join(', ')
        const verb = filter.exclude ? 'is not' : 'is'
        return (
          <FilterChip
            key={`${filter.label}${verb}`}
            what={`${labelTitle(filter.label)} ${verb}`}
            values={values}
            onRemove={() => onChange(filters.filter((other) => other !== filter))}
          />
        )
      })}
      {more}
      <Button size="sm" variant="ghost" onClick={onClear ?? (() => onChange([]))}>
        Clear filters
      </Button>
    </fieldset>
  )
}
