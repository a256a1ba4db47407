import { canonicalProvider } from '#shared/usage/provider-names.ts'
import { cleanWord as clean, NOTHING_SAID, type ServedTerms } from '#shared/usage/served-terms.ts'

/** What a call was served under, as far as it can change the price. Absent is the provider's standard. */
export type Terms = Partial<Record<TermName, string>>

/** Those of a call about which nobody says anything. */
export const STANDARD_TERMS: Terms = Object.freeze({})

/** The first four change what a token costs; the others choose among published prices, where a model has such. */
export const TERM_NAMES = [
  'tier',
  'speed',
  'region',
  'deployment',
  'size',
  'quality',
  'searchContext',
] as const
export type TermName = (typeof TERM_NAMES)[number]

/** Terms that must have a price or a factor: without one the call is unpriced, never standard. */
export const COMMERCIAL_TERMS = ['tier', 'speed', 'region', 'deployment'] as const satisfies TermName[]

/** What is known of a call besides what it used. */
export interface CallFacts {
  provider: string
  serviceTier?: string | undefined
  region?: string | undefined
  request?: RequestFacts | undefined
}

/** Facts of the request that choose its price. */
interface RequestFacts {
  batch?: boolean | undefined
  speed?: string | undefined
  baseUrl?: string | undefined
  deploymentType?: string | undefined
  zone?: string | undefined
  size?: string | undefined
  resolution?: string | undefined
  quality?: string | undefined
  searchContextSize?: string | undefined
}

/** Tiers with prices of their own; every other name is the standard tier (TIER-04). */
const SPECIAL_TIERS = new Set([
  'batch',
  'flex',
  'priority',
  'scale',
  'provisioned',
  'reserved',
  'performance',
])

const TIER_OF_TRAFFIC: ReadonlyMap<string, string> = new Map([
  ['on_demand_priority', 'priority'],
  ['on_demand_flex', 'flex'],
  ['provisioned_throughput', 'provisioned'],
])

/**
 * The terms of a call, from its usage object and what the caller says: what was served beats what was asked for
 * (TIER-02). Only terms that the provider sells are kept: a region means nothing where it has no price.
 */
export function termsOf(facts: CallFacts, served: ServedTerms = NOTHING_SAID): Terms {
  if (served === NOTHING_SAID && !facts.serviceTier && !facts.region && !facts.request) return STANDARD_TERMS
  const provider = canonicalProvider(facts.provider)
  const request = facts.request ?? {}
  const deployment = provider === 'azure' ? deploymentOf(request) : undefined
  return standardIfNone({
    tier: tierOf(served, facts) ?? (deployment === 'batch' ? 'batch' : undefined),
    speed: speedOf(served, facts),
    region: regionOf(provider, served, facts),
    deployment: deployment === 'batch' ? undefined : deployment,
    size: clean(request.size ?? request.resolution),
    quality: clean(request.quality),
    searchContext: served.searchContext ?? clean(request.searchContextSize),
  })
}

/** Most of what is said comes to the standard, such as a tier of `default`; its price is one look-up. */
function standardIfNone(terms: Terms): Terms {
  const { tier, speed, region, deployment, size, quality, searchContext } = terms
  const any = tier ?? speed ?? region ?? deployment ?? size ?? quality ?? searchContext
  return any === undefined ? STANDARD_TERMS : terms
}

function tierOf(served: ServedTerms, { serviceTier, request }: CallFacts): string | undefined {
  const asked = request?.batch ? 'batch' : clean(serviceTier)
  // A batch is another API, not a tier: OpenAI's answers in a batch still say `default`.
  if (asked === 'batch') return 'batch'
  const tier = served.tier ?? TIER_OF_TRAFFIC.get(served.trafficType ?? '') ?? asked
  return tier !== undefined && SPECIAL_TIERS.has(tier) ? tier : undefined
}

/** Anthropic's fast mode (ANT-07); some callers report it as a tier. */
function speedOf(served: ServedTerms, { serviceTier, request }: CallFacts): string | undefined {
  const asked = clean(request?.speed) ?? clean(serviceTier)
  return (served.speed ?? asked) === 'fast' ? 'fast' : undefined
}

function regionOf(provider: string, served: ServedTerms, { region, request }: CallFacts): string | undefined {
  const asked = clean(region)
  switch (provider) {
    case 'openai':
      return hostRegion(clean(request?.baseUrl)) ?? residency(asked)
    case 'anthropic': {
      const { geography } = served
      if (geography === undefined) return residency(asked)
      return geography === 'global' || geography === 'not_available' ? undefined : geography
    }
    case 'google':
      return asked === undefined || asked === 'global' ? undefined : 'regional'
    default:
      // On Bedrock the model id says whether the call was global or regional (BED-02).
      return undefined
  }
}

/** `eu` of `https://eu.api.openai.com/v1` (REG-01). */
const hostRegion = (url: string | undefined) =>
  url && /^(?:https?:\/\/)?([a-z]{2})\.api\.openai\.com(?:[/:]|$)/.exec(url)?.[1]

/** Data residency is sold by two-letter places; anything longer is where the caller's servers stand. */
const residency = (region: string | undefined) => (region && /^[a-z]{2}$/.test(region) ? region : undefined)

/** Azure's deployment types (REG-04); a global one is the standard. */
function deploymentOf({ deploymentType, zone }: RequestFacts): string | undefined {
  const type = clean(deploymentType)?.replace(/[^a-z]/g, '')
  if (type === undefined)
    return clean(zone) === undefined || clean(zone) === 'global' ? undefined : 'data-zone'
  if (type.endsWith('batch')) return type === 'globalbatch' ? 'batch' : type
  if (type.startsWith('global')) return type.includes('provisioned') ? 'provisioned' : undefined
  return type.startsWith('datazone') && !type.includes('provisioned') ? 'data-zone' : type
}
