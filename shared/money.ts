/** Money as whole pico-USD (1e-12 USD). A branded bigint, so that a count cannot be passed for an amount. */
export type PicoUsd = bigint & { readonly __unit: 'pico-usd' }

export const ZERO_USD = 0n as PicoUsd

/** The largest amount that a Postgres `bigint` holds: 9,223,372.036854775807 USD. */
export const MAX_PICO_USD = 9_223_372_036_854_775_807n as PicoUsd

const PICO_DIGITS = 12

export const picoUsd = (amount: bigint): PicoUsd => amount as PicoUsd

/** A whole number of pico-USD below 2^53. Its words are read again as a bigint: `BigInt` takes twice as long. */
export function smallPicoUsd(amount: number): PicoUsd {
  WORDS[0] = amount
  WORDS[1] = amount / 2 ** 32
  return WIDE[0] as PicoUsd
}

/** Written and read within one call; the processor is little-endian, as all are that Node runs on but one. */
const WORDS = new Uint32Array(2)
const WIDE = new BigUint64Array(WORDS.buffer)

export const addUsd = (a: PicoUsd, b: PicoUsd): PicoUsd => (a + b) as PicoUsd

/**
 * The quotient of two integers, rounded half-even: the only rounding in the product, here and in its small form.
 * Both must be >= 0 and the divisor > 0.
 */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const twice = 2n * (dividend % divisor)
  const roundUp = twice > divisor || (twice === divisor && (quotient & 1n) === 1n)
  return roundUp ? quotient + 1n : quotient
}

/** The same for numbers, several times faster; both must be below 2^53, where every step is exact. */
export function divideSmallHalfEven(dividend: number, divisor: number): number {
  // `%` of numbers leaves compiled code. The floor is exact: below 2^53 no quotient is rounded up to a whole number.
  const quotient = Math.floor(dividend / divisor)
  const rest = dividend - quotient * divisor
  const roundUp = 2 * rest > divisor || (2 * rest === divisor && quotient % 2 === 1)
  return roundUp ? quotient + 1 : quotient
}

/**
 * Reads a decimal USD amount such as `0.004217` or `1.05e-6` and rounds it half-even to whole pico-USD.
 * @throws RangeError when the text is not a plain non-negative decimal number.
 */
export function parseUsd(text: string): PicoUsd {
  const match = /^(\d{1,60})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text)
  if (!match) throw new RangeError(`not an amount in USD: ${JSON.stringify(text.slice(0, 40))}`)
  const [, whole = '', fraction = '', exponent = '0'] = match
  const scale = PICO_DIGITS + Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  return picoUsd(scale >= 0 ? digits * 10n ** BigInt(scale) : divideHalfEven(digits, 10n ** BigInt(-scale)))
}

/** Writes an amount as the shortest exact decimal in USD: `5615000000n` is `0.005615`. */
export function formatUsd(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(PICO_DIGITS + 1, '0')
  const whole = digits.slice(0, -PICO_DIGITS)
  const fraction = digits.slice(-PICO_DIGITS).replace(/0+$/, '')
  return `${amount < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`
}
