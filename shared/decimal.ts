/** An exact decimal number: `digits / over`, where `over` is a power of ten. */
export interface Decimal {
  digits: bigint
  over: bigint
}

const MAX_DIGITS = 40

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

/**
 * A JSON number or numeric text as a plain decimal, from its shortest decimal form: `1.05e-6` is `0.00000105` (REP-02).
 * Undefined for anything that is not a number of 0 or more.
 */
export function parseScientific(value: unknown): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  const text = String(value)
  if (typeof value === 'number' && value >= 0 && value < 1e21 && !text.includes('e')) return text
  const match = /^(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text)
  if (!match) return undefined
  const [, whole = '', fraction = '', exponent = '0'] = match
  const places = fraction.length - Number(exponent)
  if (places > MAX_DIGITS || whole.length + Number(exponent) > MAX_DIGITS) return undefined
  return toPlain(BigInt(whole + fraction), places)
}

/** The exact sum of two plain decimals. @throws RangeError when one is not a plain decimal. */
export function addDecimals(a: string, b: string): string {
  if (a === '0') return b
  const [x, y] = [parseDecimal(a), parseDecimal(b)]
  const places = Math.max(String(x.over).length, String(y.over).length) - 1
  const over = 10n ** BigInt(places)
  return toPlain((x.digits * over) / x.over + (y.digits * over) / y.over, places)
}

/** A plain decimal divided by ten, `places` times. @throws RangeError when it is not a plain decimal. */
export function shiftDecimal(text: string, places: number): string {
  const { digits, over } = parseDecimal(text)
  return toPlain(digits, String(over).length - 1 + places)
}

/** `digits` with the point moved left by `places`, without trailing zeros. */
function toPlain(digits: bigint, places: number): string {
  if (places <= 0) return String(digits * 10n ** BigInt(-places))
  const text = String(digits).padStart(places + 1, '0')
  const fraction = text.slice(-places).replace(/0+$/, '')
  return text.slice(0, -places) + (fraction && `.${fraction}`)
}
