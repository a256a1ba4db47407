import type { Usage } from '#shared/usage/classes.ts'
import { toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

/**
 * Anthropic messages. The three input counts are additive (ANT-01); cache writes are split by lifetime and the
 * remainder lives five minutes (ANT-02, ANT-03); searches are counted, fetches are free (ANT-04); thinking is
 * inside the output (ANT-05).
 */
export function readAnthropicMessages(fields: UsageFields): Usage {
  const output = fields.required('output_tokens')
  const reasoning = fields.optional('output_tokens_details', 'thinking_tokens')
  return toUsage(readCacheWrites(fields), {
    input: fields.required('input_tokens'),
    cacheRead: fields.optional('cache_read_input_tokens'),
    output: fields.rest(output, [reasoning], {
      code: 'reasoning_exceeds_output',
      at: ['output_tokens_details', 'thinking_tokens'],
    }),
    reasoning,
    webSearches: fields.optional('server_tool_use', 'web_search_requests'),
  })
}

function readCacheWrites(fields: UsageFields) {
  const short = fields.optional('cache_creation', 'ephemeral_5m_input_tokens')
  const long = fields.optional('cache_creation', 'ephemeral_1h_input_tokens')
  const total = fields.given('cache_creation_input_tokens') ?? short + long
  const remainder = fields.rest(total, [short, long], {
    code: 'details_exceed_total',
    at: ['cache_creation_input_tokens'],
  })
  return { cacheWrite5m: short + remainder, cacheWrite1h: long }
}
