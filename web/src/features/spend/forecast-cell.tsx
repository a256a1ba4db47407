import type { SpendForecast } from '#shared/api/spend-forecast.ts'
import { useMoney } from '../../api/use-money.ts'
import { KpiCell } from '../../components/kpi-cell.tsx'
import { monthName } from '../../lib/dates.ts'
import { integer, percent, plural, UNKNOWN } from '../../lib/format.ts'
import { NO_COST_REASON } from './amounts.ts'

const FEWEST_DAYS = 7

/** What the month will have cost; without `forecast` it is not known yet, or could not be asked. */
export function ForecastCell({ forecast, failed }: { forecast: SpendForecast | undefined; failed: boolean }) {
  const money = useMoney()
  if (!forecast)
    return (
      <KpiCell label="Forecast" figure={UNKNOWN}>
        {failed && 'Could not be worked out'}
      </KpiCell>
    )
  const { expected, month, timeZone, daysOfData, reason, coverage, confidence } = forecast
  const label = `Forecast, ${monthName(month.from, timeZone)}`
  if (!expected)
    return (
      <KpiCell label={label} figure={UNKNOWN}>
        {reason === 'no-known-cost' ? NO_COST_REASON : `Needs ${FEWEST_DAYS} days of data, has ${daysOfData}`}
      </KpiCell>
    )
  const missing = coverage.unpriced + coverage.invalid
  const sure = percent(confidence).replace('.0', '')
  const title = [
    `By the last ${daysOfData} days, weekday by weekday: ${sure} likely between ${money.headline(expected.lowUsd)} and ${money.headline(expected.highUsd)}.`,
    ...(missing > 0
      ? [`${integer(missing)} ${plural(missing, 'request')} of this month without a cost not counted.`]
      : []),
  ].join(' ')
  return (
    <KpiCell label={label} title={title} figure={money.headline(expected.costUsd)}>
      <span className="num">
        {money.compact(expected.lowUsd)} – {money.compact(expected.highUsd)}
      </span>
      <span>{sure} likely</span>
    </KpiCell>
  )
}
