import type { Finding } from '#shared/api/opportunities.ts'

const SAVINGS = {
  lowUsd: '80',
  expectedUsd: '100',
  highUsd: '120',
  standaloneUsd: '100',
  marginalUsd: '90',
  shareOfSegment: 0.9,
}

/** A finding as a search gives it: faq-intent from gpt-4o to gpt-4o-mini. */
export function makeFinding(overrides: Partial<Finding> & { expectedUsd?: string } = {}): Finding {
  const { expectedUsd = '100', ...rest } = overrides
  return {
    type: 'model_downgrade',
    family: 'model',
    key: 'downgrade-faq',
    scope: { feature: 'faq-intent' },
    from: { provider: 'openai', model: 'gpt-4o' },
    to: { provider: 'openai', model: 'gpt-4o-mini' },
    action: 'Send faq-intent to gpt-4o-mini.',
    savings: { ...SAVINGS, expectedUsd },
    confidence: 'medium',
    reasons: ['Answers are short.'],
    evidence: { facts: [], quality: [], histogram: null },
    guards: ['The context of the candidate is large enough.'],
    risks: [],
    requiresValidation: true,
    samplesNeeded: 80,
    effort: 'S',
    deadline: null,
    formula: '1 x 2 = 2',
    eventCount: 700,
    currentCostUsd: '120',
    sampleEventIds: [],
    window: { from: '2026-05-01T00:00:00Z', to: '2026-05-31T00:00:00Z' },
    ...rest,
  }
}
