import { describe, expect, test } from 'vitest'
import { callsOverDays } from '../../../../support/savings/calls-over-days.ts'
import { findSavings, typesOf } from '../../../../support/savings/find-savings.ts'
import type { TestCall } from '../../../../support/savings/traffic-of.ts'

const JOB = { feature: 'digest', model: 'gpt-4.1', input: 3_000, output: 500, trigger: 'cron' }
/** 20 prompts every morning, the same ones on every day, half a minute later each day: no answer is a day old. */
const same = (more: Partial<TestCall> = {}): TestCall[] =>
  callsOverDays(20, JOB).map((call, n) => ({
    ...call,
    at: call.at + 30_000 * Math.floor(n / 20),
    prompt: 1 + (n % 20),
    ...more,
  }))
const isAsked = (calls: TestCall[]) => typesOf(calls).includes('idle_feature')

describe('a job that asks the same for weeks', () => {
  test('is a question to its owner, counted after what is known', () => {
    const findings = findSavings(same())
    // 600 x (3,000 x 2 + 500 x 8) / 1M
    expect(findings.find(({ type }) => type === 'idle_feature')).toMatchObject({
      confidence: 'low',
      requiresValidation: true,
      eventCount: 600,
      savings: { lowUsd: '0', expectedUsd: '6', marginalUsd: '3' },
    })
    expect(findings.find(({ type }) => type === 'batch_api')?.savings.marginalUsd).toBe('3')
  })

  test('is needed where something new goes in, or nobody can tell', () => {
    expect(isAsked(same())).toBe(true)
    expect(isAsked(same().map((call, n) => ({ ...call, prompt: n + 1 })))).toBe(false)
    expect(isAsked(same({ prompt: 0 }))).toBe(false)
    expect(isAsked(same({ tools: 'true' }))).toBe(false)
    expect(isAsked(same().slice(0, 13 * 20))).toBe(false)
  })

  test('is needed where one request in ten is new', () => {
    expect(isAsked(same().map((call, n) => (n % 10 === 0 ? { ...call, prompt: 1_000 + n } : call)))).toBe(
      false,
    )
  })

  test('is needed where anybody is there, waits for it, or scores it', () => {
    const one = (more: Partial<TestCall>) =>
      same().map((call, n) => (n === 300 ? { ...call, ...more } : call))
    expect(isAsked(one({ user: 7 }))).toBe(false)
    expect(isAsked(one({ session: 7 }))).toBe(false)
    expect(isAsked(one({ stream: 'true' }))).toBe(false)
    expect(isAsked(one({ trigger: 'user' }))).toBe(false)
    expect(isAsked(one({ quality: 1 }))).toBe(false)
    expect(isAsked(one({ experiment: 'pilot' }))).toBe(false)
    expect(isAsked([...same(), ...callsOverDays(1, { ...JOB, model: 'gpt-4o', trigger: 'api' })])).toBe(false)
  })

  test('asks the same on purpose where it is a probe or an evaluation', () => {
    expect(isAsked(same({ feature: 'health-check' }))).toBe(false)
    expect(isAsked(same({ task: 'golden-set' }))).toBe(false)
    expect(isAsked(same({ evaluation: 'true' }))).toBe(false)
  })
})
