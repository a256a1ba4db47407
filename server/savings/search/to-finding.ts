import type { Finding } from '#shared/api/opportunities.ts'
import { formatUsd } from '#shared/money.ts'
import { findingKey } from '../finding-key.ts'
import { familyOf } from './family-of.ts'
import type { Search } from './search.ts'
import type { Valued } from './valued.ts'

/** A finding without the ids of its sample, and where those events are. */
export interface Found {
  finding: Finding
  /** Epoch milliseconds of up to five of the requests, spread over the window. */
  sampleAt: number[]
}

const SAMPLES = 5

export function toFinding(search: Search, valued: Valued, marginal: bigint): Found {
  const { proposal, value, low, expected, high, share } = valued
  const { traffic, type, scope, to, affected } = proposal
  const own = { provider: traffic.provider, model: traffic.model }
  // A routed request has arrived: what it left is where it came from.
  const ends = type === 'realised_savings' ? { from: to!, to: own } : { from: own, to }
  const finding: Finding = {
    type,
    family: familyOf(type),
    key: findingKey({ type, scope, ...ends }),
    scope,
    ...ends,
    action: proposal.action,
    savings: {
      lowUsd: formatUsd(low),
      expectedUsd: formatUsd(expected),
      highUsd: formatUsd(high),
      standaloneUsd: formatUsd(expected),
      marginalUsd: formatUsd(marginal),
      shareOfSegment: share,
    },
    confidence: proposal.confidence,
    reasons: proposal.reasons,
    evidence: { facts: proposal.facts, quality: proposal.quality, histogram: proposal.histogram ?? null },
    guards: proposal.guards,
    risks: proposal.risks,
    requiresValidation: proposal.requiresValidation,
    samplesNeeded: proposal.samplesNeeded,
    effort: proposal.effort,
    deadline: proposal.deadline ?? null,
    formula: describe(search, valued),
    eventCount: value.count,
    currentCostUsd: formatUsd(value.current),
    sampleEventIds: [],
    window: { from: new Date(search.from).toISOString(), to: new Date(search.to).toISOString() },
  }
  return { finding, sampleAt: sampleOf(affected).map((i) => traffic.at[i]!) }
}

function describe({ days }: Search, { proposal, value, expected }: Valued): string {
  const sum = `${proposal.formula} = $${formatUsd(value.saved)} over ${value.count} requests that cost $${formatUsd(value.current)}`
  const period = proposal.overDays === undefined ? days : Math.round(proposal.overDays)
  return expected === value.saved ? sum : `${sum} in ${period} days; $${formatUsd(expected)} for 30 days`
}

function sampleOf(affected: Uint32Array): number[] {
  const step = Math.max(1, Math.floor(affected.length / SAMPLES))
  return Array.from({ length: Math.min(SAMPLES, affected.length) }, (_, n) => affected[n * step]!)
}
