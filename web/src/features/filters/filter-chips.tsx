import { X } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { labelTitle, valueName } from '../../lib/labels.ts'
import type { LabelFilter } from '../../lib/search-params.ts'

interface FilterChipsProps {
  filters: readonly LabelFilter[]
  /** Names of projects, whose values are ids. */
  projectNames: ReadonlyMap<string, string>
  onChange: (filters: LabelFilter[]) => void
}

export function FilterChips({ filters, projectNames, onChange }: FilterChipsProps) {
  if (filters.length === 0) return null
  const nameOf = ({ label }: LabelFilter, value: string) =>
    (label === 'project' && projectNames.get(value)) || valueName(value)
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">Filters</legend>
      {filters.map((filter) => {
        const values = filter.values.map((value) => nameOf(filter, value)).join(', ')
        const verb = filter.exclude ? 'is not' : 'is'
        return (
          <span
            key={`${filter.label}${verb}`}
            className="flex h-7 max-w-full items-center rounded-md border border-line-strong bg-surface pl-2 text-xs"
          >
            <span className="min-w-0 truncate">
              <span className="text-fg-3">
                {labelTitle(filter.label)} {verb}
              </span>{' '}
              <span className="font-medium">{values}</span>
            </span>
            <button
              type="button"
              aria-label={`Remove filter: ${labelTitle(filter.label)} ${verb} ${values}`}
              onClick={() => onChange(filters.filter((other) => other !== filter))}
              className="ml-0.5 flex size-6.5 items-center justify-center rounded-md text-fg-3 hover:text-fg"
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          </span>
        )
      })}
      <Button size="sm" variant="ghost" onClick={() => onChange([])}>
        Clear filters
      </Button>
    </fieldset>
  )
}
