const PERIOD_MS = 1_000
const MOST_A_PERIOD = 5
/** Messages are constants of the program; a library may add some of its own. */
const MOST_MESSAGES = 500

/**
 * Lets at most five lines of one message through in a second: an outage or an overload says the same thing
 * thousands of times. Returns how many were held back before this one, or undefined to hold this one back too.
 */
export function limitRepeatedLines(): (message: string, nowMs: number) => number | undefined {
  const messages = new Map<string, { since: number; lines: number }>()
  return (message, nowMs) => {
    const known = messages.get(message)
    if (known && nowMs - known.since < PERIOD_MS) return ++known.lines > MOST_A_PERIOD ? undefined : 0
    if (messages.size >= MOST_MESSAGES) messages.clear()
    messages.set(message, { since: nowMs, lines: 1 })
    return known ? Math.max(0, known.lines - MOST_A_PERIOD) : 0
  }
}
