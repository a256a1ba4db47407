import { canonicalProvider } from '#shared/usage/provider-names.ts'
import { isObject } from '#shared/usage/usage-fields.ts'

/** What a call was served under, as far as it can change the price. Absent is the provider's standard. */
export type Terms = Partial<Record<TermName, string>>

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

/** What a caller knows of a call besides its usage object. */
export interface CallFacts {
  provider: string
  usage?: unknown
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
export function termsOf(facts: CallFacts): Terms {
  const provider = canonicalProvider(facts.provider)
  const usage = isObject(facts.usage) ? facts.usage : {}
  const request = facts.request ?? {}
  const terms: Terms = {}
  const set = (name: TermName, value: string | undefined) => {
    if (value) terms[name] = value
  }
  const deployment = provider === 'azure' ? deploymentOf(request) : undefined
  set('tier', tierOf(usage, facts) ?? (deployment === 'batch' ? 'batch' : undefined))
  set('speed', speedOf(usage, facts))
  set('region', regionOf(provider, usage, facts))
  set('deployment', deployment === 'batch' ? undefined : deployment)
  set('size', clean(request.size ?? request.resolution))
  set('quality', clean(request.quality))
  set('searchContext', clean(usage.search_context_size) ?? clean(request.searchContextSize))
  return terms
}

const clean = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().toLowerCase() : undefined

function tierOf(usage: Record<string, unknown>, { serviceTier, request }: CallFacts): string | undefined {
  const asked = request?.batch ? 'batch' : clean(serviceTier)
  // A batch is another API, not a tier: OpenAI's answers in a batch still say `default`.
  if (asked === 'batch') return 'batch'
  const said = usage.service_tier ?? usage.serviceTier
  const served =
    clean(isObject(said) ? said.type : said) ?? TIER_OF_TRAFFIC.get(clean(usage.trafficType) ?? '')
  const tier = served ?? asked
  return tier !== undefined && SPECIAL_TIERS.has(tier) ? tier : undefined
}

/** Anthropic's fast mode (ANT-07); some callers report it as a tier. */
function speedOf(usage: Record<string, unknown>, { serviceTier, request }: CallFacts): string | undefined {
  const asked = clean(request?.speed) ?? clean(serviceTier)
  return (clean(usage.speed) ?? asked) === 'fast' ? 'fast' : undefined
}

function regionOf(
  provider: string,
  usage: Record<string, unknown>,
  { region, request }: CallFacts,
): string | undefined {
  const asked = clean(region)
  switch (provider) {
    case 'openai': {
      const host = /^(?:https?:\/\/)?([a-z]{2})\.api\.openai\.com(?:[/:]|$)/.exec(
        clean(request?.baseUrl) ?? '',
      )
      return host?.[1] ?? residency(asked)
    }
    case 'anthropic': {
      const served = clean(usage.inference_geo)
      if (served === undefined) return residency(asked)
      return served === 'global' || served === 'not_available' ? undefined : served
    }
    case 'google':
      return asked === undefined || asked === 'global' ? undefined : 'regional'
    default:
      // On Bedrock the model id says whether the call was global or regional (BED-02).
      return undefined
  }
}

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
