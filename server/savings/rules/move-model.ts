import type { Confidence, ModelName, OpportunityType } from '#shared/api/opportunities.ts'
import { type Comparison, movable } from '../evidence/compare-arms.ts'
import { describeComparison } from '../evidence/describe-comparison.ts'
import { tokenFactors } from '../evidence/token-factors.ts'
import { fitsTraffic } from '../market/candidate-filter.ts'
import type { Market } from '../market/market.ts'
import { toModel } from '../market/to-model.ts'
import { PLAIN, type Proposal } from '../search/proposal.ts'
import type { Search } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** A move of some traffic to another model, for whatever reason. */
export interface Move {
  type: OpportunityType
  scope: Proposal['scope']
  traffic: Traffic
  affected: Uint32Array
  to: ModelName
  /** What was measured of it, by task; empty: nothing. */
  comparisons: readonly Comparison[]
  confidence: Confidence
  reasons: string[]
  requiresValidation: boolean
  samplesNeeded?: number | null
  facts?: Proposal['facts']
  risks?: string[]
  deadline?: string
  urgent?: boolean
  effort?: Proposal['effort']
}

/** The proposal of a move, or undefined where a hard filter forbids it. */
export function moveModel(search: Search, move: Move): Proposal | undefined {
  const { traffic, affected, to, comparisons } = move
  if (!isLive(traffic, affected, search.to)) return undefined
  const fit = fitsTraffic(search, traffic, affected, to, comparisons.length > 0)
  if (fit.blocked !== undefined) return undefined
  const ranges = new Map(
    comparisons.map((each) => [each.task, tokenFactors(search.market, each.current, to, each.candidate)]),
  )
  const other = tokenFactors(search.market, { traffic, places: affected }, to, undefined)
  const rangeOf = (task: string) => ranges.get(task) ?? other
  const lever = (bound: 'expected' | 'low' | 'high') =>
    toModel(search.market, to, (task) => rangeOf(task)[bound])
  const isObserved = [...ranges.values()].some((range) => range.isObserved)
  return {
    ...PLAIN,
    type: move.type,
    scope: move.scope,
    traffic,
    affected,
    to,
    lever: lever('expected'),
    range: { low: lever('low'), high: lever('high') },
    action: `Send ${move.scope.task ?? 'all requests'} ${traffic.feature === '' ? 'without a feature' : `of ${traffic.feature}`} to ${to.model} instead of ${traffic.model}.`,
    confidence: move.confidence,
    reasons: [
      ...move.reasons,
      isObserved
        ? 'Tokens of the other model were seen in a pilot.'
        : 'Tokens of the other model are assumed to be the same; the range allows for its tokenizer and its length of answers.',
    ],
    facts: [...(move.facts ?? []), ...priceFacts(search.market, traffic, to, search.to)],
    quality: comparisons.flatMap((each) => describeComparison(each) ?? []),
    guards: [...fit.guards, 'requests of the last seven days'],
    risks: [...(move.risks ?? []), ...thinkingRisk(search, traffic, affected, to, isObserved)],
    requiresValidation: move.requiresValidation,
    samplesNeeded: move.samplesNeeded ?? null,
    effort: move.effort ?? (to.provider === traffic.provider ? 'S' : 'M'),
    ...(move.deadline && { deadline: move.deadline }),
    ...(move.urgent && { urgent: move.urgent }),
    formula:
      'sum over requests of (cost now - cost of the same request under the other model, at the price of its time)',
  }
}

/** Nobody knows before a test how much a model thinks that the present one does not. */
function thinkingRisk(
  { market }: Search,
  traffic: Traffic,
  affected: Uint32Array,
  to: ModelName,
  isObserved: boolean,
): string[] {
  const thinksNow = affected.some((i) => traffic.reasoning[i]! > 0)
  if (isObserved || thinksNow || market.can(to).reasons === false) return []
  return ['If it reasons before it answers, that is billed as output: set its effort as low as it goes.']
}

/** Requests that the comparisons cover and that would move. */
export function movableOf(comparisons: readonly Comparison[]): Uint32Array {
  const places = comparisons.flatMap((comparison) => Array.from(movable(comparison)))
  return Uint32Array.from(places).sort()
}

function priceFacts(market: Market, from: ModelName, to: ModelName, at: number): Proposal['facts'] {
  return [from, to].map((name) => {
    const rates = market.sheet(name, at)?.rates
    return {
      name: `List price of ${name.model}`,
      value: `$${rates?.get('input')?.amount ?? '?'} in, $${rates?.get('output')?.amount ?? '0'} out, for 1M tokens`,
    }
  })
}
