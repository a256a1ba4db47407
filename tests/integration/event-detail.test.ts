import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { addPriceOverride, retireEntry } from '#server/prices/edit-price-book.ts'
import type { EventDetail } from '#shared/api/event-detail.ts'
import { addUsd, formatUsd, parseUsd, ZERO_USD } from '#shared/money.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
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

const detail = (key: string, query: Record<string, string>) =>
  send<EventDetail>(app, `/v1/events/detail?${new URLSearchParams(query)}`, { key })

async function describe(event: ReturnType<typeof chatEvent>) {
  const created = await createTestProject(app)
  expect((await send(app, '/v1/events', { key: created.key, body: event })).status).toBe(200)
  const { status, body } = await detail(created.key, { id: event.id, timestamp: event.timestamp })
  expect(status).toBe(200)
  return { ...created, body }
}

test('an event comes with the lines of its cost, whose price has a source and a date', async () => {
  const event = chatEvent({
    feature: 'search',
    userId: 'user-1',
    sessionId: 's-1',
    traceId: 't-1',
    tags: { customer: 'acme' },
    timeToFirstTokenMs: 120,
  })
  const { body, project } = await describe(event)
  expect(body).toMatchObject({
    id: event.id,
    projectName: project.name,
    costUsd: CHAT_EVENT_USD,
    linesUsd: CHAT_EVENT_USD,
    reportedUsd: null,
    check: 'exact',
    labels: { provider: 'openai', model: 'gpt-4o', feature: 'search', team: '' },
    usage: event.usage,
    tags: { customer: 'acme' },
    userId: 'user-1',
    sessionId: 's-1',
    traceId: 't-1',
    timeToFirstTokenMs: 120,
    priceSource: {
      kind: 'catalogue',
      provider: 'openai',
      model: 'gpt-4o',
      source: expect.stringMatching(/./),
    },
  })
  expect(body.lines.map((line) => [line.class, line.quantity, line.price, line.costUsd])).toEqual([
    ['input', '86', '2.5', '0.000215'],
    ['cacheRead', '1920', '1.25', '0.0024'],
    ['output', '300', '10', '0.003'],
  ])
  const sum = body.lines.reduce((total, { costUsd }) => addUsd(total, parseUsd(costUsd!)), ZERO_USD)
  expect(formatUsd(sum)).toBe(body.costUsd)
})

test('a discount stands with its line', async () => {
  const { body } = await describe(
    chatEvent({
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      usage: { input_tokens: 1000, output_tokens: 100, service_tier: 'batch' },
    }),
  )
  expect(body.check).toBe('exact')
  expect(body.lines.map((line) => [line.class, line.price, line.factors, line.costUsd])).toEqual([
    ['input', '3', ['0.5'], '0.0015'],
    ['output', '15', ['0.5'], '0.00075'],
  ])
})

test('a reported cost stands beside the computed one', async () => {
  const { body } = await describe(
    chatEvent({
      provider: 'openrouter',
      model: 'openai/gpt-4o',
      usage: { prompt_tokens: 10, completion_tokens: 5, cost: 0.00042 },
    }),
  )
  expect(body).toMatchObject({
    check: 'reported',
    costStatus: 'reported',
    costUsd: '0.00042',
    reportedUsd: '0.00042',
  })
  expect(body.linesUsd).not.toBeNull()
})

test('an unknown cost is unknown, with what was used', async () => {
  const { body } = await describe(chatEvent({ model: 'unheard-of' }))
  expect(body).toMatchObject({ check: 'unknown', costUsd: null, linesUsd: null, costReason: 'unknown_model' })
  expect(body.lines.map((line) => [line.class, line.quantity, line.price])).toEqual([
    ['input', '86', null],
    ['cacheRead', '1920', null],
    ['output', '300', null],
  ])
})

test('an own price is named with its note and its dates, until it is retired', async () => {
  const { key, project } = await createTestProject(app)
  const id = await addPriceOverride(
    app.ctx,
    {
      projectId: project.id,
      provider: 'openai',
      model: 'our-model',
      prices: { rates: { input: '1', output: '2' } },
      effectiveFrom: '2026-01-01T00:00:00.000Z',
      effectiveUntil: null,
      note: 'contract 7',
    },
    'test',
  )
  const event = chatEvent({ model: 'our-model', usage: { input: 100, output: 10 } })
  await send(app, '/v1/events', { key, body: event })
  const priced = (await detail(key, { id: event.id })).body
  expect(priced).toMatchObject({
    check: 'exact',
    costUsd: '0.00012',
    priceSource: {
      kind: 'own',
      model: 'our-model',
      source: 'contract 7',
      effectiveFrom: '2026-01-01T00:00:00.000Z',
    },
  })
  await retireEntry(app.ctx, { table: 'price_overrides', id }, 'test')
  expect((await detail(key, { id: event.id })).body).toMatchObject({
    check: 'exact',
    costUsd: '0.00012',
    priceSource: null,
  })
})

test('lines that do not add up to the stored cost are said to differ', async () => {
  const event = chatEvent()
  const { key } = await describe(event)
  await app.ctx.db.execute(
    sql`update usage_events set cost_pico_usd = cost_pico_usd + 1 where id = ${event.id}`,
  )
  expect((await detail(key, { id: event.id })).body.check).toBe('differs')
})

test('of several events with one id the newest is meant, unless the timestamp says which', async () => {
  const { key } = await createTestProject(app)
  const now = Date.now()
  const [old, young] = [now - 3_600_000, now].map((at) =>
    chatEvent({ id: 'same/../id%', timestamp: new Date(at).toISOString() }),
  )
  await send(app, '/v1/events', { key, body: [old, young] })
  expect((await detail(key, { id: 'same/../id%' })).body.timestamp).toContain(young!.timestamp.slice(0, -1))
  const { body } = await detail(key, { id: 'same/../id%', timestamp: old!.timestamp })
  expect(body.timestamp).toContain(old!.timestamp.slice(0, -1))
})

test('an event of another project is not there, and what says no event is refused', async () => {
  const event = chatEvent()
  const { key, project } = await describe(event)
  const other = await createTestProject(app)
  expect((await detail(other.key, { id: event.id })).status).toBe(404)
  expect((await detail(other.key, { id: event.id, project: project.id })).status).toBe(404)
  expect((await detail(key, { id: 'nothing' })).status).toBe(404)
  expect((await detail(key, { id: event.id, timestamp: 'yesterday' })).status).toBe(400)
  expect((await detail(key, { id: 'a b' })).status).toBe(400)
  const ingestOnly = await createTestProject(app, ['ingest'])
  expect((await detail(ingestOnly.key, { id: event.id })).status).toBe(403)
})
