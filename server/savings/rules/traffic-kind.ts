import type { ModelName } from '#shared/api/opportunities.ts'
import { fitsTraffic, HORIZON_DAYS, isEmbeddingTraffic } from '../market/candidate-filter.ts'
import { smallSiblings } from '../market/small-sibling.ts'
import { DAY_MS, type Search } from '../search/search.ts'
import type { CallFacts } from '../traffic/call-facts.ts'
import { pick, quantile } from '../traffic/quantile.ts'
import { select } from '../traffic/select.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** Why a model would be left: each request is one rule's alone. */
export type TrafficKind = 'dying' | 'embedding' | 'development' | 'reasoning' | 'ordinary'

const DEVELOPMENT = /^(?:dev|development|test|testing|ci|local|sandbox)$/i

export function kindOf(search: Search, traffic: Traffic, places: Uint32Array): TrafficKind {
  if (deadlineOf(search, traffic) !== undefined) return 'dying'
  if (isEmbeddingTraffic(search, traffic)) return 'embedding'
  if (DEVELOPMENT.test(traffic.environment)) return 'development'
  return isReasoningTrap(traffic, places) ? 'reasoning' : 'ordinary'
}

/** Pictures are in most of the prompts. */
export function seesPictures(traffic: Traffic, places: Uint32Array): boolean {
  const seen = places.filter((i) => traffic.factsOf(i).images > 0 || traffic.factsOf(i).imageTokens > 0)
  return seen.length > places.length / 2
}

/** The day on which the model stops, when that is nearer than the horizon. */
export function deadlineOf({ market, to }: Search, traffic: Traffic): string | undefined {
  const { shutdown } = market.can(traffic)
  return shutdown !== undefined && Date.parse(shutdown) <= to + HORIZON_DAYS * DAY_MS ? shutdown : undefined
}

/** Long thoughts for short answers. */
function isReasoningTrap(traffic: Traffic, places: Uint32Array): boolean {
  return reasoningShare(traffic, places) > 0.7 && visibleP95(traffic, places) <= 50
}

export function reasoningShare(traffic: Traffic, places: Uint32Array): number {
  let [reasoning, output] = [0, 0]
  for (const i of places) {
    reasoning += traffic.reasoning[i]!
    output += traffic.output[i]!
  }
  return output === 0 ? 0 : reasoning / output
}

/** Tokens of an answer that are shown, the longest 5 % left out. */
export function visibleP95(traffic: Traffic, places: Uint32Array): number {
  const reasoning = pick(traffic.reasoning, places)
  return quantile(
    pick(traffic.output, places).map((output, i) => output - reasoning[i]!),
    0.95,
  )
}

/**
 * Whether another model was tested on this work, with whatever result: then its scores and its cost speak, and nothing
 * is proposed on structure alone.
 */
export function wasTested(search: Search, traffic: Traffic): boolean {
  return search.traffic.some(
    (other) =>
      other !== traffic &&
      other.feature === traffic.feature &&
      (other.environment === traffic.environment || !DEVELOPMENT.test(traffic.environment)) &&
      select(other, wasTest).length > 0,
  )
}

const wasTest = ({ experiment, shadow, routedFrom }: CallFacts) =>
  shadow || routedFrom !== '' || !['', 'control'].includes(experiment)

/** The nearest small model that could take the traffic over by all that is known of it. */
export function fittingSibling(search: Search, traffic: Traffic, places: Uint32Array): ModelName | undefined {
  if (wasTested(search, traffic)) return undefined
  return smallSiblings(search.market, traffic, search.to).find(
    (to) => fitsTraffic(search, traffic, places, to, false).blocked === undefined,
  )
}
