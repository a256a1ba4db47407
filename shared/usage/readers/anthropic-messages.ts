import type { Usage, UsageClass } from '#shared/usage/classes.ts'
import { type Count, plus } from '#shared/usage/count.ts'
import { type CountReader, objectIn, objectsIn, type RawUsage } from '#shared/usage/count-reader.ts'

/**
 * Anthropic messages. The three input counts are additive (ANT-01); cache writes are split by lifetime and the
 * remainder lives five minutes (ANT-02, ANT-03); searches are counted, fetches are free (ANT-04); thinking is
 * inside the output (ANT-05). A conversation that the API compacted on the way was read once more, and that stands
 * in `iterations` only: https://platform.claude.com/docs/en/build-with-claude/compaction
 */
export function readAnthropicMessages(raw: RawUsage, counts: CountReader): Usage {
  const usage = readSampling(raw, counts)
  if (raw.iterations === undefined) return usage
  for (const iteration of objectsIn(raw.iterations))
    if (iteration.type === 'compaction') addUsage(usage, readSampling(iteration, counts))
  return usage
}

type TokenCounts = Partial<Record<UsageClass, Count>>

function addUsage(usage: TokenCounts, more: TokenCounts): void {
  for (const name of Object.keys(more) as UsageClass[]) usage[name] = plus(usage[name] ?? 0, more[name] ?? 0)
}

function readSampling(raw: RawUsage, counts: CountReader): TokenCounts {
  const writes = objectIn(raw.cache_creation)
  const short = counts.optional(writes.ephemeral_5m_input_tokens, 'cache_creation/ephemeral_5m_input_tokens')
  const long = counts.optional(writes.ephemeral_1h_input_tokens, 'cache_creation/ephemeral_1h_input_tokens')
  const split = plus(short, long)
  const written = counts.given(raw.cache_creation_input_tokens, 'cache_creation_input_tokens') ?? split
  const remainder = counts.rest(written, split, 'details_exceed_total', 'cache_creation_input_tokens')

  const { thinking_tokens } = objectIn(raw.output_tokens_details)
  const { web_search_requests } = objectIn(raw.server_tool_use)
  const output = counts.required(raw.output_tokens, 'output_tokens')
  const reasoning = counts.optional(thinking_tokens, THINKING)
  return {
    input: counts.required(raw.input_tokens, 'input_tokens'),
    cacheRead: counts.optional(raw.cache_read_input_tokens, 'cache_read_input_tokens'),
    cacheWrite5m: plus(short, remainder),
    cacheWrite1h: long,
    output: counts.rest(output, reasoning, 'reasoning_exceeds_output', THINKING),
    reasoning,
    webSearches: counts.optional(web_search_requests, 'server_tool_use/web_search_requests'),
  }
}

const THINKING = 'output_tokens_details/thinking_tokens'
