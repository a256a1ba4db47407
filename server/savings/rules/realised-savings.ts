import type { ModelName, QualityEvidence } from '#shared/api/opportunities.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import { compareArms } from '../evidence/compare-arms.ts'
import { describeComparison } from '../evidence/describe-comparison.ts'
import type { Lever } from '../market/call.ts'
import type { Market } from '../market/market.ts'
import { PLAIN } from '../search/proposal.ts'
import type { Search } from '../search/search.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

/** What requests cost less than under the model that they were routed from: each by itself, so volume does not matter. */
export const realisedSavings: Rule = (search, traffic) => {
  return originsOf(search.market, traffic).flatMap(({ from, names }) => {
    const affected = select(traffic, (facts) => names.has(facts.routedFrom) && !facts.shadow)
    const tasks = new Set(Array.from(affected, (i) => traffic.factsOf(i).task))
    if (from.model === traffic.model && from.provider === traffic.provider) return []
    return [
      {
        ...PLAIN,
        type: 'realised_savings' as const,
        scope: scopeOf(traffic, tasks),
        traffic,
        affected,
        to: from,
        lever: asBefore(from),
        range: { low: 1, high: 1 },
        action: `${traffic.feature} was routed from ${from.model} to ${traffic.model}.`,
        confidence: 'high' as const,
        reasons: ['Measured request by request: the tokens that were served, at both prices of the time.'],
        quality: compareWithBefore(search, traffic, affected, from),
        guards: ['growth of traffic is not counted as a saving, nor as a loss'],
        urgent: true,
        effort: 'XS' as const,
        formula: 'sum over routed requests of (cost under the old model - cost)',
      },
    ]
  })
}

/** Scores of what was not routed, before and beside, against those of what was. */
function compareWithBefore(
  search: Search,
  traffic: Traffic,
  routed: Uint32Array,
  from: ModelName,
): QualityEvidence[] {
  const old = search.traffic.find(
    ({ feature, environment, provider, model }) =>
      feature === traffic.feature &&
      environment === traffic.environment &&
      provider === from.provider &&
      model === from.model,
  )
  if (!old) return []
  return [...new Set(Array.from(routed, (i) => traffic.factsOf(i).task))].flatMap((task) => {
    const current = { traffic: old, places: select(old, (facts) => isOrdinary(facts) && facts.task === task) }
    const candidate = { traffic, places: routed.filter((i) => traffic.factsOf(i).task === task) }
    const comparison = compareArms(search, { task, effort: '', current, candidate })
    const holds = comparison.judgement?.verdict === 'holds'
    return describeComparison({ ...comparison, holds, missing: 0 }) ?? []
  })
}

/** The models that requests were routed from; several apps may write the same one in several ways. */
function originsOf(market: Market, traffic: Traffic): { from: ModelName; names: Set<string> }[] {
  const names = new Set<string>()
  for (let i = 0; i < traffic.count; i++) names.add(traffic.factsOf(i).routedFrom)
  names.delete('')
  const origins = new Map<string, { from: ModelName; names: Set<string> }>()
  for (const name of names) {
    const from = originOf(market, traffic, name)
    if (!from) continue
    const key = `${from.provider} ${from.model}`
    const origin = origins.get(key) ?? { from, names: new Set() }
    origins.set(key, origin)
    origin.names.add(name)
  }
  return [...origins.values()]
}

/** `provider/model`, or a model of the same provider, else of the one provider that has it. */
function originOf(market: Market, traffic: Traffic, name: string): ModelName | undefined {
  const slash = name.indexOf('/')
  const named = { provider: canonicalProvider(name.slice(0, slash)), model: name.slice(slash + 1) }
  const isNamed = slash > 0 && named.provider === canonicalProvider(traffic.provider)
  const own = { provider: traffic.provider, model: isNamed ? named.model : name }
  if (market.model(own)) return own
  if (slash > 0 && market.model(named)) return named
  const provider = ['openai', 'anthropic', 'google', 'azure', 'aws', ...market.providers()].find((each) =>
    market.model({ provider: each, model: name }),
  )
  return provider === undefined ? undefined : { provider, model: name }
}

/** The same tokens under the old model. */
const asBefore =
  (from: ModelName): Lever =>
  (call) => {
    const isHere = call.provider === from.provider
    return {
      ...call,
      ...from,
      responseModel: '',
      region: isHere ? call.region : '',
      serviceTier: isHere ? call.serviceTier : '',
      speed: '',
    }
  }
