import type { DisplayCurrency } from '#shared/api/settings.ts'
import {
  type Amount,
  moneyScale,
  usd,
  usdChange,
  usdCompact,
  usdExact,
  usdScaled,
  usdScaledChange,
} from './format.ts'

/** Amounts of USD as screens show them: in the currency that an admin chose, for display only. */
export interface Money {
  /** What one USD is in it. */
  rate: number
  symbol: string
  /** Nothing is converted. */
  isUsd: boolean
  headline(amount: Amount): string
  compact(amount: Amount): string
  /** Decimals for a whole column or axis. */
  scale(amounts: readonly Amount[]): number
  scaled(amount: Amount, scale: number): string
  /** `+$4,890`, `−$2,110`. */
  change(amount: Amount): string
  /** The same with the decimals of its column. */
  scaledChange(amount: Amount, scale: number): string
  /** For titles: what is stored, in USD to the last digit. */
  exact(amount: string): string
}

export function createMoney(currency: DisplayCurrency | null): Money {
  const rate = currency ? Number(currency.rate) : 1
  const symbol = currency ? symbolOf(currency.code) : '$'
  const shown = (amount: Amount) => Number(amount) * rate
  return {
    rate,
    symbol,
    isUsd: currency === null,
    headline: (amount) => usd(shown(amount), symbol),
    compact: (amount) => usdCompact(shown(amount), symbol),
    scale: (amounts) => moneyScale(amounts.map(shown)),
    scaled: (amount, scale) => usdScaled(shown(amount), scale, symbol),
    change: (amount) => usdChange(shown(amount), symbol),
    scaledChange: (amount, scale) => usdScaledChange(shown(amount), scale, symbol),
    exact: (amount) => (currency ? `${usdExact(amount)} USD` : usdExact(amount)),
  }
}

/** `€`, or the code with a space where there is no symbol. */
function symbolOf(code: string): string {
  const parts = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  const symbol = parts.find(({ type }) => type === 'currency')?.value ?? code
  // Another dollar must not pass for ours.
  return symbol === code || symbol === '$' ? `${code}\u00a0` : symbol
}
