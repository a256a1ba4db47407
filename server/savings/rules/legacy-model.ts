import type { ModelName } from '#shared/api/opportunities.ts'
import { fitsTraffic } from '../market/candidate-filter.ts'
import { isSmall } from '../market/small-sibling.ts'
import type { Search } from '../search/search.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { moveModel } from './move-model.ts'
import type { Rule } from './rule.ts'
import { deadlineOf, kindOf } from './traffic-kind.ts'
import { triedModels } from './tried-models.ts'

/** A model that stops answering within the horizon, also where leaving it saves nothing. */
export const legacyModel: Rule = (search, traffic, comparisons) => {
  const places = select(traffic, isOrdinary)
  if (kindOf(search, traffic, places) !== 'dying') return []
  const deadline = deadlineOf(search, traffic)!
  const facts = [{ name: 'Shutdown day', value: deadline }]
  const tried = triedModels(search, traffic, comparisons, 'legacy_model', { facts, deadline, urgent: true })
  if (tried.length > 0) return tried
  const to = successorOf(search, traffic, places)
  if (!to) return []
  const proposal = moveModel(search, {
    type: 'legacy_model',
    scope: scopeOf(traffic, byTask(traffic).keys()),
    traffic,
    affected: places,
    to,
    comparisons: [],
    confidence: 'medium',
    reasons: [
      `The shutdown day of ${traffic.model} is ${deadline}.`,
      'The successor was not tried on these requests.',
    ],
    requiresValidation: true,
    samplesNeeded: 100,
    facts,
    deadline,
    urgent: true,
  })
  return proposal ? [proposal] : []
}

/** The one that the vendor names, else the cheapest of the same class at the same provider. */
function successorOf(search: Search, traffic: Traffic, places: Uint32Array): ModelName | undefined {
  const { market, to: now } = search
  const { provider } = traffic
  const own = market.model(traffic)
  if (!own) return undefined
  const named = own.capabilities.successor
  const price = (model: string) => {
    const rate = market.sheet({ provider, model }, now)?.rates.get('input')
    return rate ? Number(rate.pico) / Number(rate.over) : Number.POSITIVE_INFINITY
  }
  const sameClass = market
    .modelsOf(provider)
    .filter((model) => isSmall(model) === isSmall(own) && isAlike(own.capabilities, model.capabilities))
    .map(({ id }) => id)
    .sort((a, b) => price(a) - price(b))
  return [...(named ? [named] : []), ...sameClass]
    .map((model) => ({ provider, model }))
    .find((name) => fitsTraffic(search, traffic, places, name, false).blocked === undefined)
}

const isAlike = (a: { reasons?: boolean | undefined; type?: string | undefined }, b: typeof a) =>
  (a.reasons ?? false) === (b.reasons ?? false) && (a.type === 'embedding') === (b.type === 'embedding')
