import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { IngestResult } from '#server/ingest/summarise-ingest.ts'
import { chatEvent } from '#tests/support/events.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

const post = (key: string, body: unknown, headers?: Record<string, string>) =>
  send<
    IngestResult & {
      code: string
      pointer: string
      omitted: number
      errors: { code: string; pointer: string; index: number }[]
    }
  >(app, '/v1/events', { key, body, ...(headers && { headers }) })

async function countEvents(projectId: string): Promise<number> {
  const [row] = await app.ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from usage_events where project_id = ${Number(projectId)}`,
  )
  return row!.n
}

test.each([
  ['malformed JSON', '{"events":[', {}, 400, 'invalid_json'],
  ['an empty body', '', {}, 400, 'invalid_json'],
  ['two documents', '{} {}', {}, 400, 'invalid_json'],
  ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), {}, 400, 'invalid_body'],
  ['no events', '{}', {}, 400, 'invalid_body'],
  ['an empty envelope', '{"events":[]}', {}, 400, 'invalid_body'],
  ['an empty array', '[]', {}, 400, 'invalid_body'],
  ['NDJSON without a line', '\n', { 'content-type': 'application/x-ndjson' }, 400, 'invalid_body'],
  ['a wrong content type', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
  [
    'a wrong charset',
    '{}',
    { 'content-type': 'application/json; charset=utf-16' },
    415,
    'unsupported_media_type',
  ],
  ['a wrong encoding', '{}', { 'content-encoding': 'br' }, 415, 'unsupported_encoding'],
  ['what is not gzip', '{}', { 'content-encoding': 'gzip' }, 400, 'invalid_encoding'],
  ['what is not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 400, 'invalid_encoding'],
  ['too large a body', 'x'.repeat(1_048_577), {}, 413, 'payload_too_large'],
  [
    'a gzip bomb',
    gzipSync(Buffer.alloc(20_000_000)),
    { 'content-encoding': 'gzip' },
    413,
    'payload_too_large',
  ],
])('%s is refused with a clear code', async (_, body, headers, status, code) => {
  const { key } = await createTestProject(app)
  const answer = await post(key, body, headers)
  expect([answer.status, answer.body.code]).toEqual([status, code])
})

test('a post of 1,000 events is taken, one of 1,001 is not', async () => {
  const { key, project } = await createTestProject(app)
  const many = Array.from({ length: 1_001 }, () => chatEvent())
  expect((await post(key, many.slice(1))).body.accepted).toBe(1_000)
  const { status, body } = await post(key, { events: many })
  expect([status, body.code, body.pointer]).toEqual([413, 'too_many_events', '/events'])
  expect(await countEvents(project.id)).toBe(1_000)
})

test.each([
  ['a count as text', { usage: { input: '100', output: 1 } }, 'not_a_count', '/usage/input'],
  ['too large a count', { usage: { input: 1, output: 1e12 + 1 } }, 'out_of_range', '/usage/output'],
  ['too large an event', { tags: { k: 'x'.repeat(40_000) } }, 'payload_too_large', ''],
  ['too long a name', { ['k'.repeat(20_000)]: 1 }, 'unknown_field', ''],
])('%s is refused, and the answer says where', async (_, wrong, code, pointer) => {
  const { key } = await createTestProject(app)
  const answer = await post(key, chatEvent(wrong))
  expect([answer.status, answer.body.code, answer.body.pointer]).toEqual([422, code, pointer])
})

test('a media type with the charset UTF-8, and seconds as a decimal text, are taken', async () => {
  const { key } = await createTestProject(app)
  const event = chatEvent({ model: 'whisper-1', usage: { audioSeconds: '12.5' } })
  const headers = { 'content-type': 'application/json; charset="UTF-8"' }
  expect((await post(key, event, headers)).body.accepted).toBe(1)
})

test('an answer that names a thousand bad items stays below 64 KB, and says how many it leaves out', async () => {
  const { key, project } = await createTestProject(app)
  const bad = Array.from({ length: 999 }, () => chatEvent({ ['unknown'.repeat(30)]: 1 }))
  const { status, headers, body } = await post(key, [...bad, chatEvent()])
  expect(status).toBe(207)
  expect(Number(headers.get('content-length') ?? JSON.stringify(body).length)).toBeLessThan(65_536)
  expect(body.rejected.length + body.omitted).toBe(999)
  expect(body.omitted).toBeGreaterThan(0)
  expect(await countEvents(project.id)).toBe(1)
})

test('keys: none, unknown, revoked and without the scope', async () => {
  const { key } = await createTestProject(app)
  const reader = await createTestProject(app, ['read'])
  const flipped = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')
  expect((await send(app, '/v1/events', { body: chatEvent() })).status).toBe(401)
  expect((await post(flipped, chatEvent())).status).toBe(401)
  expect((await post(reader.key, chatEvent())).status).toBe(403)
  const { revokeApiKey } = await import('#server/people/api-keys.ts')
  expect((await post(reader.key, chatEvent())).body.code).toBe('forbidden')
  await revokeApiKey(app.ctx, reader.keyId)
  expect((await post(reader.key, chatEvent())).body.code).toBe('unauthorized')
})

test('a wrong method is named with the right one', async () => {
  const { key } = await createTestProject(app)
  const { status, headers, body } = await send(app, '/v1/events', { key })
  expect([status, headers.get('allow'), body.code]).toEqual([405, 'POST', 'method_not_allowed'])
  expect((await send(app, '/v1/nothing', { key })).status).toBe(404)
})
