import type { Usage } from '#shared/usage/classes.ts'
import type { CountReader, RawUsage } from '#shared/usage/count-reader.ts'

/** Ollama's own API; a prompt that is wholly in its cache has no count. https://docs.ollama.com/api/usage */
export function readOllama(raw: RawUsage, counts: CountReader): Usage {
  return {
    input: counts.optional(raw.prompt_eval_count, 'prompt_eval_count'),
    output: counts.optional(raw.eval_count, 'eval_count'),
  }
}
