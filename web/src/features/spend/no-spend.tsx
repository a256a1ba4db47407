import { CalendarOff, FilterX } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { dayInZone, shortDay } from '../../lib/dates.ts'
import { type RangeText, rangePhrase } from '../../lib/range.ts'

interface NoSpendProps {
  range: RangeText
  timeZone: string
  filtered: boolean
  lastEventAt: string | null
  onRange: (range: RangeText) => void
  onClearFilters: () => void
}

/** Nothing to show: because of the filters, or because of the range. */
export function NoSpend({ range, timeZone, filtered, lastEventAt, onRange, onClearFilters }: NoSpendProps) {
  if (filtered) {
    return (
      <Card>
        <EmptyState icon={FilterX} title={`No requests match ${rangePhrase(range)}`}>
          <p className="text-fg-3 text-xs">The filters leave nothing over.</p>
          <Button size="sm" className="mt-3" onClick={onClearFilters}>
            Clear filters
          </Button>
        </EmptyState>
      </Card>
    )
  }
  const lastDay = lastEventAt && dayInZone(lastEventAt, timeZone)
  return (
    <Card>
      <EmptyState icon={CalendarOff} title={`No requests ${rangePhrase(range)}`}>
        {lastEventAt && (
          <>
            <p className="text-fg-3 text-xs">Last event {shortDay(lastEventAt, timeZone)}.</p>
            <Button size="sm" className="mt-3" onClick={() => onRange(`${lastDay}..${lastDay}`)}>
              Go to {shortDay(lastEventAt, timeZone)}
            </Button>
          </>
        )}
      </EmptyState>
    </Card>
  )
}
