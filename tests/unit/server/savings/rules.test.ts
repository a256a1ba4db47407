import { describe, expect, test } from 'vitest'
import { searchSavings } from '#server/savings/search/search-savings.ts'
import type { SavingsSettings } from '#shared/api/savings-settings.ts'
import { callsOverDays, scored } from '../../../support/savings/calls-over-days.ts'
import { caseCatalogue } from '../../../support/savings/case-market.ts'
import { NOW, START, searchOf, type TestCall } from '../../../support/savings/traffic-of.ts'

const CATALOGUE = caseCatalogue()

const find = (calls: TestCall[], settings: Partial<SavingsSettings> = {}) =>
  searchSavings(searchOf(CATALOGUE, calls, settings)).map(({ finding }) => finding)
const typesOf = (calls: TestCall[], settings: Partial<SavingsSettings> = {}) =>
  find(calls, settings).map(({ type }) => type)

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
    const [finding, ...others] = find(proven())
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
    const [finding] = find([...scored(callsOverDays(40, CLASSIFY), 20), ...longer])
    // Twice the output: 1,200 x 50 x 0.60 / 1M less.
    expect(finding?.savings.expectedUsd).toBe('6.168')
  })

  test('is not proposed when its requests cost more than they did', () => {
    const chatty = scored(callsOverDays(20, { ...PILOT, output: 12_000 }), 20)
    expect(find([...scored(callsOverDays(40, CLASSIFY), 20), ...chatty])).toEqual([])
  })

  test('is not proposed where data must stay elsewhere, or its provider is not allowed', () => {
    expect(find(proven(), constraint('triage', { residency: 'eu' }))).toEqual([])
    expect(find(proven().map((call) => ({ ...call, dataResidency: 'eu' })))).toEqual([])
    expect(find(proven(), constraint('triage', { allowedProviders: ['anthropic'] }))).toEqual([])
    expect(find(proven(), constraint('triage', { excluded: true }))).toEqual([])
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
    expect(find(asks({ modality: 'audio' }))).toEqual([])
  })

  test('is not proposed when its own way to count pictures makes it dearer', () => {
    const labels = { ...CLASSIFY, input: 1_000, output: 8 }
    expect(typesOf(callsOverDays(100, labels))).toEqual(['model_downgrade'])
    expect(find(callsOverDays(100, { ...labels, images: '1', imageTiles: '4' }))).toEqual([])
    // Nobody says how many tokens of the prompt are the picture.
    expect(find(callsOverDays(100, { ...labels, modality: 'image' }))).toEqual([])
  })

  test('is worth a test only when its prompts were easier, and medium when somebody chose its requests', () => {
    const easy = scored(callsOverDays(20, { ...PILOT, input: 500 }), 20)
    expect(find([...scored(callsOverDays(40, CLASSIFY), 20), ...easy])[0]).toMatchObject({
      confidence: 'low',
    })
    const chosen = scored(callsOverDays(20, { ...PILOT, experiment: '' }), 20)
    expect(find([...scored(callsOverDays(40, CLASSIFY), 20), ...chosen])[0]).toMatchObject({
      confidence: 'medium',
    })
  })

  test('is not proposed for what began this week, or has ended', () => {
    const during = (from: number, until: number) => [
      ...scored(callsOverDays(200, CLASSIFY, { from, until }), 20),
      ...scored(callsOverDays(100, PILOT, { from, until }), 20),
    ]
    expect(typesOf(during(0, 30))).toEqual(['model_downgrade'])
    expect(find(during(24, 30))).toEqual([])
    expect(find(during(0, 22))).toEqual([])
  })

  test('is counted at the rate of the last week where traffic has fallen', () => {
    const falling = [
      ...scored(callsOverDays(100, CLASSIFY, { until: 20 }), 20),
      ...scored(callsOverDays(10, CLASSIFY, { from: 20 }), 20),
      ...scored(callsOverDays(20, PILOT), 20),
    ]
    // 10 a day at 0.00517 each, for 30 days.
    expect(Number(find(falling)[0]?.savings.expectedUsd)).toBeCloseTo(300 * 0.00517, 3)
  })

  test('is not proposed on structure alone when it was tested and is dearer', () => {
    const labels = { ...CLASSIFY, output: 8 }
    const dearer = callsOverDays(20, { ...PILOT, input: 60_000, output: 8 })
    expect(typesOf(callsOverDays(100, labels))).toEqual(['model_downgrade'])
    expect(find([...callsOverDays(100, labels), ...dearer])).toEqual([])
  })

  test('is priced with the reasoning that only it does', () => {
    const thinking = scored(callsOverDays(20, { ...PILOT, output: 1_050, reasoning: 1_000 }), 20)
    const [finding] = find([...scored(callsOverDays(40, CLASSIFY), 20), ...thinking])
    // 1,200 x (2,000 x 0.15 + 1,050 x 0.60) / 1M of 6.6
    expect(finding?.savings.expectedUsd).toBe('5.484')
  })

  test('without any score is proposed for labels alone, and never as certain', () => {
    expect(find(callsOverDays(100, { ...CLASSIFY, output: 8 }))[0]).toMatchObject({
      confidence: 'medium',
      requiresValidation: true,
    })
    expect(find(callsOverDays(100, { ...CLASSIFY, output: 300 }))).toEqual([])
  })
})

describe('tiers and batches', () => {
  const JOB = { model: 'gpt-4.1', input: 3_000, output: 500, trigger: 'cron' }

  test('a scheduled job costs exactly half in a batch', () => {
    const [finding] = find(callsOverDays(30, JOB))
    expect(finding).toMatchObject({ type: 'batch_api', confidence: 'high', savings: { expectedUsd: '4.5' } })
  })

  test('nothing is batched that somebody waits for', () => {
    const job = callsOverDays(30, { ...JOB, trigger: '' }, { startHour: 2, hours: 1.5 })
    expect(find(job)[0]).toMatchObject({ type: 'batch_api', confidence: 'medium' })
    const somebody = (fact: Partial<TestCall>) =>
      find(job.map((call, n) => ({ ...call, ...(n % 3 === 0 && fact) })))
    expect(somebody({ user: 7 })).toEqual([])
    expect(somebody({ session: 7 })).toEqual([])
    expect(somebody({ stream: 'true' })).toEqual([])
    expect(somebody({ trigger: 'user' })).toEqual([])
    expect(find(callsOverDays(30, { ...JOB, trigger: '' }, { startHour: 0, hours: 8 }))).toEqual([])
  })

  test('a job is one wherever in the day its two hours begin', () => {
    const job = (hours: number) => callsOverDays(30, { ...JOB, trigger: '' }, { startHour: 23.4, hours })
    expect(typesOf(job(1.9))).toEqual(['batch_api'])
    expect(typesOf(job(4))).toEqual([])
  })

  test('at Gemini what is read from a cache is no cheaper in a batch', () => {
    const flash = { ...JOB, provider: 'google', model: 'gemini-2.5-pro', input: 3_000, cacheRead: 10_000 }
    // 900 x (3,000 x 1.25 + 500 x 10) / 2 / 1M; 10,000 x 0.125 stay.
    expect(find(callsOverDays(30, flash))[0]).toMatchObject({
      type: 'batch_api',
      savings: { expectedUsd: '3.9375' },
    })
  })

  test('what is a batch already, or has no batch price, is left alone', () => {
    expect(find(callsOverDays(60, { ...JOB, serviceTier: 'batch' }))).toEqual([])
    expect(find(callsOverDays(60, { ...JOB, provider: 'azure', model: 'gpt-4o' }))).toEqual([])
  })

  test('priority is given up where nobody waits', () => {
    const fast = { ...JOB, model: 'gpt-4o', serviceTier: 'priority' }
    // 900 x (3,000 x 1.75 + 500 x 7) / 1M
    expect(find(callsOverDays(30, fast))[0]).toMatchObject({
      type: 'service_tier',
      confidence: 'high',
      savings: { expectedUsd: '7.875' },
    })
    expect(find(callsOverDays(30, { ...fast, trigger: '', user: 3 }))).toEqual([])
  })

  test('a prompt just above a step costs what one at the step would', () => {
    const long = { provider: 'google', model: 'gemini-2.5-pro', output: 100 }
    // 30 x (206,000 x 2.50 + 100 x 15 - 200,000 x 1.25 - 100 x 10) / 1M
    expect(find(callsOverDays(1, { ...long, input: 206_000 }))[0]).toMatchObject({
      type: 'context_tier',
      savings: { expectedUsd: '7.965' },
    })
    expect(find(callsOverDays(1, { ...long, input: 230_000 }))).toEqual([])
    expect(find(callsOverDays(1, { ...long, input: 199_000 }))).toEqual([])
  })
})

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
    const [finding] = find(callsOverDays(50, SONNET))
    const saved = 30 * (49 * 5_000 * 2.7 - 5_000 * 3)
    expect(finding).toMatchObject({ type: 'prompt_caching', confidence: 'high' })
    expect(Number(finding?.savings.expectedUsd)).toBeCloseTo(saved / 1e6, 9)
  })

  test('nothing is cached that is too short for the model, too rare, or cached already', () => {
    expect(find(callsOverDays(50, { ...SONNET, prefixTokens: '900', input: 1_500 }))).toEqual([])
    expect(find(callsOverDays(50, { ...SONNET, model: 'claude-haiku-4-5', prefixTokens: '4000' }))).toEqual(
      [],
    )
    expect(
      find(
        callsOverDays(6, { ...SONNET, input: 60_000, prefixTokens: '50000' }, { startHour: 0, hours: 24 }),
      ),
    ).toEqual([])
    expect(find(callsOverDays(50, { ...SONNET, input: 1_000, cacheRead: 5_000 }))).toEqual([])
  })

  test('where a provider caches by itself, long prompts alone prove no common beginning', () => {
    const long = { model: 'gpt-4.1', input: 6_000, output: 300 }
    expect(find(callsOverDays(200, long))).toEqual([])
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
      find(callsOverDays(6, written, { startHour: 0, hours: 24 })).map(({ savings }) => savings.expectedUsd),
    ).toEqual([])
    expect(
      find(callsOverDays(12, { ...written, cacheWrite5m: 20_000 }, { startHour: 0, hours: 24 }))[0],
    ).toMatchObject({
      type: 'cache_write_waste',
      confidence: 'high',
      savings: { expectedUsd: '5.4' },
    })
  })
})

describe('waste', () => {
  const ASK = { input: 2_000, output: 300 }
  const prompts = (calls: TestCall[], of: number) =>
    calls.map((call, n) => ({ ...call, prompt: 1 + (n % of) }))

  test('repeats within a day of the first answer are counted, the first is not', () => {
    // 40 a day of 10 prompts: 30 repeats a day, and no repeat of yesterday's is within 24 hours of its first but these.
    const [finding] = find(prompts(callsOverDays(40, ASK), 10))
    expect(finding).toMatchObject({ type: 'duplicate_requests', confidence: 'medium' })
    expect(finding?.eventCount).toBeGreaterThanOrEqual(900)
    expect(find(prompts(callsOverDays(40, { ...ASK, temperature: '0' }), 10))[0]).toMatchObject({
      confidence: 'high',
    })
  })

  test('second attempts, personal answers and pilots are no repeats', () => {
    expect(find(prompts(callsOverDays(40, { ...ASK, attempt: '2' }), 10))).toEqual([])
    expect(find(prompts(callsOverDays(40, { ...ASK, personalised: 'true' }), 10))).toEqual([])
    expect(find(prompts(callsOverDays(40, { ...ASK, shadow: 'true' }), 10))).toEqual([])
  })

  test('a prompt that is asked again because its answer was cut off is the fault of the limit', () => {
    const pairs = callsOverDays(20, ASK).flatMap((call, n) => [
      { ...call, prompt: n + 1, finishReason: 'length' },
      { ...call, prompt: n + 1, at: call.at + 30_000 },
    ])
    expect(find(pairs)).toMatchObject([
      { type: 'truncation_waste', confidence: 'high', eventCount: 600, savings: { expectedUsd: '4.8' } },
    ])
  })

  test('failures count with what was billed', () => {
    const calls = callsOverDays(40, ASK).map((call, n) => ({ ...call, failed: String(n % 4 === 0) }))
    expect(find(calls)).toMatchObject([
      { type: 'retry_waste', confidence: 'medium', eventCount: 300, savings: { expectedUsd: '2.4' } },
    ])
    expect(find(callsOverDays(40, { ...ASK, failed: 'true', input: 0, output: 0 }))).toEqual([])
  })

  test('answers that grew are counted from the change on, for 30 days', () => {
    const calls = [
      ...callsOverDays(60, { ...ASK, output: 200, promptVersion: 'v1' }, { until: 20 }),
      ...callsOverDays(60, { ...ASK, output: 400, promptVersion: 'v2' }, { from: 20 }),
    ].map((call, n) => ({ ...call, output: (call.output ?? 0) + (n % 7) - 3, quality: n % 10 === 0 ? 0 : 1 }))
    const [finding] = find(calls)
    expect(finding).toMatchObject({ type: 'output_verbosity', confidence: 'medium' })
    // 60 a day x 30 x 200 tokens at 10 USD, within what rounding to whole tokens does.
    expect(Number(finding?.savings.expectedUsd)).toBeCloseTo(3.6, 0)
  })
})

test('savings on the same requests add up to less than each alone', () => {
  const calls = proven().map((call) => ({ ...call, trigger: 'cron', user: 0 }))
  const findings = find(calls)
  expect(findings.map(({ type }) => type).sort()).toEqual(['batch_api', 'model_downgrade'])
  const by = (type: string) => findings.find((finding) => finding.type === type)!.savings
  // Half of 6.6 first; the other model then saves half of what it would alone.
  expect(by('batch_api')).toMatchObject({ standaloneUsd: '3.3', marginalUsd: '3.3' })
  expect(by('model_downgrade')).toMatchObject({ standaloneUsd: '6.204', marginalUsd: '3.102' })
})

test('what was routed is counted request by request and may be a loss', () => {
  const routed = callsOverDays(40, { ...CLASSIFY, model: 'gpt-4o-mini', routedFrom: 'gpt-4o' })
  expect(find(routed)).toMatchObject([
    {
      type: 'realised_savings',
      from: { provider: 'openai', model: 'gpt-4o' },
      to: { provider: 'openai', model: 'gpt-4o-mini' },
      savings: { expectedUsd: '6.204', marginalUsd: '0' },
    },
  ])
  const worse = callsOverDays(40, { ...CLASSIFY, model: 'gpt-4o', routedFrom: 'gpt-4o-mini' })
  expect(find(worse)[0]).toMatchObject({ savings: { expectedUsd: '-6.204' } })
})

test('a host that nobody uses yet is said to need a contract', () => {
  const llama = { provider: 'together', model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', input: 6_000 }
  const groq = { provider: 'groq', model: 'llama-3.3-70b-versatile', feature: 'other' }
  const [unused] = find(callsOverDays(60, llama))
  expect(unused).toMatchObject({ type: 'provider_arbitrage', to: { provider: 'groq' }, effort: 'M' })
  expect(unused?.risks.join(' ')).toContain('no contract with groq')
  const [used] = find([...callsOverDays(60, llama), ...callsOverDays(1, groq)])
  expect(used).toMatchObject({ type: 'provider_arbitrage', effort: 'S' })
  expect(used?.risks.join(' ')).not.toContain('contract')
})

test('a model that dies is urgent also where leaving it saves nothing', () => {
  const calls = callsOverDays(40, { ...CLASSIFY, model: 'gpt-4.1-nano', output: 200 })
  expect(find(calls)).toMatchObject([
    { type: 'legacy_model', deadline: '2026-10-23', requiresValidation: true, savings: {} },
  ])
  expect(Number(find(calls)[0]?.savings.expectedUsd)).toBeLessThan(0)
})

test('nothing is said of no events', () => {
  expect(find([])).toEqual([])
  expect(NOW - START).toBe(30 * 86_400_000)
})
