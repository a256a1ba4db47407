import { START, type TestCall } from './traffic-of.ts'

const DAY_MS = 86_400_000

/** So many equal calls a day, in the hours of an office, on the days from `from` (inclusive) to `until` (exclusive). */
export function callsOverDays(
  aDay: number,
  call: Omit<TestCall, 'at'>,
  { from = 0, until = 30, startHour = 8, hours = 10 } = {},
): TestCall[] {
  return Array.from({ length: (until - from) * aDay }, (_, n) => {
    const day = from + Math.floor(n / aDay)
    const within = ((n % aDay) / aDay) * hours * 3_600_000
    return { ...call, at: START + day * DAY_MS + startHour * 3_600_000 + Math.floor(within) }
  })
}

/** The same with scores of which exactly every `nth` is 0, and each call by a user of its own. */
export const scored = (calls: TestCall[], nth: number): TestCall[] =>
  calls.map((call, n) => ({ ...call, quality: n % nth === nth - 1 ? 0 : 1, user: n + 1 }))
