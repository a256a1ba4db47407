import { expect, test } from 'vitest'
import { createRandom } from '#server/demo/random.ts'
import { holm } from '#server/savings/evidence/holm.ts'
import { type Judgement, judgeQuality } from '#server/savings/evidence/judge-quality.ts'
import {
  newcombeLowerBound,
  pairedLowerBound,
  welchLowerBound,
} from '#server/savings/evidence/lower-bound.ts'
import { missingScores } from '#server/savings/evidence/missing-scores.ts'
import { normalCdf, zOf } from '#server/savings/evidence/normal.ts'
import { plannedSamples, samplesNeeded } from '#server/savings/evidence/samples-needed.ts'
import { sumScores, Z } from '#server/savings/evidence/score-sums.ts'
import { wilson } from '#server/savings/evidence/wilson.ts'

const alone = (scores: number[]) => ({ scores, clusters: scores.map(() => 0) })
/** `good` ones, and the rest zeros, mixed over time. */
const binary = (good: number, n: number) =>
  alone(
    Array.from({ length: n }, (_, i) =>
      Number(Math.floor(((i + 1) * good) / n) > Math.floor((i * good) / n)),
    ),
  )

const missing = (judgement: Pick<Judgement, 'current' | 'candidate' | 'differences'>) =>
  missingScores({ ...judgement, margin: 0.05, z: Z })

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the score interval of %i of %i is the published one (Newcombe 1998a)', (good, n, low, high) => {
  const interval = wilson(good / n, n)
  expect(interval.low).toBeCloseTo(low, 4)
  expect(interval.high).toBeCloseTo(high, 4)
})

test.each([
  [56, 70, 48, 80, 0.0524],
  [9, 10, 3, 10, 0.1705],
  [6, 7, 2, 7, 0.0582],
  [5, 56, 0, 29, -0.0381],
  [0, 10, 0, 20, -0.1611],
  [10, 10, 0, 20, 0.6791],
  [10, 10, 0, 10, 0.6075],
])('the bound of %i/%i - %i/%i is the published one (Newcombe 1998b, method 10)', (a, m, b, n, bound) => {
  expect(newcombeLowerBound({ p: a / m, n: m }, { p: b / n, n })).toBeCloseTo(bound, 4)
})

test('the bound of other scores is that of Welch, and a few equal scores are not certain', () => {
  const [a, b] = [sumScores([0.8, 0.9, 0.7, 0.8]), sumScores([0.6, 0.7, 0.5, 0.6])]
  // A variance of 0.00667 would be less than 1/4: the floor holds in both arms.
  expect(welchLowerBound(a, b)).toBeCloseTo(0.2 - 1.959964 * Math.sqrt(0.25 / 4 + 0.25 / 4), 6)
  const many = sumScores(Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0.7 : 0.9)))
  expect(welchLowerBound(many, many)).toBeCloseTo(-1.959964 * Math.sqrt((2 * (400 / 399) * 0.01) / 400), 6)
  expect(pairedLowerBound(sumScores([0, 0, 0, 0]))).toBeCloseTo(-1.959964 * 0.25, 6)
})

test('scores of one user are no independent witnesses', () => {
  const scores = [1, 1, 1, 0, 0, 0]
  expect(sumScores(scores, [1, 1, 1, 2, 2, 2]).designEffect).toBeCloseTo(3)
  expect(sumScores(scores, [1, 2, 3, 4, 5, 6]).designEffect).toBe(1)
  expect(sumScores(scores, [0, 0, 0, 0, 0, 0]).designEffect).toBe(1)
})

test.each([
  [0.95, 0.03, 829, 456],
  [0.95, 0.05, 299, 165],
  [0.9, 0.03, 1_570, 864],
  [0.9, 0.05, 566, 311],
])(
  'with p = %d and margin %d the textbook asks for %i scores, %i beside ten times as many',
  (p, margin, alone, beside) => {
    const variance = p * (1 - p)
    // n is where a pilot of n is just enough beside n of the current model, or beside 10 n.
    for (const [n, times] of [
      [alone, 1],
      [beside, 10],
    ] as const) {
      expect(plannedSamples(variance, margin, n * times)).toBeLessThanOrEqual(n)
      expect(plannedSamples(variance, margin, (n - 1) * times)).toBeGreaterThan(n - 1)
    }
  },
)

test('a current arm that is too small itself can never be compared', () => {
  expect(plannedSamples(0.1, 0.01, 100)).toBe(Number.POSITIVE_INFINITY)
  const current = { n: 100, mean: 0.9, variance: 0.09, isBinary: true, designEffect: 1 }
  expect(samplesNeeded({ current, margin: 0.01, z: Z })).toBe(Number.POSITIVE_INFINITY)
})

test('the normal distribution is exact enough for a p of Holm', () => {
  expect(normalCdf(1.959964)).toBeCloseTo(0.975, 6)
  expect(normalCdf(-3)).toBeCloseTo(0.00135, 6)
  expect(zOf(0.025)).toBeCloseTo(1.959964, 5)
})

test('Holm lets the surest pass and stops at the first that does not', () => {
  expect(holm([0.03, 0.001, 0.012])).toEqual([false, true, true])
  expect(holm([0.02, 0.001, 0.02])).toEqual([false, true, false])
  expect(holm([])).toEqual([])
})

test('equal scores of 2,300 and 600 requests hold at a margin of 0.05', () => {
  const { verdict, bound, method } = judgeQuality(binary(2_185, 2_300), binary(573, 600), 0.05)
  expect({ verdict, method }).toEqual({ verdict: 'holds', method: 'newcombe' })
  expect(bound).toBeCloseTo(-0.0162, 3)
})

test('18 scores prove nothing, and it is said how many are missing', () => {
  const judgement = judgeQuality(binary(846, 900), binary(17, 18), 0.05)
  expect(judgement.verdict).toBe('undecided')
  expect(missing(judgement)).toBeGreaterThan(200)
})

test('99 scores never hold, however good they are', () => {
  expect(judgeQuality(binary(900, 1_000), binary(99, 99), 0.05).verdict).toBe('undecided')
  expect(judgeQuality(binary(900, 1_000), binary(100, 101), 0.05).verdict).toBe('holds')
})

test('a clearly worse candidate is worse, not undecided', () => {
  expect(judgeQuality(binary(840, 1_000), binary(198, 300), 0.05).verdict).toBe('worse')
})

test('a pilot that gets worse is not saved by its good beginning', () => {
  const falling = alone([...binary(399, 400).scores, ...binary(172, 200).scores] as number[])
  expect(judgeQuality(binary(1_900, 2_000), falling, 0.05).verdict).toBe('drifts')
})

test('scores that are all low, or all the same, compare nothing', () => {
  expect(judgeQuality(binary(100, 1_000), binary(100, 1_000), 0.05).verdict).toBe('implausible')
  expect(judgeQuality(binary(1_000, 1_000), binary(500, 500), 0.05).verdict).toBe('implausible')
})

test('pairs of the same prompts prove with fewer requests what independent arms cannot', () => {
  const current = binary(160, 200)
  const candidate = binary(160, 200)
  const differences = alone(Array.from({ length: 200 }, (_, i) => (i % 50 === 0 ? 1 : i % 50 === 1 ? -1 : 0)))
  expect(judgeQuality(current, candidate, 0.05).verdict).toBe('undecided')
  expect(judgeQuality(current, candidate, 0.05, differences)).toMatchObject({
    verdict: 'holds',
    method: 'paired',
  })
})

test('a candidate that is worse by just the margin passes in at most 2.5 % of pilots', () => {
  const random = createRandom('false positives')
  const draw = (p: number, n: number) => alone(Array.from({ length: n }, () => Number(random.next() < p)))
  const runs = 2_000
  let passed = 0
  for (let run = 0; run < runs; run++)
    if (judgeQuality(draw(0.9, 2_000), draw(0.85, 200), 0.05).verdict === 'holds') passed += 1
  expect(passed / runs).toBeLessThan(0.025 + 3 * Math.sqrt((0.025 * 0.975) / runs))
})

test.each([
  [0.95, 0.05, 2_000, 1],
  [0.95, 0.03, 5_000, 1],
  [0.9, 0.05, 700, 1],
  [0.9, 0.05, 2_000, 5],
])(
  'p = %d, margin %d beside %i scores, tested with %i: a pilot of the size that is asked for passes in four of five',
  (p, margin, n, tests) => {
    const random = createRandom(`power ${p} ${margin}`)
    const draw = (size: number) => alone(Array.from({ length: size }, () => Number(random.next() < p)))
    const current = { n, mean: p, variance: p * (1 - p), isBinary: true, designEffect: 1 }
    const size = samplesNeeded({ current, margin, z: zOf(0.025 / tests) })
    expect(size).toBeGreaterThan(plannedSamples(p * (1 - p), margin, n))
    const runs = 600
    let passed = 0
    for (let run = 0; run < runs; run++) {
      const { verdict, pValue } = judgeQuality(draw(n), draw(size), margin)
      if (verdict === 'holds' && pValue <= 0.025 / tests) passed += 1
    }
    const error = Math.sqrt((0.8 * 0.2) / runs)
    expect(passed / runs).toBeGreaterThan(0.8 - 3 * error)
    expect(passed / runs).toBeLessThan(0.8 + 4 * error)
  },
)

test('fewer pairs are asked for where both models mostly answer alike', () => {
  const differences = alone(Array.from({ length: 200 }, (_, i) => [1, -1, 0, 0, 0, 0, 0, 0, 0, 0][i % 10]!))
  const paired = judgeQuality(binary(160, 200), binary(160, 200), 0.05, differences)
  // 0.2 x 7.849 / 0.05^2 = 628 pairs, and 200 are there.
  expect(paired.verdict).toBe('undecided')
  expect(missing(paired)).toBe(432)
  expect(missing({ ...paired, differences: null })).toBe(null)
})
