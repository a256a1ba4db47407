import { divideHalfEven } from '#shared/money.ts'

/** An exact number of 0 or more: `over` is above 0. */
export interface Fraction {
  readonly digits: bigint
  readonly over: bigint
}

export const fraction = (digits: bigint, over = 1n): Fraction => ({ digits, over })

export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.digits * b.over + b.digits * a.over, a.over * b.over)

export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.digits * b.digits, a.over * b.over)

/** @throws RangeError when the divisor is 0. */
export const per = (a: Fraction, b: Fraction): Fraction => fraction(a.digits * b.over, a.over * b.digits)

export const roundFraction = ({ digits, over }: Fraction): bigint => divideHalfEven(digits, over)

/** For display only. */
export const toNumber = ({ digits, over }: Fraction): number => Number((digits * 1_000_000n) / over) / 1e6
