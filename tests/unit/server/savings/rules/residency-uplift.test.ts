import { describe, expect, test } from 'vitest'
import { callsOverDays } from '../../../../support/savings/calls-over-days.ts'
import { findSavings, typesOf } from '../../../../support/savings/find-savings.ts'
import type { TestCall } from '../../../../support/savings/traffic-of.ts'

const SONNET = { provider: 'anthropic', model: 'claude-sonnet-4-6', input: 900, output: 1_000 }
const inRegion = (more: Partial<TestCall> = {}) => callsOverDays(20, { ...SONNET, region: 'us', ...more })
const resident = (residency: string) => ({
  features: [{ feature: 'triage', excluded: false, residency, allowedProviders: [], qualityMargin: null }],
})

describe('the surcharge of a region', () => {
  test('is a question to whoever answers for compliance', () => {
    const [finding, ...others] = findSavings(inRegion())
    // A tenth of 600 x (900 x 3 + 1,000 x 15) / 1M
    expect(finding).toMatchObject({
      type: 'residency_uplift',
      family: 'tier',
      confidence: 'low',
      requiresValidation: true,
      to: null,
      savings: { expectedUsd: '1.062' },
    })
    expect(finding?.risks.join(' ')).toContain('compliance')
    expect(others).toEqual([])
  })

  test('is seen where the provider says that it served there', () => {
    expect(typesOf(callsOverDays(60, { ...SONNET, servedRegion: 'us' }))).toEqual(['residency_uplift'])
    expect(typesOf(inRegion({ servedRegion: 'global' }))).toEqual([])
  })

  test('is paid where a request or the owner says that the data must stay', () => {
    expect(typesOf(inRegion(), resident('us'))).toEqual([])
    expect(typesOf(inRegion(), resident('global'))).toEqual(['residency_uplift'])
    expect(typesOf(inRegion({ dataResidency: 'us' }))).toEqual([])
    const other = callsOverDays(1, { ...SONNET, model: 'claude-haiku-4-5', dataResidency: 'us' })
    expect(typesOf([...inRegion(), ...other])).toEqual([])
  })

  test('is nothing where a region costs nothing', () => {
    expect(typesOf(inRegion({ region: 'eu' }))).toEqual([])
    expect(typesOf(callsOverDays(60, SONNET))).toEqual([])
  })
})
