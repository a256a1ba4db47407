import { CalendarOff, FilterX } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { dayInZone, shortDay } from '../../lib/dates.ts'
import { type RangeText, rangePhrase } from '../../lib/range.ts'

interface NoEventsProps {
  range: RangeText
  timeZone: string
  filtered: boolean
  /** An id was looked for, in all time. */
  isById: boolean
  isLive: boolean
  lastEventAt: string | null
  onRange: (range: RangeText) => void
  onClearFilters: () => void
}

/** Nothing to show: because of the filters, or because of the range. */
export function NoEvents(props: NoEventsProps) {
  const { range, timeZone, filtered, isById, isLive, lastEventAt, onRange, onClearFilters } = props
  const waits = isLive ? 'New ones appear here by themselves.' : ''
  if (filtered) {
    return (
      <EmptyState
        icon={FilterX}
        title={isById ? 'No request has this id' : `No requests match ${rangePhrase(range)}`}
      >
        <p className="text-fg-3 text-xs">The filters leave nothing over. {waits}</p>
        <Button size="sm" className="mt-3" onClick={onClearFilters}>
          Clear filters
        </Button>
      </EmptyState>
    )
  }
  const lastDay = lastEventAt && dayInZone(lastEventAt, timeZone)
  return (
    <EmptyState icon={CalendarOff} title={`No requests ${rangePhrase(range)}`}>
      <p className="text-fg-3 text-xs">
        {lastEventAt && `Last event ${shortDay(lastEventAt, timeZone)}. `}
        {waits}
      </p>
      {lastEventAt && (
        <Button size="sm" className="mt-3" onClick={() => onRange(`${lastDay}..${lastDay}`)}>
          Go to {shortDay(lastEventAt, timeZone)}
        </Button>
      )}
    </EmptyState>
  )
}
