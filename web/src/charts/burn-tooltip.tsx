import { longDay, timeOfDay } from '../lib/dates.ts'
import { percent } from '../lib/format.ts'
import type { BurnRow } from './burn-rows.ts'

interface BurnTooltipProps {
  row: BurnRow
  limit: number
  timeZone: string
  money: (amount: number) => string
}

export function BurnTooltip({
  row: { at, spent, forecast, band },
  limit,
  timeZone,
  money,
}: BurnTooltipProps) {
  const instant = new Date(at).toISOString()
  const amount = spent ?? forecast ?? 0
  return (
    <div className="w-56 rounded-lg bg-raised px-3 py-2.5 text-xs shadow-pop">
      <p className="mb-1.5 font-medium">
        {longDay(instant, timeZone)}, {timeOfDay(instant, timeZone)}
      </p>
      <p className="flex justify-between gap-4">
        <span className="text-fg-2">{spent === null ? 'Expected' : 'Spent'}</span>
        <span className="num">{money(amount)}</span>
      </p>
      {spent === null && band && (
        <p className="flex justify-between gap-4 text-fg-3">
          <span>Likely between</span>
          <span className="num">
            {money(band[0])} – {money(band[1])}
          </span>
        </p>
      )}
      {limit > 0 && (
        <p className="flex justify-between gap-4 text-fg-3">
          <span>Of the amount</span>
          <span className="num">{percent(amount / limit)}</span>
        </p>
      )}
    </div>
  )
}
