import { describe, expect, test } from 'vitest'
import { callsOverDays, scored } from '../../../../support/savings/calls-over-days.ts'
import { findSavings, typesOf } from '../../../../support/savings/find-savings.ts'

const THINKING = { model: 'gpt-5.4', input: 900, output: 1_000, reasoning: 800, reasoningEffort: 'high' }

describe('less thinking', () => {
  test('is worth a test where nobody has tried it', () => {
    const [finding] = findSavings(callsOverDays(20, THINKING))
    // 600 x (800 - 486) x 15 / 1M
    expect(finding).toMatchObject({
      type: 'reasoning_effort',
      confidence: 'low',
      requiresValidation: true,
      savings: { expectedUsd: '2.826' },
    })
    expect(typesOf(callsOverDays(60, { ...THINKING, reasoningEffort: 'medium' }))).toEqual([])
  })

  test('is no open question where it was tried, also in another environment', () => {
    const low = { ...THINKING, output: 350, reasoning: 150, reasoningEffort: 'low', experiment: 'pilot' }
    const worse = scored(callsOverDays(10, { ...low, environment: 'staging' }), 2)
    expect(typesOf([...callsOverDays(20, THINKING), ...worse])).toEqual([])
    const dearer = callsOverDays(10, { ...low, input: 60_000 })
    expect(typesOf([...callsOverDays(20, THINKING), ...dearer])).toEqual([])
  })
})
