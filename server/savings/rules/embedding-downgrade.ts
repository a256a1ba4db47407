import type { ModelName } from '#shared/api/opportunities.ts'
import { fitsTraffic } from '../market/candidate-filter.ts'
import type { Search } from '../search/search.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { moveModel } from './move-model.ts'
import type { Rule } from './rule.ts'
import { kindOf } from './traffic-kind.ts'
import { triedModels } from './tried-models.ts'

const RISKS = [
  'Vectors of two models cannot be compared: the whole corpus is embedded again, which costs once what its tokens cost.',
  'The gap is larger in other languages than English (MIRACL 54.9 against 44.0).',
]

/** A cheaper embedding model of the same provider; without a retrieval score worth a test only. */
export const embeddingDowngrade: Rule = (search, traffic, comparisons) => {
  const places = select(traffic, isOrdinary)
  if (kindOf(search, traffic, places) !== 'embedding') return []
  if (comparisons.some(({ effort }) => effort === ''))
    return triedModels(search, traffic, comparisons, 'embedding_downgrade', { risks: RISKS }).map((each) => ({
      ...each,
      effort: 'L' as const,
    }))
  const to = cheaperEmbedding(search, traffic, places)
  if (!to) return []
  const proposal = moveModel(search, {
    type: 'embedding_downgrade',
    scope: scopeOf(traffic, byTask(traffic).keys()),
    traffic,
    affected: places,
    to,
    comparisons: [],
    confidence: 'low',
    reasons: [
      'Worth a test: published retrieval scores are close (MTEB 64.6 against 62.3), yours are not known.',
    ],
    requiresValidation: true,
    samplesNeeded: 100,
    risks: RISKS,
    effort: 'L',
  })
  return proposal ? [proposal] : []
}

/** Half the price at most, of the same family: `text-embedding-3-small` for `-large`. */
function cheaperEmbedding(search: Search, traffic: Traffic, places: Uint32Array): ModelName | undefined {
  const { market, to: now } = search
  const { provider } = traffic
  const family = (model: string) => model.replace(/-(?:large|small|lite|mini)$/, '')
  const price = (model: string) => {
    const rate = market.sheet({ provider, model }, now)?.rates.get('input')
    return rate ? Number(rate.pico) / Number(rate.over) : Number.POSITIVE_INFINITY
  }
  return market
    .modelsOf(provider)
    .filter(({ id }) => id !== traffic.model && family(id) === family(traffic.model))
    .filter(({ id }) => price(id) <= price(traffic.model) / 2)
    .map(({ id }) => ({ provider, model: id }))
    .find((to) => fitsTraffic(search, traffic, places, to, false).blocked === undefined)
}
