import { expect, test } from 'vitest'
import { type CallFacts, type Terms, termsOf } from '#shared/pricing/terms.ts'
import { servedTerms } from '#shared/usage/served-terms.ts'

/** The facts of a call, and its usage object. */
type Call = CallFacts & { usage?: Record<string, unknown> }

test.each<[string, Call, Terms]>([
  ['nothing said is standard', { provider: 'openai' }, {}],
  ['auto, default and unknown are standard', { provider: 'openai', serviceTier: 'auto' }, {}],
  ['a tier nobody sells is standard', { provider: 'openai', serviceTier: 'turbo' }, {}],
  ['the tier asked for', { provider: 'openai', serviceTier: ' Flex ' }, { tier: 'flex' }],
  [
    'served beats asked for',
    { provider: 'openai', usage: { service_tier: 'default' }, serviceTier: 'priority' },
    {},
  ],
  [
    'a batch stays a batch, whatever its answers say',
    { provider: 'openai', usage: { service_tier: 'default' }, request: { batch: true } },
    { tier: 'batch' },
  ],
  ['Anthropic batch', { provider: 'anthropic', usage: { service_tier: 'batch' } }, { tier: 'batch' }],
  [
    'Gemini traffic',
    { provider: 'google', usage: { trafficType: 'ON_DEMAND_PRIORITY' } },
    { tier: 'priority' },
  ],
  ['Bedrock tier', { provider: 'aws', usage: { serviceTier: { type: 'flex' } } }, { tier: 'flex' }],
  [
    'fast mode and place',
    { provider: 'anthropic', usage: { speed: 'fast', inference_geo: 'us' } },
    { speed: 'fast', region: 'us' },
  ],
  ['fast as a tier', { provider: 'anthropic', serviceTier: 'fast' }, { speed: 'fast' }],
  ['served slowly', { provider: 'anthropic', usage: { speed: 'standard' }, request: { speed: 'fast' } }, {}],
  ['no place', { provider: 'anthropic', usage: { inference_geo: 'not_available' }, region: 'us' }, {}],
  [
    'a regional host',
    { provider: 'openai', request: { baseUrl: 'https://EU.api.openai.com/v1' } },
    { region: 'eu' },
  ],
  [
    'a host that only looks like one',
    { provider: 'openai', request: { baseUrl: 'https://eu.api.openai.com.evil' } },
    {},
  ],
  ['where the servers of the caller stand', { provider: 'openai', region: 'us-east-1' }, {}],
  ['Vertex off the global endpoint', { provider: 'vertex', region: 'us-east5' }, { region: 'regional' }],
  ['Vertex global', { provider: 'vertex', region: 'global' }, {}],
  ['Azure global', { provider: 'azure', request: { deploymentType: 'GlobalStandard' } }, {}],
  [
    'Azure data zone',
    { provider: 'azure', request: { deploymentType: 'data_zone' } },
    { deployment: 'data-zone' },
  ],
  ['Azure zone', { provider: 'azure', request: { zone: 'eu' } }, { deployment: 'data-zone' }],
  ['Azure batch', { provider: 'azure', request: { deploymentType: 'GlobalBatch' } }, { tier: 'batch' }],
  [
    'Azure regional',
    { provider: 'azure', request: { deploymentType: 'Standard' } },
    { deployment: 'standard' },
  ],
  [
    'parameters',
    { provider: 'openai', request: { resolution: '1792X1024', quality: 'HD' } },
    { size: '1792x1024', quality: 'hd' },
  ],
  [
    'the search that was made beats the one asked for',
    { provider: 'perplexity', usage: { search_context_size: 'low' }, request: { searchContextSize: 'high' } },
    { searchContext: 'low' },
  ],
])('%s', (_, { usage = {}, ...facts }, terms) => {
  expect(termsOf(facts, servedTerms(usage))).toEqual(terms)
})
