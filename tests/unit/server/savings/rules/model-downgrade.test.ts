import { describe, expect, test } from 'vitest'
import { callsOverDays, scored } from '../../../../support/savings/calls-over-days.ts'
import { findSavings, typesOf } from '../../../../support/savings/find-savings.ts'

const CLASSIFY = { task: 'classification', input: 2_000, output: 50 }
const PILOT = { ...CLASSIFY, model: 'gpt-4o-mini', experiment: 'pilot' }
/** 40 a day under gpt-4o and 20 under gpt-4o-mini, both right 19 times of 20. */
const proven = () => [...scored(callsOverDays(40, CLASSIFY), 20), ...scored(callsOverDays(20, PILOT), 20)]

const constraint = (feature: string, extra: object) => ({
  features: [
    { feature, excluded: false, residency: null, allowedProviders: [], qualityMargin: null, ...extra },
  ],
})

describe('a cheaper model', () => {
  test('is proposed with its exact saving when the scores hold', () => {
    const [finding, ...others] = findSavings(proven())
    // 1,200 requests of (2,000 x 2.50 + 50 x 10 - 2,000 x 0.15 - 50 x 0.60) / 1M
    expect(finding).toMatchObject({
      type: 'model_downgrade',
      scope: { feature: 'triage', task: 'classification', environment: 'production' },
      to: { provider: 'openai', model: 'gpt-4o-mini' },
      confidence: 'high',
      requiresValidation: false,
      eventCount: 1_200,
      savings: { expectedUsd: '6.204', marginalUsd: '6.204' },
    })
    expect(others).toEqual([])
  })

  test('is priced at the length that its own answers have', () => {
    const longer = scored(callsOverDays(20, { ...PILOT, output: 100 }), 20)
    const [finding] = findSavings([...scored(callsOverDays(40, CLASSIFY), 20), ...longer])
    // Twice the output: 1,200 x 50 x 0.60 / 1M less.
    expect(finding?.savings.expectedUsd).toBe('6.168')
  })

  test('is not proposed when its requests cost more than they did', () => {
    const chatty = scored(callsOverDays(20, { ...PILOT, output: 12_000 }), 20)
    expect(findSavings([...scored(callsOverDays(40, CLASSIFY), 20), ...chatty])).toEqual([])
  })

  test('is not proposed where data must stay elsewhere, or its provider is not allowed', () => {
    expect(findSavings(proven(), constraint('triage', { residency: 'eu' }))).toEqual([])
    expect(findSavings(proven().map((call) => ({ ...call, dataResidency: 'eu' })))).toEqual([])
    expect(findSavings(proven(), constraint('triage', { allowedProviders: ['anthropic'] }))).toEqual([])
    expect(findSavings(proven(), constraint('triage', { excluded: true }))).toEqual([])
    expect(typesOf(proven(), constraint('other', { excluded: true }))).toEqual(['model_downgrade'])
  })

  test('is not proposed when it could not hold the longest prompts', () => {
    const long = callsOverDays(1, {
      ...CLASSIFY,
      model: 'claude-sonnet-4-6',
      provider: 'anthropic',
      input: 300_000,
    })
    const pilot = scored(
      callsOverDays(20, { ...PILOT, provider: 'anthropic', model: 'claude-haiku-4-5', input: 2_000 }),
      20,
    )
    const usual = callsOverDays(20, { ...CLASSIFY, provider: 'anthropic', model: 'claude-sonnet-4-6' })
    expect(typesOf([...scored(usual, 20), ...pilot])).toContain('model_downgrade')
    expect(typesOf([...scored([...usual, ...long], 20), ...pilot])).not.toContain('model_downgrade')
  })

  test('is not proposed when it cannot do what the requests ask for', () => {
    const asks = (fact: object) => proven().map((call) => ({ ...call, ...fact }))
    expect(typesOf(asks({ tools: 'true' }))).toEqual(['model_downgrade'])
    expect(findSavings(asks({ modality: 'audio' }))).toEqual([])
  })

  test('is not proposed on structure alone when a few of the requests are something else', () => {
    const labels = callsOverDays(100, { ...CLASSIFY, output: 8 })
    expect(typesOf(labels)).toEqual(['model_downgrade'])
    expect(typesOf(labels.map((call, n) => (n % 50 === 0 ? { ...call, modality: 'audio' } : call)))).toEqual(
      [],
    )
  })

  test('is not proposed when its own way to count pictures makes it dearer', () => {
    const labels = { ...CLASSIFY, input: 1_000, output: 8 }
    expect(typesOf(callsOverDays(100, labels))).toEqual(['model_downgrade'])
    expect(findSavings(callsOverDays(100, { ...labels, images: '1', imageTiles: '4' }))).toEqual([])
    // Nobody says how many tokens of the prompt are the picture.
    expect(findSavings(callsOverDays(100, { ...labels, modality: 'image' }))).toEqual([])
  })

  test('is worth a test only when its prompts were easier, and medium when somebody chose its requests', () => {
    const easy = scored(callsOverDays(20, { ...PILOT, input: 500 }), 20)
    expect(findSavings([...scored(callsOverDays(40, CLASSIFY), 20), ...easy])[0]).toMatchObject({
      confidence: 'low',
    })
    const chosen = scored(callsOverDays(20, { ...PILOT, experiment: '' }), 20)
    expect(findSavings([...scored(callsOverDays(40, CLASSIFY), 20), ...chosen])[0]).toMatchObject({
      confidence: 'medium',
    })
  })

  test('is not proposed for what began this week, or has ended', () => {
    const during = (from: number, until: number) => [
      ...scored(callsOverDays(200, CLASSIFY, { from, until }), 20),
      ...scored(callsOverDays(100, PILOT, { from, until }), 20),
    ]
    expect(typesOf(during(0, 30))).toEqual(['model_downgrade'])
    expect(findSavings(during(24, 30))).toEqual([])
    expect(findSavings(during(0, 22))).toEqual([])
  })

  test('is counted at the rate of the last week where traffic has fallen', () => {
    const falling = [
      ...scored(callsOverDays(100, CLASSIFY, { until: 20 }), 20),
      ...scored(callsOverDays(10, CLASSIFY, { from: 20 }), 20),
      ...scored(callsOverDays(20, PILOT), 20),
    ]
    // 10 a day at 0.00517 each, for 30 days.
    expect(Number(findSavings(falling)[0]?.savings.expectedUsd)).toBeCloseTo(300 * 0.00517, 3)
  })

  test('is not proposed on structure alone when it was tested and is dearer', () => {
    const labels = { ...CLASSIFY, output: 8 }
    const dearer = callsOverDays(20, { ...PILOT, input: 60_000, output: 8 })
    expect(typesOf(callsOverDays(100, labels))).toEqual(['model_downgrade'])
    expect(findSavings([...callsOverDays(100, labels), ...dearer])).toEqual([])
  })

  test('is priced with the reasoning that only it does', () => {
    const thinking = scored(callsOverDays(20, { ...PILOT, output: 1_050, reasoning: 1_000 }), 20)
    const [finding] = findSavings([...scored(callsOverDays(40, CLASSIFY), 20), ...thinking])
    // 1,200 x (2,000 x 0.15 + 1,050 x 0.60) / 1M of 6.6
    expect(finding?.savings.expectedUsd).toBe('5.484')
  })

  test('without any score is proposed for labels alone, and never as certain', () => {
    expect(findSavings(callsOverDays(100, { ...CLASSIFY, output: 8 }))[0]).toMatchObject({
      confidence: 'medium',
      requiresValidation: true,
    })
    expect(findSavings(callsOverDays(100, { ...CLASSIFY, output: 300 }))).toEqual([])
  })
})
