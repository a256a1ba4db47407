import type { DisplayCurrency } from '#shared/api/settings.ts'
import { fullDay } from '../lib/dates.ts'

/** What figures are in, where that is not what is stored. */
export function CurrencyNote({ currency }: { currency: DisplayCurrency | null }) {
  if (!currency) return 'Figures in USD'
  const { code, rate, date } = currency
  return (
    <>
      Figures in {code}: 1 USD is {rate} {code}, rate of {fullDay(`${date}T00:00:00Z`, 'UTC')}; titles keep
      the USD that is stored
    </>
  )
}
