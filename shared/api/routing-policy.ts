import { z } from 'zod'
import type { ModelName } from './opportunities.ts'

export const RoutingPolicyQuery = z.strictObject({
  project: z.string().regex(/^\d{1,9}$/),
  format: z.enum(['json', 'litellm']).default('json'),
  /** Share of the requests that a model on trial gets, in percent; one that has proved itself gets all. */
  canaryPercent: z.coerce.number().int().min(1).max(99).default(10),
})
export type RoutingPolicyQuery = z.output<typeof RoutingPolicyQuery>

interface PolicyRoute extends ModelName {
  /** Percent; those of a rule come to 100. */
  weight: number
}

/** For requests that match, which model gets which share of them. Labels that are left out match everything. */
export interface PolicyRule {
  match: { feature: string; task?: string; environment?: string; model: string }
  route: PolicyRoute[]
  /** Where a request goes when the others do not answer. */
  fallback: ModelName
  constraints: { residency?: string }
  /** From then on the saving is not counted any more. `2027-05-31` */
  expires: string
  /** What the application sends back with each event: so its saving is counted. */
  send: { routedFrom: string; tags: { opportunityId: string } }
  opportunityId: string
}

export interface RoutingPolicy {
  version: 1
  project: string
  /** RFC 3339 UTC. */
  generatedAt: string
  rules: PolicyRule[]
}
