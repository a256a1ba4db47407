import { expect, test } from 'vitest'
import { nextStates } from '#server/savings/lifecycle/next-states.ts'
import { OPPORTUNITY_STATES, type OpportunityState } from '#shared/api/opportunities.ts'

const EXPECTED: Record<OpportunityState, string> = {
  open: 'in_review accepted dismissed',
  in_review: 'open accepted dismissed',
  accepted: 'piloting realised failed open dismissed',
  piloting: 'accepted realised failed',
  realised: 'piloting failed',
  failed: 'open piloting',
  dismissed: 'open',
  superseded: '',
  expired: '',
}

test.each(OPPORTUNITY_STATES)('from %s people go where the life of an opportunity allows', (state) => {
  expect(nextStates('model_downgrade', state).join(' ')).toBe(EXPECTED[state])
})

test.each(OPPORTUNITY_STATES)(
  'nobody promises a warning, or moves what is saved already, from %s',
  (state) => {
    expect(nextStates('measurement_warning', state)).not.toContain('accepted')
    expect(nextStates('realised_savings', state)).toEqual([])
  },
)
