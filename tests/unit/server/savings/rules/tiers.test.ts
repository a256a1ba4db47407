import { describe, expect, test } from 'vitest'
import { callsOverDays } from '../../../../support/savings/calls-over-days.ts'
import { findSavings, typesOf } from '../../../../support/savings/find-savings.ts'
import type { TestCall } from '../../../../support/savings/traffic-of.ts'

describe('tiers and batches', () => {
  const JOB = { model: 'gpt-4.1', input: 3_000, output: 500, trigger: 'cron' }

  test('a scheduled job costs exactly half in a batch', () => {
    const [finding] = findSavings(callsOverDays(30, JOB))
    expect(finding).toMatchObject({ type: 'batch_api', confidence: 'high', savings: { expectedUsd: '4.5' } })
  })

  test('nothing is batched that somebody waits for', () => {
    const job = callsOverDays(30, { ...JOB, trigger: '' }, { startHour: 2, hours: 1.5 })
    expect(findSavings(job)[0]).toMatchObject({ type: 'batch_api', confidence: 'medium' })
    const somebody = (fact: Partial<TestCall>) =>
      findSavings(job.map((call, n) => ({ ...call, ...(n % 3 === 0 && fact) })))
    expect(somebody({ user: 7 })).toEqual([])
    expect(somebody({ session: 7 })).toEqual([])
    expect(somebody({ stream: 'true' })).toEqual([])
    expect(somebody({ trigger: 'user' })).toEqual([])
    expect(findSavings(callsOverDays(30, { ...JOB, trigger: '' }, { startHour: 0, hours: 8 }))).toEqual([])
  })

  test('a job is one wherever in the day its two hours begin', () => {
    const job = (hours: number) => callsOverDays(30, { ...JOB, trigger: '' }, { startHour: 23.4, hours })
    expect(typesOf(job(1.9))).toEqual(['batch_api'])
    expect(typesOf(job(4))).toEqual([])
  })

  test('at Gemini what is read from a cache is no cheaper in a batch', () => {
    const flash = { ...JOB, provider: 'google', model: 'gemini-2.5-pro', input: 3_000, cacheRead: 10_000 }
    // 900 x (3,000 x 1.25 + 500 x 10) / 2 / 1M; 10,000 x 0.125 stay.
    expect(findSavings(callsOverDays(30, flash))[0]).toMatchObject({
      type: 'batch_api',
      savings: { expectedUsd: '3.9375' },
    })
  })

  test('what is a batch already, or has no batch price, is left alone', () => {
    expect(findSavings(callsOverDays(60, { ...JOB, serviceTier: 'batch' }))).toEqual([])
    expect(findSavings(callsOverDays(60, { ...JOB, provider: 'azure', model: 'gpt-4o' }))).toEqual([])
  })

  test('priority is given up where nobody waits', () => {
    const fast = { ...JOB, model: 'gpt-4o', serviceTier: 'priority' }
    // 900 x (3,000 x 1.75 + 500 x 7) / 1M
    expect(findSavings(callsOverDays(30, fast))[0]).toMatchObject({
      type: 'service_tier',
      confidence: 'high',
      savings: { expectedUsd: '7.875' },
    })
    expect(findSavings(callsOverDays(30, { ...fast, trigger: '', user: 3 }))).toEqual([])
  })

  test('priority is a question only, where nobody ever says who waits', () => {
    const fast = { ...JOB, model: 'gpt-4o', serviceTier: 'priority', trigger: '' }
    expect(findSavings(callsOverDays(30, fast))[0]).toMatchObject({
      type: 'service_tier',
      confidence: 'low',
      requiresValidation: true,
    })
    const other = callsOverDays(1, { feature: 'chat', user: 7 })
    expect(findSavings([...callsOverDays(30, fast), ...other])[0]).toMatchObject({ confidence: 'medium' })
  })

  test('jobs of many steps go with flex, which answers them one after the other', () => {
    const steps = { ...JOB, model: 'gpt-5.4', session: 7 }
    // Half of 900 x (3,000 x 2.50 + 500 x 15) / 1M
    expect(findSavings(callsOverDays(30, steps))).toMatchObject([
      { type: 'service_tier', confidence: 'medium', savings: { expectedUsd: '6.75' } },
    ])
    expect(typesOf(callsOverDays(30, { ...steps, session: 0 }))).toEqual(['batch_api'])
    expect(typesOf(callsOverDays(30, { ...steps, trigger: '' }))).toEqual([])
    expect(typesOf(callsOverDays(30, { ...steps, stream: 'true' }))).toEqual([])
    expect(typesOf(callsOverDays(30, { ...steps, serviceTier: 'flex' }))).toEqual([])
    expect(typesOf(callsOverDays(30, { ...steps, model: 'gpt-4.1' }))).toEqual([])
  })

  test('a prompt just above a step costs what one at the step would', () => {
    const long = { provider: 'google', model: 'gemini-2.5-pro', output: 100 }
    // 30 x (206,000 x 2.50 + 100 x 15 - 200,000 x 1.25 - 100 x 10) / 1M
    expect(findSavings(callsOverDays(1, { ...long, input: 206_000 }))[0]).toMatchObject({
      type: 'context_tier',
      savings: { expectedUsd: '7.965' },
    })
    expect(findSavings(callsOverDays(1, { ...long, input: 230_000 }))).toEqual([])
    expect(findSavings(callsOverDays(1, { ...long, input: 199_000 }))).toEqual([])
  })
})
