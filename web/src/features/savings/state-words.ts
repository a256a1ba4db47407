import type { Finding, OpportunityState } from '#shared/api/opportunities.ts'

export const STATE_NAMES: Record<OpportunityState, string> = {
  open: 'Open',
  in_review: 'In review',
  accepted: 'Accepted',
  piloting: 'Piloting',
  realised: 'Realised',
  failed: 'Failed',
  dismissed: 'Dismissed',
  superseded: 'Superseded',
  expired: 'Expired',
}

export const STATE_TONES = {
  open: 'plain',
  in_review: 'plain',
  accepted: 'good',
  piloting: 'good',
  realised: 'good',
  failed: 'bad',
  dismissed: 'plain',
  superseded: 'plain',
  expired: 'plain',
} as const satisfies Record<OpportunityState, string>

/** What a button that moves there says. */
export const MOVE_NAMES: Record<OpportunityState, string> = {
  open: 'Reopen',
  in_review: 'Take into review',
  accepted: 'Accept',
  piloting: 'Pilot runs',
  realised: 'Mark as realised',
  failed: 'Mark as failed',
  dismissed: 'Dismiss',
  superseded: 'Supersede',
  expired: 'Expire',
}

export const CONFIDENCE_NAMES = { high: 'High', medium: 'Medium', low: 'Low' } as const
export const CONFIDENCE_TONES = { high: 'good', medium: 'warn', low: 'plain' } as const

/** Words for how much work a change is. */
export const EFFORT_NAMES: Record<Finding['effort'], string> = {
  XS: 'a parameter',
  S: 'configuration',
  M: 'some code',
  L: 'a project',
  XL: 'a programme',
}
