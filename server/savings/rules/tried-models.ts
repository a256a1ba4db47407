import type { Confidence, ModelName, OpportunityType } from '#shared/api/opportunities.ts'
import type { Comparison } from '../evidence/compare-arms.ts'
import { isSmall } from '../market/small-sibling.ts'
import type { Proposal } from '../search/proposal.ts'
import type { Search } from '../search/search.ts'
import { isLive } from '../traffic/is-live.ts'
import { mean } from '../traffic/quantile.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { movableOf, moveModel } from './move-model.ts'
import { seesPictures } from './traffic-kind.ts'

type Standing = { confidence: Confidence; reasons: string[] } | 'no'

/**
 * Moves to models that some requests already went to. One card for all tasks where the scores hold for each of them;
 * where one does not, a card for each task that holds: a good mean over tasks can hide a bad one.
 */
export function triedModels(
  search: Search,
  traffic: Traffic,
  comparisons: readonly Comparison[],
  type: OpportunityType,
  extra: Partial<Pick<Parameters<typeof moveModel>[1], 'facts' | 'deadline' | 'urgent' | 'risks'>> = {},
): Proposal[] {
  const models = new Map<string, Comparison[]>()
  for (const each of comparisons.filter(({ effort }) => effort === '')) {
    const { provider, model } = each.candidate.traffic
    const key = `${provider} ${model}`
    models.set(key, [...(models.get(key) ?? []), each])
  }
  const tasks = [...byTask(traffic)].filter(([, places]) => isLive(traffic, places, search.to))
  return [...models.values()].flatMap((tried) => {
    const { provider, model } = tried[0]!.candidate.traffic
    const propose = (some: Comparison[], standing: Standing) => {
      if (standing === 'no') return []
      const isProven = standing.confidence === 'high'
      const proposal = moveModel(search, {
        ...extra,
        type: typeOf(search, traffic, { provider, model }, isProven && isBetter(some), type),
        scope: scopeOf(traffic, some.length === tasks.length ? tasks.map(([task]) => task) : [some[0]!.task]),
        traffic,
        affected: movableOf(some),
        to: { provider, model },
        comparisons: some,
        ...standing,
        requiresValidation: !isProven,
        samplesNeeded: isProven ? null : missingOf(some),
      })
      return proposal ? [proposal] : []
    }
    const live = tried.filter(({ task }) => tasks.some(([name]) => name === task))
    const standings = live.map((each) => standingOf(each))
    const isWhole = live.length > 0 && live.length === tasks.length
    if (isWhole && standings.every((each) => each !== 'no' && each.confidence === 'high'))
      return propose(live, standings[0]!)
    const anyFails = standings.includes('no')
    return live.flatMap((each, i) => {
      const standing = standings[i]!
      // Where one task fails, only proof counts for the others.
      return standing !== 'no' && anyFails && standing.confidence === 'low' ? [] : propose([each], standing)
    })
  })
}

/** What is left for it may be more than cheap: the same weights elsewhere, or a model that is better as well. */
function typeOf(
  search: Search,
  from: Traffic,
  to: ModelName,
  isSurelyBetter: boolean,
  type: OpportunityType,
): OpportunityType {
  if (sharesWeights(search, from, to)) return 'provider_arbitrage'
  if (type === 'model_downgrade' && isForPictures(search, from, to)) return 'media_choice'
  return type === 'model_downgrade' && isSurelyBetter ? 'dominated_model' : type
}

/** A larger model that costs less can only be so by how it counts pictures. */
function isForPictures({ market }: Search, traffic: Traffic, to: ModelName): boolean {
  const [own, other] = [market.model(traffic), market.model(to)]
  const isLarger = own && other && isSmall(own) && !isSmall(other)
  return isLarger === true && seesPictures(traffic, select(traffic, isOrdinary))
}

/** In every task its scores are higher, beyond chance. */
const isBetter = (some: Comparison[]) => some.every(({ judgement }) => judgement?.isBetter)

/** The same weights at another host: less can go wrong than with another model. */
function sharesWeights({ market }: Search, from: ModelName, to: ModelName): boolean {
  const { baseModel, openWeights } = market.can(from)
  return openWeights === true && baseModel !== undefined && market.can(to).baseModel === baseModel
}

const missingOf = (some: Comparison[]) => some.reduce((sum, { missing }) => sum + (missing ?? 0), 0) || null

function standingOf(comparison: Comparison): Standing {
  const { judgement, holds, margin, missing } = comparison
  if (!judgement)
    return wasTried(comparison) > 0
      ? { confidence: 'low', reasons: ['A pilot runs, but its answers have no scores.'] }
      : 'no'
  const { verdict, candidate, difference, bound } = judgement
  const said = `Mean score ${signed(difference)} with ${candidate.n} scores of the candidate; at worst ${signed(bound)} (one-sided 97.5 %), allowed is -${margin}.`
  if (verdict === 'undecided')
    return {
      confidence: 'low',
      reasons: [said, missing === null ? 'Too few to tell.' : `${missing} more scores are needed.`],
    }
  if (verdict !== 'holds') return 'no'
  const doubt = doubtOf(comparison)
  if (doubt !== undefined) return { confidence: doubt.confidence, reasons: [said, doubt.reason] }
  if (!holds)
    return {
      confidence: 'medium',
      reasons: [said, 'It does not hold together with all else that was tested (Holm).'],
    }
  return { confidence: 'high', reasons: [said, 'The last third of the pilot is as good as the rest.'] }
}

/** Reasons not to believe scores that hold by themselves. */
function doubtOf(comparison: Comparison): { confidence: Confidence; reason: string } | undefined {
  const { current, candidate } = comparison
  const length = (arm: typeof current) =>
    mean(Float64Array.from(arm.places, (i) => arm.traffic.promptTokens(i)))
  const ratio = length(candidate) / Math.max(1, length(current))
  if (ratio < 0.67 || ratio > 1.5)
    return { confidence: 'low', reason: `Its prompts are ${ratio.toFixed(2)} times as long: other traffic.` }
  if (wasTried(comparison) < 0.5)
    return {
      confidence: 'medium',
      reason: 'Somebody chose which requests went to it: they may be the easier ones.',
    }
  return undefined
}

/** Share of the candidate's requests that were sent to it as a test. */
function wasTried({ candidate: { traffic, places } }: Comparison): number {
  const tests = places.filter((i) => {
    const { experiment, shadow } = traffic.factsOf(i)
    return shadow || (experiment !== '' && experiment !== 'control')
  })
  return tests.length / Math.max(1, places.length)
}

export const signed = (n: number) => `${n < 0 ? '-' : '+'}${Math.abs(n).toFixed(4)}`
