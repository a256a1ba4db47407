import type { Usage } from '#shared/usage/classes.ts'
import { type Count, plus } from '#shared/usage/count.ts'
import { type CountReader, objectIn, type RawUsage } from '#shared/usage/count-reader.ts'
import type { ServedTerms } from '#shared/usage/served-terms.ts'

/** Tiers that LangChain writes before the names of the details, such as `flex_cache_read`. */
const TIERS = ['priority', 'flex'] as const

const INPUT = 'input_token_details'
const OUTPUT = 'output_token_details'

/**
 * `usage_metadata` of LangChain, for any provider: both totals are the sum of all kinds, the details need not add up
 * to them. Anthropic's writes have their lifetime, and then `cache_creation` is 0.
 * https://reference.langchain.com/python/langchain-core/messages/ai/UsageMetadata
 */
export function readLangChain(raw: RawUsage, counts: CountReader): Usage {
  const input = objectIn(raw.input_token_details)
  const output = objectIn(raw.output_token_details)
  const given = (details: RawUsage, path: string, name: string) =>
    counts.optional(details[name], `${path}/${name}`)
  /** A count that stands under its own name, or with the tier before it. */
  const tiered = (details: RawUsage, path: string, name: string): Count =>
    TIERS.reduce(
      (sum, tier) => plus(sum, given(details, path, `${tier}_${name}`)),
      given(details, path, name),
    )
  const cacheRead = tiered(input, INPUT, 'cache_read')
  const cacheWrite = given(input, INPUT, 'cache_creation')
  const cacheWrite5m = given(input, INPUT, 'ephemeral_5m_input_tokens')
  const cacheWrite1h = given(input, INPUT, 'ephemeral_1h_input_tokens')
  const audioInput = given(input, INPUT, 'audio')
  const reasoning = tiered(output, OUTPUT, 'reasoning')
  const audioOutput = given(output, OUTPUT, 'audio')
  const inputParts = [cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, audioInput]
  const rest = (name: string, path: string, parts: Count[]) =>
    counts.rest(counts.required(raw[name], name), parts.reduce(plus), 'details_exceed_total', path)
  return {
    input: rest('input_tokens', INPUT, inputParts),
    audioInput,
    cacheRead,
    cacheWrite,
    cacheWrite5m,
    cacheWrite1h,
    output: rest('output_tokens', OUTPUT, [reasoning, audioOutput]),
    reasoning,
    audioOutput,
  }
}

/** Whether the details are LangChain's; those of OpenAI's realtime API have names that end in `tokens`. */
export function isLangChain({ input_token_details, output_token_details }: RawUsage): boolean {
  const names = [
    ...Object.keys(objectIn(input_token_details)),
    ...Object.keys(objectIn(output_token_details)),
  ]
  return names.some((name) => /(?:^|_)(?:cache_read|cache_creation|audio|reasoning)$/.test(name))
}

/** The tier that the names of the details say. */
export function langChainTerms({ input_token_details, output_token_details }: RawUsage): ServedTerms {
  const details = { ...objectIn(output_token_details), ...objectIn(input_token_details) }
  return { tier: TIERS.find((tier) => Object.keys(details).some((name) => name.startsWith(tier))) }
}
