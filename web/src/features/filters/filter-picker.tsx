import { ListFilter } from 'lucide-react'
import { lazy, Suspense, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { Kbd } from '../../components/kbd.tsx'
import type { FilterListProps } from './filter-list.tsx'

const FilterPopover = lazy(async () => {
  const { FilterPopover } = await import('./filter-popover.tsx')
  return { default: FilterPopover }
})

interface FilterPickerProps extends FilterListProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function FilterPicker({ open, onOpenChange, ...list }: FilterPickerProps) {
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={button}
        variant="ghost"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => onOpenChange(!open)}
      >
        <ListFilter aria-hidden="true" />
        <span className="max-sm:sr-only">Filter</span>
        <Kbd keys="F" className="ml-0.5 max-sm:hidden" />
      </Button>
      {open && (
        <Suspense>
          <FilterPopover {...list} anchor={button} onClose={() => onOpenChange(false)} />
        </Suspense>
      )}
    </>
  )
}
