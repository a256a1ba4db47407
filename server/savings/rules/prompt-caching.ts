import type { ModelName } from '#shared/api/opportunities.ts'
import { cachedCalls, TTL_MS, type Ttl } from '../market/cached-calls.ts'
import type { Market } from '../market/market.ts'
import { HIT, hitsIn, replayCache } from '../market/replay-cache.ts'
import { PLAIN, type Proposal } from '../search/proposal.ts'
import type { Search } from '../search/search.ts'
import { valueLever } from '../search/value.ts'
import { isLive } from '../traffic/is-live.ts'
import { quantile } from '../traffic/quantile.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

/** A model whose minimum nobody knows is taken for the strictest. */
const STRICTEST_MINIMUM = 4_096
/** A guess at the part that never changes is shortened by this. */
const SAFETY = 0.95
const LEAST_SHARE = 0.4
/** What a few requests say of their prefix is not said of the others. */
const TOLD = 0.9
/** Above this share of the prompt caching is in use already. */
const IN_USE = 0.1

/** A long prompt that begins the same every time, sent often enough, and never cached. */
export const promptCaching: Rule = (search, traffic) => {
  const places = select(traffic, (facts) => isOrdinary(facts) && !facts.failed)
  if (!isLive(traffic, places, search.to)) return []
  const prefix = prefixOf(traffic, places)
  const isToSwitchOn = writesCost(search.market, traffic, search.to)
  // Where caching needs no switch, a prompt that is never found in it does not begin the same: only the app knows.
  if (!prefix || (!isToSwitchOn && !prefix.isTold) || usesCache(traffic, places)) return []
  const minimum = search.market.can(traffic).cacheMinimum ?? STRICTEST_MINIMUM
  const prompts = Float64Array.from(places, (i) => traffic.promptTokens(i))
  const share = prefix.tokens / Math.max(1, prompts.reduce((a, b) => a + b, 0) / prompts.length)
  if (prefix.tokens < minimum || share < LEAST_SHARE) return []
  const best = bestReplay(search, traffic, places, prefix.tokens)
  if (!best) return []
  return [describe(traffic, places, { ...best, prefix, minimum, isToSwitchOn })]
}

interface Prefix {
  tokens: number
  isTold: boolean
}

/** The part that never changes: as the app says, else what nearly every prompt has at the least, less a margin. */
function prefixOf(traffic: Traffic, places: Uint32Array): Prefix | undefined {
  const told = places.filter((i) => traffic.factsOf(i).prefixTokens > 0)
  if (told.length >= TOLD * places.length)
    return {
      // Where there are several beginnings, the shortest is what all are counted with.
      tokens: quantile(
        Float64Array.from(told, (i) => traffic.factsOf(i).prefixTokens),
        0.01,
      ),
      isTold: true,
    }
  if (places.length < 100) return undefined
  const shortest = quantile(
    Float64Array.from(places, (i) => traffic.promptTokens(i)),
    0.01,
  )
  return { tokens: Math.floor(shortest * SAFETY), isTold: false }
}

/** Whether writing to a cache is sold: then it is something to switch on. */
function writesCost(market: Market, name: ModelName, at: number): boolean {
  const rates = market.sheet(name, at)?.rates
  return rates?.has('cacheWrite') === true || rates?.has('cacheWrite5m') === true
}

function usesCache(traffic: Traffic, places: Uint32Array): boolean {
  let [cached, prompts] = [0, 0]
  for (const i of places) {
    cached += traffic.promptTokens(i) - traffic.input[i]!
    prompts += traffic.promptTokens(i)
  }
  return cached > IN_USE * prompts
}

function bestReplay(search: Search, traffic: Traffic, places: Uint32Array, prefix: number) {
  const at = Float64Array.from(places, (i) => traffic.at[i]!)
  const rates = search.market.sheet(traffic, search.to)?.rates
  const ttls = rates?.has('cacheWrite1h') ? (['5m', '1h'] as const) : (['5m'] as const)
  return ttls
    .map((ttl: Ttl) => {
      const found = replayCache(at, TTL_MS[ttl])
      const lever = cachedCalls(places, found, ttl, () => prefix)
      const { saved } = valueLever(search, traffic, places, lever)
      return { ttl, found, lever, saved, hits: hitsIn(found) }
    })
    .filter(({ hits, found, saved }) => hits >= found.length - hits && saved > 0n)
    .sort((a, b) => (a.saved < b.saved ? 1 : -1))[0]
}

interface Found {
  ttl: Ttl
  found: Uint8Array
  lever: Proposal['lever']
  hits: number
  prefix: Prefix
  minimum: number
  isToSwitchOn: boolean
}

function describe(traffic: Traffic, places: Uint32Array, of: Found): Proposal {
  const { ttl, found, lever, hits, prefix, minimum, isToSwitchOn } = of
  const { tokens, isTold } = prefix
  const bound = (factor: number) => cachedCalls(places, found, ttl, () => Math.floor(tokens * factor))
  return {
    ...PLAIN,
    type: 'prompt_caching',
    scope: scopeOf(traffic, byTask(traffic).keys()),
    traffic,
    affected: places,
    lever,
    range: { low: bound(0.85), high: bound(1.05) },
    action: isToSwitchOn
      ? `Cache the first ${tokens} tokens of the prompts of ${traffic.feature} for ${ttl === '5m' ? 'five minutes' : 'an hour'}.`
      : `Put the ${tokens} tokens that never change first in the prompts of ${traffic.feature}.`,
    confidence: isTold ? 'high' : 'medium',
    reasons: [
      isTold
        ? 'The app says how long the part is that never changes.'
        : 'The length of the part that never changes is inferred from the shortest prompts: look whether they begin the same.',
    ],
    facts: [
      { name: 'Prompts that would be found in the cache', value: `${hits} of ${found.length}` },
      { name: 'Writes to it', value: String(found.filter((each) => each !== HIT).length) },
    ],
    histogram: gaps(traffic, places),
    guards: [
      `${tokens} tokens, the model caches from ${minimum} on`,
      `${(found.length / Math.max(1, found.length - hits)).toFixed(1)} requests for each write`,
      'requests of the last seven days',
    ],
    requiresValidation: !isTold,
    effort: 'S',
    formula: `sum over requests of (cost now - cost with ${tokens} tokens read from a cache or written to it), replaying the arrivals with a life of ${ttl}`,
  }
}

const GAPS_SECONDS = [0, 60, 300, 900, 3_600, 14_400, 86_400]

/** How long a request comes after the one before. */
function gaps(traffic: Traffic, places: Uint32Array) {
  const counts = GAPS_SECONDS.slice(1).map(() => 0)
  for (let n = 1; n < places.length; n++) {
    const seconds = (traffic.at[places[n]!]! - traffic.at[places[n - 1]!]!) / 1_000
    const bin = GAPS_SECONDS.findLastIndex((bound) => seconds >= bound)
    counts[Math.min(bin, counts.length - 1)]! += 1
  }
  return { title: 'Time since the request before', unit: 'seconds', bounds: GAPS_SECONDS, counts }
}
