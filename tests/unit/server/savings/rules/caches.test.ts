import { describe, expect, test } from 'vitest'
import { callsOverDays } from '../../../../support/savings/calls-over-days.ts'
import { findSavings, typesOf } from '../../../../support/savings/find-savings.ts'

describe('caches', () => {
  const SONNET = {
    provider: 'anthropic',
    model: 'claude-sonnet-4-6',
    input: 6_000,
    output: 300,
    prefixTokens: '5000',
  }

  test('a prefix that the app names is replayed exactly', () => {
    // Every 12 minutes, 50 a day: for an hour one write a day and 49 reads.
    const [finding] = findSavings(callsOverDays(50, SONNET))
    const saved = 30 * (49 * 5_000 * 2.7 - 5_000 * 3)
    expect(finding).toMatchObject({ type: 'prompt_caching', confidence: 'high' })
    expect(Number(finding?.savings.expectedUsd)).toBeCloseTo(saved / 1e6, 9)
  })

  test('what a few requests say of their beginning is not taken for all, and the shortest is counted', () => {
    const some = (share: number) =>
      callsOverDays(50, SONNET).map(({ prefixTokens, ...call }, n) => ({
        ...call,
        ...(n % 10 < share && { prefixTokens: String(prefixTokens) }),
      }))
    expect(findSavings(some(10))[0]).toMatchObject({ type: 'prompt_caching', confidence: 'high' })
    expect(findSavings(some(6))[0]).toMatchObject({ type: 'prompt_caching', confidence: 'medium' })
    const two = callsOverDays(50, SONNET).map((call, n) =>
      n % 3 === 0 ? { ...call, prefixTokens: '2500' } : call,
    )
    expect(findSavings(two)[0]?.action).toContain('first 2500 tokens')
  })

  test('nothing is cached that is too short for the model, too rare, or cached already', () => {
    expect(findSavings(callsOverDays(50, { ...SONNET, prefixTokens: '900', input: 1_500 }))).toEqual([])
    expect(
      findSavings(callsOverDays(50, { ...SONNET, model: 'claude-haiku-4-5', prefixTokens: '4000' })),
    ).toEqual([])
    expect(
      findSavings(
        callsOverDays(6, { ...SONNET, input: 60_000, prefixTokens: '50000' }, { startHour: 0, hours: 24 }),
      ),
    ).toEqual([])
    expect(findSavings(callsOverDays(50, { ...SONNET, input: 1_000, cacheRead: 5_000 }))).toEqual([])
  })

  test('where a provider caches by itself, long prompts alone prove no common beginning', () => {
    const long = { model: 'gpt-4.1', input: 6_000, output: 300 }
    expect(findSavings(callsOverDays(200, long))).toEqual([])
    expect(typesOf(callsOverDays(200, { ...long, prefixTokens: '5000' }))).toEqual(['prompt_caching'])
  })

  test('a cache that is written and never read costs more than none', () => {
    const written = {
      provider: 'anthropic',
      model: 'claude-sonnet-4-6',
      input: 1_000,
      cacheWrite5m: 6_000,
      output: 100,
    }
    // Once in four hours: an hour does not help. 180 x 6,000 x 0.75 / 1M
    expect(
      findSavings(callsOverDays(6, written, { startHour: 0, hours: 24 })).map(
        ({ savings }) => savings.expectedUsd,
      ),
    ).toEqual([])
    expect(
      findSavings(callsOverDays(12, { ...written, cacheWrite5m: 20_000 }, { startHour: 0, hours: 24 }))[0],
    ).toMatchObject({
      type: 'cache_write_waste',
      confidence: 'high',
      savings: { expectedUsd: '5.4' },
    })
  })
})
