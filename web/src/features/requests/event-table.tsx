import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import type { ListedEvent } from '#shared/api/events.ts'
import { useMoney } from '../../api/use-money.ts'
import { COLUMNS, GRID, ROW_HEIGHT } from './columns.ts'
import { EventRow } from './event-row.tsx'
import { eventKeyText } from './live-events.ts'

const HEAD_HEIGHT = 32
const OVERSCAN = 12
/** So many rows before the end the next page is asked for. */
const AHEAD = 30

interface EventTableProps {
  rows: readonly ListedEvent[]
  scroll: RefObject<HTMLDivElement | null>
  timeZone: string
  withDay: boolean
  active: string | null
  open: string | null
  onOpen: (event: ListedEvent) => void
  onHover: (isOver: boolean) => void
  onScrolled: (isAway: boolean) => void
  /** The last rows are on screen. */
  onNearEnd: () => void
  /** Below the rows. */
  children: ReactNode
}

/** Only the rows on screen are in the document; roles and indexes say which ones of all they are. */
export function EventTable(props: EventTableProps) {
  const { rows, scroll, timeZone, withDay, active, open, onOpen, onNearEnd } = props
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    getItemKey: (index) => eventKeyText(rows[index]!),
  })
  const money = useMoney()
  const items = virtual.getVirtualItems()
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - AHEAD
  useEffect(() => {
    if (isNearEnd && rows.length > 0) onNearEnd()
  })
  const activeIndex = rows.findIndex((event) => eventKeyText(event) === active)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    // Only when another row is chosen: news above it are no reason to scroll.
    if (activeIndex < 0 || active === shown.current) return
    shown.current = active
    virtual.scrollToIndex(activeIndex, { align: 'auto' })
  })

  return (
    <section
      ref={scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      aria-label="Requests, newest first"
      onScroll={({ currentTarget }) => props.onScrolled(currentTarget.scrollTop > ROW_HEIGHT)}
      className="@container min-h-0 flex-1 overflow-auto outline-offset-[-2px]"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a real table would lay out its rows itself, but these are placed by how far the list is scrolled. */}
      <div role="table" aria-label="Requests" aria-rowcount={rows.length + 1}>
        <Head timeZone={timeZone} />
        {/* biome-ignore lint/a11y/useSemanticElements: a tbody may only stand in a real table, and this one is drawn with div. */}
        <div
          role="rowgroup"
          onPointerEnter={({ pointerType }) => pointerType === 'mouse' && props.onHover(true)}
          onPointerLeave={() => props.onHover(false)}
          className="relative"
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map(({ key, index, start }) => {
            const event = rows[index]!
            return (
              <EventRow
                key={key}
                event={event}
                index={index + 2}
                timeZone={timeZone}
                money={money}
                withDay={withDay}
                isActive={key === active || (activeIndex < 0 && index === 0)}
                isOpen={key === open}
                takesFocus={key === active && open === null}
                style={{ transform: `translateY(${start - HEAD_HEIGHT}px)` }}
                onOpen={() => onOpen(event)}
              />
            )
          })}
        </div>
      </div>
      {props.children}
    </section>
  )
}

function Head({ timeZone }: { timeZone: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a thead may only stand in a real table, and this one is drawn with div.
    <div role="rowgroup" className="sticky top-0 z-10 bg-bg">
      {/* biome-ignore lint/a11y/useSemanticElements: a tr may only stand in a real table, and this one is drawn with div. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row of heads does nothing when pressed, so focus has no business there. */}
      <div role="row" aria-rowindex={1} className={clsx(GRID, 'h-8 border-b font-medium text-2xs text-fg-3')}>
        {Object.entries(COLUMNS).map(([name, className]) => (
          // biome-ignore lint/a11y/useSemanticElements: a th may only stand in a real table, and this one is drawn with div.
          // biome-ignore lint/a11y/useFocusableInteractive: a head does not sort, so focus has no business there.
          <span key={name} role="columnheader" className={className}>
            {name === 'Time' ? `Time (${timeZone})` : name}
          </span>
        ))}
      </div>
    </div>
  )
}
