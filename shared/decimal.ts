/** An exact decimal number: `digits / over`, where `over` is a power of ten. */
export interface Decimal {
  digits: bigint
  over: bigint
}

/**
 * Reads a plain decimal such as `0.003625`.
 * @throws RangeError when the text is anything else: a sign, an exponent, a missing digit.
 */
export function parseDecimal(text: string): Decimal {
  const match = /^(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text)
  if (!match) throw new RangeError(`not a plain decimal: ${JSON.stringify(text.slice(0, 40))}`)
  const [, whole = '', fraction = ''] = match
  return { digits: BigInt(whole + fraction), over: 10n ** BigInt(fraction.length) }
}
