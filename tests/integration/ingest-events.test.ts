import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { IngestResult } from '#server/ingest/summarise-ingest.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { expectRollupsEqualEvents } from '#tests/support/rollup-invariants.ts'
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
      events: ReturnType<IngestResult['describeEvents']>
      code: string
      pointer: string
      errors: { code: string; pointer: string; index: number }[]
    }
  >(app, '/v1/events', { key, body, ...(headers && { headers }) })

async function countEvents(projectId: string): Promise<number> {
  const [row] = await app.ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from usage_events where project_id = ${Number(projectId)}`,
  )
  return row!.n
}

test('an event is answered with its exact cost, line by line', async () => {
  const { key } = await createTestProject(app)
  const { status, body } = await post(key, chatEvent(), { prefer: 'return=representation' })
  expect(status).toBe(200)
  expect(body).toMatchObject({ accepted: 1, duplicates: 0, conflicts: 0, rejected: [] })
  expect(body.events[0]).toMatchObject({ costUsd: CHAT_EVENT_USD, costStatus: 'priced', duplicate: false })
  expect(
    body.events[0]!.lines.map(({ class: name, quantity, price, costUsd }) => [
      name,
      quantity,
      price,
      costUsd,
    ]),
  ).toEqual([
    ['input', '86', '2.5', '0.000215'],
    ['cacheRead', '1920', '1.25', '0.0024'],
    ['output', '300', '10', '0.003'],
  ])
})

test('one event, an array, an envelope and NDJSON are the same to the server', async () => {
  const { key, project } = await createTestProject(app)
  const ndjson = `${JSON.stringify(chatEvent())}\n\n${JSON.stringify(chatEvent())}\n`
  const answers = [
    await post(key, chatEvent()),
    await post(key, [chatEvent(), chatEvent()]),
    await post(key, { events: [chatEvent(), chatEvent(), chatEvent()] }),
    await post(key, ndjson, { 'content-type': 'application/x-ndjson' }),
    await post(key, gzipSync(JSON.stringify(chatEvent())), { 'content-encoding': 'gzip' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(answers.map(({ body }) => body.accepted)).toEqual([1, 2, 3, 2, 1])
  expect(await countEvents(project.id)).toBe(9)
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('a retry counts nothing twice, and is answered with what was stored', async () => {
  const { key, project } = await createTestProject(app)
  const batch = [chatEvent(), chatEvent(), chatEvent({ feature: 'search' })]
  await post(key, batch)
  const again = await post(key, [...batch, chatEvent()], { prefer: 'return=representation' })
  expect(again.body).toMatchObject({ accepted: 1, duplicates: 3, conflicts: 0 })
  expect(again.body.events.map((event) => [event.index, event.duplicate, event.costUsd])).toEqual([
    [0, true, CHAT_EVENT_USD],
    [1, true, CHAT_EVENT_USD],
    [2, true, CHAT_EVENT_USD],
    [3, false, CHAT_EVENT_USD],
  ])
  expect(await countEvents(project.id)).toBe(4)
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('the same batch sent many times at once is stored once', async () => {
  const { key, project } = await createTestProject(app)
  const batch = Array.from({ length: 40 }, (_, i) => chatEvent({ feature: `feature ${i % 7}` }))
  const answers = await Promise.all(Array.from({ length: 30 }, () => post(key, batch)))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(40)
  expect(answers.reduce((sum, { body }) => sum + body.duplicates, 0)).toBe(29 * 40)
  expect(await countEvents(project.id)).toBe(40)
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('the same id with other content is a conflict, and the first one stays', async () => {
  const { key, project } = await createTestProject(app)
  const first = chatEvent()
  await post(key, first)
  const { status, body } = await post(key, { ...first, model: 'gpt-4o-mini' })
  expect(status).toBe(409)
  expect(body).toMatchObject({ code: 'id_conflict', pointer: '/id', conflicts: 1, accepted: 0 })
  const inOnePost = chatEvent()
  const both = await post(key, { events: [inOnePost, { ...inOnePost, latencyMs: 5 }] })
  expect(both.status).toBe(207)
  expect(both.body.rejected[0]).toMatchObject({ index: 1, code: 'id_conflict', pointer: '/events/1/id' })
  expect(await countEvents(project.id)).toBe(2)
})

test('key order does not make a retry a conflict', async () => {
  const { key } = await createTestProject(app)
  const event = chatEvent()
  await post(key, event)
  const { body } = await post(key, Object.fromEntries(Object.entries(event).reverse()))
  expect(body).toMatchObject({ duplicates: 1, conflicts: 0 })
})

test('the same instant with another offset is the same event', async () => {
  const { key } = await createTestProject(app)
  const event = chatEvent({ timestamp: '2026-11-20T10:00:00Z' })
  await post(key, event)
  const { body } = await post(key, { ...event, timestamp: '2026-11-20T11:00:00.000+01:00' })
  expect(body).toMatchObject({ duplicates: 1, conflicts: 0 })
})

test('the same id in two projects is two events', async () => {
  const [one, other] = [await createTestProject(app), await createTestProject(app)]
  const event = chatEvent()
  expect((await post(one.key, event)).body.accepted).toBe(1)
  expect((await post(other.key, event)).body.accepted).toBe(1)
})

test('bad items are named and the good ones are stored', async () => {
  const { key, project } = await createTestProject(app)
  const { status, body } = await post(key, {
    events: [
      chatEvent(),
      chatEvent({ model: undefined }),
      chatEvent({ latencyMs: -1 }),
      7,
      chatEvent({ tokens: 5 }),
      chatEvent(),
    ],
  })
  expect(status).toBe(207)
  expect(body).toMatchObject({ accepted: 2, duplicates: 0 })
  expect(body.rejected.map(({ index, code, pointer }) => [index, code, pointer])).toEqual([
    [1, 'required', '/events/1/model'],
    [2, 'invalid_value', '/events/2/latencyMs'],
    [3, 'invalid_event', '/events/3'],
    [4, 'unknown_field', '/events/4/tokens'],
  ])
  expect(await countEvents(project.id)).toBe(2)
})

test('a post without a valid item is refused as a whole', async () => {
  const { key, project } = await createTestProject(app)
  const { status, body, headers } = await post(key, {
    events: [chatEvent({ id: 'with space' }), chatEvent({ timestamp: 'now' })],
  })
  expect(status).toBe(422)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(body.errors.map(({ index, code, pointer }) => [index, code, pointer])).toEqual([
    [0, 'invalid_id', '/events/0/id'],
    [1, 'invalid_timestamp', '/events/1/timestamp'],
  ])
  expect(await countEvents(project.id)).toBe(0)
})

test('an id without a timestamp says why it is refused', async () => {
  const { key } = await createTestProject(app)
  const { status, body } = await post(key, chatEvent({ timestamp: undefined }))
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'required', pointer: '/timestamp' })
  expect((body as { detail?: string }).detail).toContain('retry')
})

test('without id and timestamp the server makes both', async () => {
  const { key } = await createTestProject(app)
  const event = chatEvent({ id: undefined, timestamp: undefined })
  const { body } = await post(key, event, { prefer: 'return=representation' })
  expect(body.events[0]!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  expect((await post(key, event)).body.accepted).toBe(1)
})

test('what nobody can price is stored as unknown, never as 0', async () => {
  const { key } = await createTestProject(app)
  const events = [
    chatEvent({ model: 'gpt-9-unheard-of' }),
    chatEvent({ provider: 'acme', model: 'm', costUsd: 0.25 }),
    chatEvent({
      usage: { prompt_tokens: 5, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 9 } },
    }),
    chatEvent({ usage: null, status: 'error', errorCode: 'rate_limit' }),
    chatEvent({ serviceTier: 'scale' }),
    chatEvent({ costUsd: '0.9' }),
  ]
  const { body } = await post(key, events, { prefer: 'return=representation' })
  expect(body.events.map(({ costStatus, costUsd }) => [costStatus, costUsd])).toEqual([
    ['unpriced', null],
    ['reported', '0.25'],
    ['invalid', null],
    ['unpriced', null],
    ['unpriced', null],
    ['priced', CHAT_EVENT_USD],
  ])
})

test('a quality too small for its column is kept as 0', async () => {
  const { key } = await createTestProject(app)
  expect((await post(key, [chatEvent({ quality: 5e-324 }), chatEvent({ quality: 0.9 })])).body.accepted).toBe(
    2,
  )
})

test('amounts and counts beyond what can be stored are refused by item', async () => {
  const { key } = await createTestProject(app)
  const usage = (input: number) => ({ input, output: 0 })
  const { status, body } = await post(key, [
    chatEvent({ usage: usage(1e12) }),
    chatEvent({ usage: usage(1e12 + 1) }),
    chatEvent({ model: 'gpt-4-32k', usage: { input: 1e12, output: 1e12 } }),
    chatEvent({ usage: { prompt_tokens: '99999999999999999999', completion_tokens: 1 } }),
    chatEvent({ usage: { input: null, output: 20 } }),
  ])
  expect(status).toBe(207)
  expect(body.accepted).toBe(1)
  expect(body.rejected.map(({ index, code }) => [index, code])).toEqual([
    [1, 'out_of_range'],
    [2, 'out_of_range'],
    [3, 'out_of_range'],
    [4, 'missing_count'],
  ])
})

test('text of every kind is kept as it came', async () => {
  const { key } = await createTestProject(app)
  const models = [
    '<script>alert(1)</script>',
    "'; drop table usage_events;--",
    '__proto__',
    'abcאבג123',
    '=HYPERLINK("x")',
  ]
  expect(
    (
      await post(
        key,
        models.map((model) => chatEvent({ model })),
      )
    ).body.accepted,
  ).toBe(models.length)
  const { body } = await send<{ rows: { key: string }[] }>(app, '/v1/spend/by?limit=50', { key })
  expect(body.rows.map((row) => row.key).sort()).toEqual([...models].sort())
})
