import { gzipSync } from 'node:zlib'
import type { Generate } from './input-case.ts'

/** A minimal valid event in the words of the cases. */
const validEvent = (more: object = {}) => ({
  $id: '{{uuid}}',
  $timestamp: '{{now}}',
  $provider: 'openai',
  $model: 'gpt-x',
  $inputTokens: 100,
  $outputTokens: 20,
  ...more,
})

export type Generated = { json: unknown } | { padded: unknown; bytes: number } | { body: Uint8Array }

/** What a case asks to be generated; a post is in the words of the cases, with macros. @throws for an unknown kind. */
export function generateBody({ kind, n = 1, bytes = 0, thenJson }: Generate): Generated {
  switch (kind) {
    case 'valid-batch':
      return { json: { $events: [...times(n, () => validEvent()), ...eventsOf(thenJson)] } }
    case 'unique-tag-keys':
      return { json: { $events: times(n, (i) => validEvent({ $tags: { [`key-${i}-{{rand9}}`]: 'v' } })) } }
    case 'padded-body':
      return { padded: { $events: [validEvent()] }, bytes }
    case 'gzip-bomb':
      return { body: gzipSync(Buffer.alloc(bytes, ' ')) }
    default:
      throw new Error(`cannot generate ${JSON.stringify(kind)}`)
  }
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** One event, a list of them, or a post of them. */
function eventsOf(json: unknown): unknown[] {
  if (json === undefined || json === null) return []
  if (Array.isArray(json)) return json
  const events = (json as { $events?: unknown }).$events
  return Array.isArray(events) ? events : [json]
}
