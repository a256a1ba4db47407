import { TOKEN_CLASSES, USAGE_CLASSES, type Usage, type UsageClass } from '#shared/usage/classes.ts'
import type { TokenFactors } from '../market/guess-tokens.ts'

export interface UsageChange {
  factors: TokenFactors
  /** The other provider knows nothing of this one's caches: what was read from them is an ordinary prompt there. */
  losesCaches: boolean
  cacheReadPercent: number | undefined
}

/** The classes that stand for a cache in a prompt that no cache knows. */
const UNCACHED: Partial<Record<UsageClass, UsageClass>> = {
  cacheRead: 'input',
  cacheWrite: 'input',
  cacheWrite5m: 'input',
  cacheWrite1h: 'input',
  audioCacheRead: 'audioInput',
  imageCacheRead: 'imageInput',
  videoCacheRead: 'videoInput',
}

/** The usage of the same call after a change: counts stay whole, and what is no token stays as it was. */
export function changeUsage(usage: Usage, change: UsageChange): Usage {
  const { factors, losesCaches, cacheReadPercent } = change
  const changed: Usage = {}
  for (const [key, quantity] of Object.entries(usage)) {
    const name = key as UsageClass
    if (!TOKEN_CLASSES.has(name)) {
      changed[name] = quantity
      continue
    }
    if (name === 'reasoning' && factors.reasoning === 0) continue
    const as = (losesCaches && UNCACHED[name]) || name
    const answer = name === 'reasoning' ? factors.reasoning : factors.output
    const factor = USAGE_CLASSES[name].side === 'output' ? answer : factors.input
    changed[as] = count(changed, as) + Math.round(Number(quantity) * factor)
  }
  return cacheReadPercent === undefined ? changed : withCacheReads(changed, cacheReadPercent)
}

function withCacheReads(usage: Usage, percent: number): Usage {
  const prompt = count(usage, 'input') + count(usage, 'cacheRead')
  const cacheRead = Math.round((prompt * percent) / 100)
  return { ...usage, input: prompt - cacheRead, cacheRead }
}

const count = (usage: Usage, name: UsageClass) => Number(usage[name] ?? 0)
