import { isObject, type RawUsage } from '#shared/usage/count-reader.ts'

/** What a usage object says of how the call was served, in the provider's own words: trimmed, lower-cased. */
export interface ServedTerms {
  tier?: string | undefined
  /** Vertex AI has its tiers here. */
  trafficType?: string | undefined
  speed?: string | undefined
  geography?: string | undefined
  searchContext?: string | undefined
}

/** Of most calls: the standard terms. */
export const NOTHING_SAID: ServedTerms = Object.freeze({})

export function servedTerms(raw: RawUsage): ServedTerms {
  const { service_tier, serviceTier, trafficType, speed, inference_geo, search_context_size } = raw
  const tier = service_tier ?? serviceTier
  if ((tier ?? trafficType ?? speed ?? inference_geo ?? search_context_size ?? null) === null)
    return NOTHING_SAID
  return {
    tier: cleanWord(isObject(tier) ? tier.type : tier),
    trafficType: cleanWord(trafficType),
    speed: cleanWord(speed),
    geography: cleanWord(inference_geo),
    searchContext: cleanWord(search_context_size),
  }
}

/** A word as it is compared: trimmed and lower-cased; undefined when it is blank or no text. */
export function cleanWord(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  if (isClean(value)) return value
  const word = value.trim().toLowerCase()
  return word === '' ? undefined : word
}

/** Whether all of it is lower-case ASCII without blanks, as nearly all words are: seen ten times faster than made. */
function isClean(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code <= BLANK || code >= DELETE || (code >= CAPITAL_A && code <= CAPITAL_Z)) return false
  }
  return word !== ''
}

const BLANK = 32
const DELETE = 127
const CAPITAL_A = 65
const CAPITAL_Z = 90
