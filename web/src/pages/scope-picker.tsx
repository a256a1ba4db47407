import { Plus } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '../components/button.tsx'
import { type LabelFilter, toggleFilter } from '../lib/search-params.ts'

const FilterPopover = lazy(async () => ({
  default: (await import('../features/filters/filter-popover.tsx')).FilterPopover,
}))

interface ScopePickerProps {
  filters: readonly LabelFilter[]
  timeZone: string
  onChange: (filters: LabelFilter[]) => void
}

/** Chooses among the values that the last 90 days have really carried. */
export function ScopePicker({ filters, timeZone, onChange }: ScopePickerProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={button}
        size="sm"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Plus aria-hidden="true" />
        Add filter
      </Button>
      {open && (
        <Suspense>
          <FilterPopover
            anchor={button}
            view={{ range: '90d', filters: [...filters] }}
            timeZone={timeZone}
            without="project"
            onlyDeclared
            onToggle={(filter) => onChange(toggleFilter(filters, filter))}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
