import { describe, expect, test } from 'vitest'
import { findSavings, typesOf } from '../../../../support/savings/find-savings.ts'
import { START, type TestCall } from '../../../../support/savings/traffic-of.ts'

const DAY_MS = 86_400_000

/** Two sessions a day, one request a minute, each with the prompt that `prompt` gives its place in the session. */
const sessions = (
  turns: number,
  prompt: (turn: number) => number,
  more: Partial<TestCall> = {},
): TestCall[] =>
  Array.from({ length: 60 }, (_, session) =>
    Array.from({ length: turns }, (__, turn) => ({
      at: START + Math.floor(session / 2) * DAY_MS + (9 + (session % 2)) * 3_600_000 + turn * 60_000,
      feature: 'coder',
      model: 'gpt-4.1',
      session: session + 1,
      user: session + 1,
      output: 400,
      input: prompt(turn),
      ...more,
    })),
  ).flat()

/** 4,000 tokens more with every request: the twelfth has 48,000. */
const growing = (turn: number) => 4_000 * (turn + 1)

describe('sessions whose prompts grow', () => {
  test('cost what lies beyond four times their first prompt', () => {
    const [finding, ...others] = findSavings(sessions(12, growing))
    // 60 sessions x (4 + 8 + ... + 32 thousand tokens beyond 16,000) x 2 USD / 1M
    expect(finding).toMatchObject({
      type: 'agent_context_growth',
      confidence: 'low',
      requiresValidation: true,
      eventCount: 480,
      savings: { lowUsd: '6.912', expectedUsd: '17.28', highUsd: '17.28' },
    })
    expect(finding?.evidence.histogram?.counts.reduce((a, b) => a + b)).toBe(720)
    expect(others).toEqual([])
  })

  test('are counted by what was read from a cache first', () => {
    const cached = sessions(12, growing).map((call) => ({
      ...call,
      input: 4_000,
      cacheRead: call.input! - 4_000,
    }))
    // The same tokens at 0.50 USD.
    expect(findSavings(cached)[0]).toMatchObject({
      type: 'agent_context_growth',
      savings: { expectedUsd: '4.32' },
    })
  })

  test('are left alone when they are short, few, summarised already, or long from the beginning', () => {
    const growth = (calls: TestCall[]) => typesOf(calls).filter((type) => type === 'agent_context_growth')
    expect(growth(sessions(4, (turn) => 20_000 * (turn + 1)))).toEqual([])
    expect(growth(sessions(12, growing).filter(({ session }) => session! <= 10))).toEqual([])
    expect(growth(sessions(12, (turn) => 4_000 * ((turn % 6) + 1)))).toEqual([])
    expect(growth(sessions(12, (turn) => 60_000 + 4_000 * turn))).toEqual([])
    expect(growth(sessions(12, (turn) => 400 * (turn + 1)))).toEqual([])
    expect(growth(sessions(12, growing, { session: 0 }))).toEqual([])
    expect(growth(sessions(12, growing, { shadow: 'true' }))).toEqual([])
  })

  test('are left alone where most long sessions do not grow', () => {
    const steady = sessions(12, () => 4_000).map((call) => ({ ...call, session: call.session! + 1_000 }))
    const more = steady.map((call) => ({ ...call, session: call.session! + 1_000 }))
    expect(typesOf([...sessions(12, growing), ...steady, ...more])).toEqual([])
  })
})
