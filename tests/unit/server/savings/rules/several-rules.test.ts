import { expect, test } from 'vitest'
import { callsOverDays, scored } from '../../../../support/savings/calls-over-days.ts'
import { findSavings } from '../../../../support/savings/find-savings.ts'
import { NOW, START } from '../../../../support/savings/traffic-of.ts'

const CLASSIFY = { task: 'classification', input: 2_000, output: 50 }
const PILOT = { ...CLASSIFY, model: 'gpt-4o-mini', experiment: 'pilot' }
/** 40 a day under gpt-4o and 20 under gpt-4o-mini, both right 19 times of 20. */
const proven = () => [...scored(callsOverDays(40, CLASSIFY), 20), ...scored(callsOverDays(20, PILOT), 20)]

test('savings on the same requests add up to less than each alone', () => {
  const calls = proven().map((call) => ({ ...call, trigger: 'cron', user: 0 }))
  const findings = findSavings(calls)
  expect(findings.map(({ type }) => type).sort()).toEqual(['batch_api', 'model_downgrade'])
  const by = (type: string) => findings.find((finding) => finding.type === type)!.savings
  // Half of 6.6 first; the other model then saves half of what it would alone.
  expect(by('batch_api')).toMatchObject({ standaloneUsd: '3.3', marginalUsd: '3.3' })
  expect(by('model_downgrade')).toMatchObject({ standaloneUsd: '6.204', marginalUsd: '3.102' })
})

test('what was routed is counted request by request and may be a loss', () => {
  const routed = callsOverDays(40, { ...CLASSIFY, model: 'gpt-4o-mini', routedFrom: 'gpt-4o' })
  expect(findSavings(routed)).toMatchObject([
    {
      type: 'realised_savings',
      from: { provider: 'openai', model: 'gpt-4o' },
      to: { provider: 'openai', model: 'gpt-4o-mini' },
      savings: { expectedUsd: '6.204', marginalUsd: '0' },
    },
  ])
  const worse = callsOverDays(40, { ...CLASSIFY, model: 'gpt-4o', routedFrom: 'gpt-4o-mini' })
  expect(findSavings(worse)[0]).toMatchObject({ savings: { expectedUsd: '-6.204' } })
})

test('the same work is one, whatever an app calls the operation and the model that it left', () => {
  const called = proven().map((call, n) => ({ ...call, operation: ['chat', '', 'responses'][n % 3]! }))
  expect(findSavings(called)).toMatchObject([{ type: 'model_downgrade', savings: { expectedUsd: '6.204' } }])
  const routed = callsOverDays(40, { ...CLASSIFY, model: 'gpt-4o-mini' }).map((call, n) => ({
    ...call,
    routedFrom: n % 2 === 0 ? 'gpt-4o' : 'openai/gpt-4o',
  }))
  expect(findSavings(routed)).toMatchObject([{ type: 'realised_savings', savings: { expectedUsd: '6.204' } }])
})

test('other work of the same model is no second card of the same name', () => {
  const jobs = callsOverDays(30, { model: 'gpt-4.1', input: 3_000, output: 500, trigger: 'cron' })
  const other = callsOverDays(10, {
    model: 'gpt-4.1',
    input: 3_000,
    output: 500,
    trigger: 'cron',
    operation: 'rank',
  })
  expect(findSavings([...jobs, ...other])).toMatchObject([{ type: 'batch_api', eventCount: 900 }])
})

test('a host that nobody uses yet is said to need a contract', () => {
  const llama = { provider: 'together', model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', input: 6_000 }
  const groq = { provider: 'groq', model: 'llama-3.3-70b-versatile', feature: 'other' }
  const [unused] = findSavings(callsOverDays(60, llama))
  expect(unused).toMatchObject({ type: 'provider_arbitrage', to: { provider: 'groq' }, effort: 'M' })
  expect(unused?.risks.join(' ')).toContain('no contract with groq')
  const [used] = findSavings([...callsOverDays(60, llama), ...callsOverDays(1, groq)])
  expect(used).toMatchObject({ type: 'provider_arbitrage', effort: 'S' })
  expect(used?.risks.join(' ')).not.toContain('contract')
})

test('a model that dies is urgent also where leaving it saves nothing', () => {
  const calls = callsOverDays(40, { ...CLASSIFY, model: 'gpt-4.1-nano', output: 200 })
  expect(findSavings(calls)).toMatchObject([
    { type: 'legacy_model', deadline: '2026-10-23', requiresValidation: true, savings: {} },
  ])
  expect(Number(findSavings(calls)[0]?.savings.expectedUsd)).toBeLessThan(0)
})

test('nothing is said of no events', () => {
  expect(findSavings([])).toEqual([])
  expect(NOW - START).toBe(30 * 86_400_000)
})
