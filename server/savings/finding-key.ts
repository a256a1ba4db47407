import { createHash } from 'node:crypto'
import type { Finding } from '#shared/api/opportunities.ts'

/** Names a finding for ever: the same traffic, type and target give the same key in every search. */
export function findingKey({
  type,
  scope,
  from,
  to,
}: Pick<Finding, 'type' | 'scope' | 'from' | 'to'>): string {
  const { feature, task = null, environment = null } = scope
  const parts = [type, feature, task, environment, from.provider, from.model, to?.provider, to?.model]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}
