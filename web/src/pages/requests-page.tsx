import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { meOptions, projectsOptions } from '../api/queries.ts'
import { CurrencyFootnote } from '../components/currency-footnote.tsx'
import { PageBar } from '../components/page-bar.tsx'
import { FilterPicker } from '../features/filters/filter-picker.tsx'
import { RangeMenu } from '../features/filters/range-menu.tsx'
import { DetailPanel } from '../features/requests/detail-panel.tsx'
import { ExportMenu } from '../features/requests/export-menu.tsx'
import { factFields } from '../features/requests/fact-fields.ts'
import { LiveButton } from '../features/requests/live-button.tsx'
import { eventKeyText } from '../features/requests/live-events.ts'
import { keyOf, useActiveRow } from '../features/requests/use-active-row.ts'
import { useEvents } from '../features/requests/use-events.ts'
import { useLiveEvents } from '../features/requests/use-live-events.ts'
import { useRequestsView } from '../features/requests/use-requests-view.ts'
import { isShortRange } from '../lib/range.ts'
import { filterQuery, isOngoing, REQUEST_RANGES } from '../lib/requests-view.ts'
import { RequestsChips } from './requests-chips.tsx'
import { RequestsRows } from './requests-rows.tsx'
import { sameFact } from './same-fact.ts'
import { useRangeKeys } from './use-view-keys.ts'

export function RequestsPage() {
  const { view, change, toggleFilter, addFact, open } = useRequestsView()
  const [filterOpen, setFilterOpen] = useState(false)
  const [isHeld, setIsHeld] = useState(false)
  const [isOver, setIsOver] = useState(false)
  const [isAway, setIsAway] = useState(false)
  const scroll = useRef<HTMLDivElement>(null)
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const projects = useQuery(projectsOptions).data ?? []
  const isPaused = isHeld || isOver || isAway
  const isLive = isOngoing(view)
  const filters = filterQuery(view)
  const query = { ...filters, range: view.range, timeZone }
  const following = useLiveEvents({ filters, isOn: isLive, isPaused })
  const events = useEvents(query, following.live)
  const rows = useActiveRow({
    rows: events.rows,
    isOpen: view.open !== null,
    onOpen: open,
    onFilter: () => setFilterOpen(true),
  })
  useRangeKeys({ view, timeZone, change })
  const valuesRange = isShortRange(view.range) ? '24h' : view.range
  const toTop = () => {
    following.release()
    scroll.current?.scrollTo({ top: 0 })
  }
  return (
    <div className="flex h-[calc(100dvh-3rem)] lg:h-dvh">
      <div className="flex min-w-0 flex-1 flex-col">
        <PageBar title="Requests">
          <FilterPicker
            open={filterOpen}
            onOpenChange={setFilterOpen}
            view={{ range: valuesRange, filters: view.filters }}
            timeZone={timeZone}
            fields={factFields((fact, value) => {
              setFilterOpen(false)
              void addFact(fact, value)
            })}
            onToggle={toggleFilter}
          />
          <RangeMenu range={view.range} ranges={REQUEST_RANGES} onChange={(range) => change({ range })} />
          <ExportMenu query={query} />
          {isLive && (
            <LiveButton status={following.status} isHeld={isHeld} isPaused={isPaused} onHold={setIsHeld} />
          )}
        </PageBar>
        <RequestsChips view={view} projects={projects} onChange={change} />
        <RequestsRows
          view={view}
          timeZone={timeZone}
          projects={projects}
          scroll={scroll}
          events={events}
          following={following}
          active={rows.active}
          onOpen={(event) => {
            rows.setActive(eventKeyText(event))
            void open(keyOf(event))
          }}
          onHover={setIsOver}
          onScrolled={setIsAway}
          onShow={toTop}
          onChange={change}
        />
        <CurrencyFootnote className="page-gutter border-t py-2" />
      </div>
      {view.open && (
        <DetailPanel
          eventKey={view.open}
          timeZone={timeZone}
          onSame={(event, what, value) =>
            change(sameFact(event, { what, value }, { timeZone, now: Date.now() }))
          }
          onClose={() => open(null)}
        />
      )}
    </div>
  )
}
