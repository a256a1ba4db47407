import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOrdinaryEvent } from '#server/ingest/read-ordinary-event.ts'
import { UsageEvent } from '#shared/api/usage-event.ts'
import { arbitraryEvent } from '../../support/arbitrary-posts.ts'

const plain = {
  id: 'e-1',
  timestamp: '2026-11-22T14:20:00.5+01:00',
  provider: 'OpenAI',
  model: ' gpt-5 ',
  usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  latencyMs: 12.6,
  quality: 0.3,
  costUsd: 1e-7,
  tags: { release: '1' },
}

test('a plain event is read without the schema', () => {
  expect(readOrdinaryEvent(plain)).toMatchObject({
    provider: 'openai',
    model: 'gpt-5',
    status: 'ok',
    latencyMs: 13,
  })
})

test.each([
  ['a name nobody knows', { ...plain, cost: 1 }],
  ['no model', { ...plain, model: undefined }],
  ['a text of blanks', { ...plain, feature: '  ' }],
  ['facts of the request', { ...plain, request: { batch: true } }],
  ['usage that is null', { ...plain, usage: null }],
  ['a tag that is no text', { ...plain, tags: { release: 1 } }],
])('%s is left to the schema', (_, event) => {
  expect(readOrdinaryEvent(event)).toBeUndefined()
})

test('whatever is read without the schema, the schema reads in the same way', () => {
  fc.assert(
    fc.property(arbitraryEvent, (event) => {
      const posted = JSON.parse(JSON.stringify(event))
      const quick = readOrdinaryEvent(posted)
      if (quick === undefined) return
      const { data } = UsageEvent.safeParse(posted)
      expect(quick).toEqual(data)
      expect(JSON.stringify(quick)).toBe(JSON.stringify(data))
    }),
    { numRuns: 3_000 },
  )
})
