/** An amount in USD for a sentence: `$12,431.22`, `$0.0042`. Rounded for people; facts carry every digit. */
export function amountText(usd: string): string {
  const value = Number(usd)
  const isSmall = value !== 0 && Math.abs(value) < 0.01
  const digits = isSmall
    ? { maximumSignificantDigits: 2 }
    : { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return `$${new Intl.NumberFormat('en-US', digits).format(value)}`
}
