import type { ModelName } from '#shared/api/opportunities.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import type { Lever } from '../market/call.ts'
import type { Market } from '../market/market.ts'
import { PLAIN } from '../search/proposal.ts'
import { select } from '../traffic/select.ts'
import { scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

/** What requests cost less than under the model that they were routed from: each by itself, so volume does not matter. */
export const realisedSavings: Rule = (search, traffic) => {
  const origins = new Set<string>()
  for (let i = 0; i < traffic.count; i++) origins.add(traffic.factsOf(i).routedFrom)
  origins.delete('')
  return [...origins].flatMap((origin) => {
    const from = originOf(search.market, traffic, origin)
    const affected = select(traffic, (facts) => facts.routedFrom === origin && !facts.shadow)
    const tasks = new Set(Array.from(affected, (i) => traffic.factsOf(i).task))
    if (!from || (from.model === traffic.model && from.provider === traffic.provider)) return []
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
        guards: ['growth of traffic is not counted as a saving, nor as a loss'],
        urgent: true,
        effort: 'XS' as const,
        formula: 'sum over routed requests of (cost under the old model - cost)',
      },
    ]
  })
}

/** `provider/model`, or a model of the same provider, else of the one provider that has it. */
function originOf(market: Market, traffic: Traffic, name: string): ModelName | undefined {
  const own = { provider: traffic.provider, model: name }
  if (market.model(own)) return own
  const slash = name.indexOf('/')
  const named = { provider: canonicalProvider(name.slice(0, slash)), model: name.slice(slash + 1) }
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
