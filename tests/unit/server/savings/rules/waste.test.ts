import { describe, expect, test } from 'vitest'
import { callsOverDays } from '../../../../support/savings/calls-over-days.ts'
import { findSavings } from '../../../../support/savings/find-savings.ts'
import type { TestCall } from '../../../../support/savings/traffic-of.ts'

describe('waste', () => {
  const ASK = { input: 2_000, output: 300 }
  const prompts = (calls: TestCall[], of: number) =>
    calls.map((call, n) => ({ ...call, prompt: 1 + (n % of) }))

  test('repeats within a day of the first answer are counted, the first is not', () => {
    // 40 a day of 10 prompts: 30 repeats a day, and no repeat of yesterday's is within 24 hours of its first but these.
    const [finding] = findSavings(prompts(callsOverDays(40, ASK), 10))
    expect(finding).toMatchObject({ type: 'duplicate_requests', confidence: 'medium' })
    expect(finding?.eventCount).toBeGreaterThanOrEqual(900)
    expect(findSavings(prompts(callsOverDays(40, { ...ASK, temperature: '0' }), 10))[0]).toMatchObject({
      confidence: 'high',
    })
  })

  test('second attempts, personal answers and pilots are no repeats', () => {
    expect(findSavings(prompts(callsOverDays(40, { ...ASK, attempt: '2' }), 10))).toEqual([])
    expect(findSavings(prompts(callsOverDays(40, { ...ASK, personalised: 'true' }), 10))).toEqual([])
    expect(findSavings(prompts(callsOverDays(40, { ...ASK, shadow: 'true' }), 10))).toEqual([])
  })

  test('a prompt that is asked again because its answer was cut off is the fault of the limit', () => {
    const pairs = callsOverDays(20, ASK).flatMap((call, n) => [
      { ...call, prompt: n + 1, finishReason: 'length' },
      { ...call, prompt: n + 1, at: call.at + 30_000 },
    ])
    expect(findSavings(pairs)).toMatchObject([
      { type: 'truncation_waste', confidence: 'high', eventCount: 600, savings: { expectedUsd: '4.8' } },
    ])
  })

  test('failures count with what was billed', () => {
    const calls = callsOverDays(40, ASK).map((call, n) => ({ ...call, failed: String(n % 4 === 0) }))
    expect(findSavings(calls)).toMatchObject([
      { type: 'retry_waste', confidence: 'medium', eventCount: 300, savings: { expectedUsd: '2.4' } },
    ])
    expect(findSavings(callsOverDays(40, { ...ASK, failed: 'true', input: 0, output: 0 }))).toEqual([])
  })

  test('answers that grew are counted from the change on, for 30 days', () => {
    const calls = [
      ...callsOverDays(60, { ...ASK, output: 200, promptVersion: 'v1' }, { until: 20 }),
      ...callsOverDays(60, { ...ASK, output: 400, promptVersion: 'v2' }, { from: 20 }),
    ].map((call, n) => ({ ...call, output: (call.output ?? 0) + (n % 7) - 3, quality: n % 10 === 0 ? 0 : 1 }))
    const [finding] = findSavings(calls)
    expect(finding).toMatchObject({ type: 'output_verbosity', confidence: 'medium' })
    // 60 a day x 30 x 200 tokens at 10 USD, within what rounding to whole tokens does.
    expect(Number(finding?.savings.expectedUsd)).toBeCloseTo(3.6, 0)
  })
})
