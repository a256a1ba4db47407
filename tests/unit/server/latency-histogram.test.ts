import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latencyBin, packHistogram, readPercentiles } from '#server/rollups/latency-histogram.ts'

const SHARES = [0.5, 0.95, 0.99]
const latencies = fc.array(fc.nat({ max: 604_800_000 }), { minLength: 1, maxLength: 200 })

const binsOf = (values: number[]) => {
  const bins = new Map<number, number>()
  for (const value of values) bins.set(latencyBin(value), (bins.get(latencyBin(value)) ?? 0) + 1)
  return bins
}

/** As Postgres prints a numeric. */
const printed = (packed: string) => {
  const [digits, zeros] = packed.split('e')
  return BigInt(digits + '0'.repeat(Number(zeros ?? 0))).toString()
}

const nearestRank = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * values.length)) - 1]!

test('any percentile of any latencies, from none to a week, is right within 3 percent', () => {
  fc.assert(
    fc.property(latencies, (values) => {
      const found = readPercentiles(printed(packHistogram(binsOf(values))), SHARES)
      for (const [i, share] of SHARES.entries()) {
        const exact = nearestRank(values, share)
        expect(Math.abs(found[i]! - exact)).toBeLessThanOrEqual(exact * 0.03)
      }
    }),
  )
})

test('adding packed histograms as numbers gives the histogram of all latencies', () => {
  fc.assert(
    fc.property(latencies, latencies, (a, b) => {
      const sum = BigInt(printed(packHistogram(binsOf(a)))) + BigInt(printed(packHistogram(binsOf(b))))
      expect(sum.toString()).toBe(printed(packHistogram(binsOf([...a, ...b]))))
    }),
  )
})

test('without latencies there is no percentile', () => {
  expect(readPercentiles(packHistogram(new Map()), SHARES)).toEqual([null, null, null])
})
