import type { Finding, OpportunityState } from '#shared/api/opportunities.ts'
import { parseSignedUsd } from '../parse-signed-usd.ts'
import { isCounted } from './next-states.ts'

/** What is known of an opportunity before a search. */
export interface KnownOpportunity {
  key: string
  state: OpportunityState
  finding: Finding
  decided: Finding | null
  /** RFC 3339. */
  dismissedUntil: string | null
}

/** What a search makes of one opportunity. */
export interface RefreshStep {
  key: string
  /** The state that the step expects; null: it is new. */
  from: OpportunityState | null
  to: OpportunityState
  /** null: the search did not find it, so that it stays as it was last seen. */
  finding: Finding | null
  /** Why it moves; null: it does not, or needs no reason. */
  reason: string | null
}

/** Compares a search with what is known, so that what people decided outlives it. `hasTraffic` says for a key. */
export function planRefresh(
  known: readonly KnownOpportunity[],
  found: readonly Finding[],
  now: Date,
  hasTraffic: (key: string) => boolean,
): RefreshStep[] {
  const byKey = new Map(known.map((each) => [each.key, each]))
  const foundKeys = new Set(found.map(({ key }) => key))
  const seen = found
    .filter((finding) => byKey.has(finding.key) || !isCountedAlready(finding, known))
    .map((finding) => stepOfFound(byKey.get(finding.key), finding, now))
  const missed = known
    .filter(({ key, state }) => !foundKeys.has(key) && (state === 'open' || state === 'in_review'))
    .map((each) => stepOfMissed(each, found, hasTraffic(each.key)))
  return [...seen, ...missed]
}

function stepOfFound(known: KnownOpportunity | undefined, finding: Finding, now: Date): RefreshStep {
  const { key } = finding
  if (!known) {
    const to = finding.type === 'realised_savings' ? 'realised' : 'open'
    return { key, from: null, to, finding, reason: null }
  }
  const stay: RefreshStep = { key, from: known.state, to: known.state, finding, reason: null }
  switch (known.state) {
    case 'dismissed': {
      const reason = whyReopened(known, finding, now)
      return reason === null ? stay : { ...stay, to: 'open', reason }
    }
    case 'superseded':
    case 'expired':
      return { ...stay, to: 'open', reason: 'It was found again.' }
    case 'open':
    case 'in_review':
    case 'accepted':
    case 'piloting':
    case 'realised':
    case 'failed':
      return stay
    default:
      return known.state satisfies never
  }
}

/** Somebody said no to other numbers: when they double, or the evidence is another, the question is a new one. */
function whyReopened(
  { decided, dismissedUntil }: KnownOpportunity,
  finding: Finding,
  now: Date,
): string | null {
  if (dismissedUntil !== null && Date.parse(dismissedUntil) <= now.getTime())
    return 'It was put off until now.'
  if (decided === null) return null
  const [then, today] = [decided, finding].map(({ savings }) => parseSignedUsd(savings.expectedUsd))
  if (then! > 0n && today! >= 2n * then!) return 'The saving has doubled since it was dismissed.'
  return decided.confidence === finding.confidence
    ? null
    : `The evidence has changed: confidence was ${decided.confidence} and is ${finding.confidence}.`
}

function stepOfMissed(
  { key, state, finding }: KnownOpportunity,
  found: readonly Finding[],
  hasTraffic: boolean,
): RefreshStep {
  const step = { key, from: state, finding: null }
  const better = found.find((other) => other.family === finding.family && isSameTraffic(other, finding))
  if (better) return { ...step, to: 'superseded', reason: `Replaced by: ${better.action}` }
  const reason = hasTraffic
    ? 'The requests of the last 30 days do not support it any more.'
    : 'These requests are not made any more.'
  return { ...step, to: 'expired', reason }
}

const isSameTraffic = (a: Finding, b: Finding) =>
  a.scope.feature === b.scope.feature &&
  (a.scope.task ?? b.scope.task) === (b.scope.task ?? a.scope.task) &&
  a.from.provider === b.from.provider &&
  a.from.model === b.from.model

/** What was saved is a card of its own only where nobody had accepted the advice: it would count twice. */
function isCountedAlready(finding: Finding, known: readonly KnownOpportunity[]): boolean {
  return (
    finding.type === 'realised_savings' &&
    known.some(
      (other) =>
        isCounted(other.state) &&
        other.finding.type !== 'realised_savings' &&
        isSameTraffic(other.finding, finding) &&
        other.finding.to?.model === finding.to?.model,
    )
  )
}
