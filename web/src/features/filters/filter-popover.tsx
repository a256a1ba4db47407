import { Popover } from '@base-ui/react/popover'
import type { RefObject } from 'react'
import { FilterList, type FilterListProps } from './filter-list.tsx'

interface FilterPopoverProps extends FilterListProps {
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

export function FilterPopover({ anchor, onClose, ...list }: FilterPopoverProps) {
  // The button of the popover toggles it: neither a press nor focus there may close it first.
  const isOnAnchor = (event: Event) =>
    [event.target, event instanceof FocusEvent && event.relatedTarget].some(
      (target) => target instanceof Node && anchor.current?.contains(target),
    )
  return (
    <Popover.Root open onOpenChange={(open, { event }) => !open && !isOnAnchor(event) && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="start" sideOffset={6} className="z-50">
          <Popover.Popup
            aria-label="Filter"
            finalFocus={anchor}
            className="w-70 origin-top animate-pop overflow-hidden rounded-lg bg-raised shadow-pop outline-none"
          >
            <FilterList {...list} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
