import type { ModelName } from '#shared/api/opportunities.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import { constraintOf, DAY_MS, type Search } from '../search/search.ts'
import { pick, quantile } from '../traffic/quantile.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** A candidate must outlive this. */
export const HORIZON_DAYS = 180
const HEADROOM = 1.05

/** What a candidate was held against; without `blocked` it may be proposed. */
export interface Fit {
  blocked: string | undefined
  guards: string[]
}

/**
 * The hard filters in their order: work, modalities, room, output, tools, residency and providers, life. `isSeen` says
 * that the owner's own requests went to it: then only what is known to be wrong blocks it.
 */
export function fitsTraffic(
  search: Search,
  traffic: Traffic,
  places: Uint32Array,
  to: ModelName,
  isSeen: boolean,
): Fit {
  const guards: string[] = []
  for (const check of CHECKS) {
    const answer = check({ search, traffic, places, to, isSeen })
    if ('blocked' in answer) return { blocked: answer.blocked, guards }
    if (answer.guard) guards.push(answer.guard)
  }
  return { blocked: undefined, guards }
}

interface Question {
  search: Search
  traffic: Traffic
  places: Uint32Array
  to: ModelName
  isSeen: boolean
}
type Answer = { blocked: string } | { guard?: string }

const CHECKS: readonly ((question: Question) => Answer)[] = [
  checkWork,
  checkModalities,
  checkRoom,
  checkOutput,
  checkTools,
  checkPlace,
  checkLife,
]

function checkWork({ search, traffic, to }: Question): Answer {
  const isEmbedding = search.market.can(to).type === 'embedding'
  const wantsEmbedding = isEmbeddingTraffic(search, traffic)
  return isEmbedding === wantsEmbedding ? {} : { blocked: 'does other work' }
}

/** Texts are turned into vectors: no chat model can take that over. */
export function isEmbeddingTraffic({ market }: Search, traffic: Traffic): boolean {
  return traffic.work === 'embedding' || market.can(traffic).type === 'embedding'
}

function checkModalities({ search, traffic, places, to, isSeen }: Question): Answer {
  if (!isSeen && places.some((i) => traffic.factsOf(i).hasOtherUnits))
    return { blocked: 'is not known to take sound, films or searches' }
  const seesImages = places.some((i) => traffic.factsOf(i).images > 0 || traffic.factsOf(i).imageTokens > 0)
  if (!seesImages) return {}
  const { input } = search.market.can(to)
  return input?.includes('image') ? { guard: 'reads images' } : { blocked: 'is not known to read images' }
}

function checkRoom({ search, traffic, places, to, isSeen }: Question): Answer {
  const { contextWindow } = search.market.can(to)
  const own = search.market.can(traffic).contextWindow
  if (
    own !== undefined &&
    contextWindow !== undefined &&
    contextWindow >= own &&
    to.provider === traffic.provider
  )
    return { guard: `no less context than now (${contextWindow} tokens)` }
  if (contextWindow === undefined) return isSeen ? {} : { blocked: 'has no known context window' }
  const prompts = Float64Array.from(places, (i) => traffic.promptTokens(i))
  const isOther = canonicalProvider(to.provider) !== canonicalProvider(traffic.provider)
  const needed =
    (quantile(prompts, 0.995) * (isOther ? 1.25 : 1) + quantile(pick(traffic.output, places), 0.99)) *
    HEADROOM
  const said = `${contextWindow} tokens of context for ${Math.round(needed)} (p99.5 of the prompt, p99 of the answer, 5 % room)`
  return contextWindow >= needed ? { guard: said } : { blocked: said }
}

function checkOutput({ search, traffic, places, to }: Question): Answer {
  const { maxOutput, reasons } = search.market.can(to)
  if (maxOutput === undefined) return {}
  const written = Float64Array.from(places, (i) =>
    reasons === false ? traffic.output[i]! - traffic.reasoning[i]! : traffic.output[i]!,
  )
  const needed = quantile(written, 0.99)
  return maxOutput >= needed
    ? { guard: `answers of up to ${maxOutput} tokens, p99 is ${needed}` }
    : { blocked: `answers end at ${maxOutput} tokens, p99 is ${needed}` }
}

function checkTools({ search, traffic, places, to }: Question): Answer {
  const { tools, jsonSchema } = search.market.can(to)
  if (places.some((i) => traffic.factsOf(i).usesTools) && tools !== true)
    return { blocked: 'is not known to call tools' }
  if (places.some((i) => traffic.factsOf(i).usesSchema) && jsonSchema === false)
    return { blocked: 'knows no strict schema' }
  return {}
}

/** Data stay where the owner or the requests themselves say, and with providers that are allowed. */
function checkPlace({ search, traffic, places, to }: Question): Answer {
  const rule = constraintOf(search, traffic.feature)
  const allowed =
    rule && rule.allowedProviders.length > 0 ? rule.allowedProviders : search.settings.allowedProviders
  if (allowed.length > 0 && !allowed.map(canonicalProvider).includes(canonicalProvider(to.provider)))
    return { blocked: 'its provider is not allowed' }
  const wanted = rule?.residency?.toLowerCase() ?? saidResidency(traffic, places)
  if (wanted === undefined || wanted === 'global') return {}
  const known = search.market.can(to).residency
  const staysHere = canonicalProvider(to.provider) === canonicalProvider(traffic.provider)
  const stays = known ? known.includes(wanted) : staysHere && isAllIn(traffic, places, wanted)
  return stays ? { guard: `data stay in ${wanted}` } : { blocked: `data would leave ${wanted}` }
}

function saidResidency(traffic: Traffic, places: Uint32Array): string | undefined {
  for (const i of places) {
    const { dataResidency } = traffic.factsOf(i)
    if (dataResidency !== '') return dataResidency
  }
  return undefined
}

const isAllIn = (traffic: Traffic, places: Uint32Array, wanted: string) =>
  places.every((i) => traffic.factsOf(i).region.startsWith(wanted))

function checkLife({ search, to }: Question): Answer {
  const { shutdown, deprecated } = search.market.can(to)
  if (shutdown === undefined)
    return deprecated ? { blocked: 'is not for new work' } : { guard: 'no shutdown is announced' }
  return Date.parse(shutdown) > search.to + HORIZON_DAYS * DAY_MS
    ? { guard: `answers until ${shutdown}` }
    : { blocked: `has its shutdown day on ${shutdown}` }
}
