import { expect, test } from 'vitest'
import { amountTicks } from '#web/src/charts/amount-ticks.ts'

test.each([
  ['the amount is near the top', 100, 106, [0, 50, 100]],
  ['more than twice as much is expected', 8, 24.9, [0, 10, 20]],
  ['the amount has room', 5, 21.2, [0, 5, 10, 20]],
  ['the amount is next to nothing', 1, 8.4, [0, 2.5, 5]],
  ['amounts are tiny', 0.0001, 0.0013, [0, 0.0005, 0.001]],
])('when %s, ticks are apart and reach up to it', (_what, limit, top, ticks) => {
  const found = amountTicks(limit, top)
  expect(found).toHaveLength(ticks.length)
  for (const [i, tick] of ticks.entries()) expect(found[i]).toBeCloseTo(tick, 9)
})
