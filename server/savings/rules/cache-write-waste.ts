import { cachedCalls, uncached } from '../market/cached-calls.ts'
import type { Lever } from '../market/call.ts'
import { replayCache } from '../market/replay-cache.ts'
import { PLAIN } from '../search/proposal.ts'
import { valueLever } from '../search/value.ts'
import { isLive } from '../traffic/is-live.ts'
import { isOrdinary, select } from '../traffic/select.ts'
import { byTask, scopeOf } from '../traffic/strata.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Rule } from './rule.ts'

/** Reads for each write below which a cache costs more than it saves: 0.25 / 0.9 for five minutes, 1 / 0.9 for an hour. */
const BREAK_EVEN = { '5m': 0.28, '1h': 1.11 }
/** Requests that come together all write: the first answer has not begun. */
const WARM_MS = 3_000

/** A cache that is written again and again and hardly read. */
export const cacheWriteWaste: Rule = (search, traffic) => {
  const places = select(traffic, (facts) => isOrdinary(facts) && !facts.failed)
  if (!isLive(traffic, places, search.to)) return []
  const { reads, short, long } = sumCaches(traffic, places)
  const writes = short + long
  const even = long > short ? BREAK_EVEN['1h'] : BREAK_EVEN['5m']
  if (writes === 0 || reads / writes >= even) return []
  const cached = places.filter((i) => traffic.promptTokens(i) > traffic.input[i]!)
  const options = [
    { action: 'Stop caching', lever: uncached },
    ...anHour(search, traffic, cached, long > short),
  ]
    .map((option) => ({ ...option, saved: valueLever(search, traffic, cached, option.lever).saved }))
    .sort((a, b) => (a.saved < b.saved ? 1 : -1))
  const [best] = options
  if (!best || best.saved <= 0n) return []
  return [
    {
      ...PLAIN,
      type: 'cache_write_waste',
      scope: scopeOf(traffic, byTask(traffic).keys()),
      traffic,
      affected: cached,
      lever: best.lever,
      action: `${best.action} in ${traffic.feature}.`,
      confidence: 'high',
      reasons: [
        `${(reads / writes).toFixed(2)} tokens are read for each one that is written; below ${even} a cache costs more than it saves.`,
      ],
      facts: [
        { name: 'Tokens written', value: String(writes) },
        { name: 'Tokens read', value: String(reads) },
      ],
      guards: ['requests of the last seven days', 'requests that come together are not counted as reads'],
      effort: 'XS',
      formula: 'sum over requests of (cost now - cost of the same prompt under the other way to cache)',
    },
  ]
}

function sumCaches(traffic: Traffic, places: Uint32Array) {
  const sums = { reads: 0, short: 0, long: 0 }
  for (const i of places) {
    sums.reads += traffic.cacheRead[i]!
    sums.short += traffic.cacheWrite5m[i]!
    sums.long += traffic.cacheWrite1h[i]!
  }
  return sums
}

/** The longer life, where it is sold and not in use. */
function anHour(
  { market, to }: Parameters<Rule>[0],
  traffic: Traffic,
  cached: Uint32Array,
  isLong: boolean,
): { action: string; lever: Lever }[] {
  if (isLong || !market.sheet(traffic, to)?.rates.has('cacheWrite1h')) return []
  const at = Float64Array.from(cached, (i) => traffic.at[i]!)
  const found = replayCache(at, 3_600_000, WARM_MS)
  const prefix = (i: number) => traffic.promptTokens(i) - traffic.input[i]!
  return [
    { action: 'Cache for an hour instead of five minutes', lever: cachedCalls(cached, found, '1h', prefix) },
  ]
}
