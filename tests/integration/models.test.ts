import { beforeAll, expect, test } from 'vitest'
import { addModelAlias, addPriceOverride, retireEntry } from '#server/prices/edit-price-book.ts'
import type { ModelMeasures, Models } from '#shared/api/models.ts'
import { CreateModelAlias, CreatePriceOverride } from '#shared/api/prices.ts'
import type { SpendBy } from '#shared/api/spend.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { projectWith } from '#tests/support/project-with.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const ME = 'ada@example.com'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(NOW)
})

async function models(key: string, query = ''): Promise<Models> {
  const { status, body } = await send<Models>(app, `/v1/models?${query}`, { key })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

const named = ({ data }: Models, model: string): ModelMeasures => data.find((row) => row.model === model)!
const event = (overrides: object = {}) =>
  chatEvent({ timestamp: new Date(NOW.getTime() - 3_600_000).toISOString(), ...overrides })
const acme = (overrides: object = {}) =>
  event({ provider: 'acme', model: 'llm-1', usage: { input: 600_000, output: 400_000 }, ...overrides })

test('every model has its sums, its errors and its latencies, and they add up to the spend', async () => {
  const slow = Array.from({ length: 100 }, (_, n) => event({ latencyMs: (n + 1) * 10 }))
  const failed = event({ model: 'gpt-4o-mini', status: 'error', usage: { input: 10 } })
  const { key } = await projectWith(app, [...slow, failed, acme()])
  const answer = await models(key)
  expect(answer.data.map(({ model }) => model)).toEqual(['gpt-4o', 'gpt-4o-mini', 'llm-1'])
  const gpt = named(answer, 'gpt-4o')
  expect(gpt).toMatchObject({ provider: 'openai', requests: 100, errors: 0, costUsd: '0.5615' })
  expect(gpt).toMatchObject({ inputTokens: 8_600, cacheReadTokens: 192_000, outputTokens: 30_000 })
  expect(gpt.latencyP50! / 500).toBeCloseTo(1, 1)
  expect(gpt.latencyP95! / 950).toBeCloseTo(1, 1)
  expect(named(answer, 'gpt-4o-mini')).toMatchObject({ requests: 1, errors: 1, latencyP50: null })
  const spend = await send<SpendBy>(app, '/v1/spend/by', { key })
  expect(answer.sums).toEqual(spend.body.total)
  expect(answer.coverage).toEqual(spend.body.coverage)
})

test('what was paid for 1M tokens stands beside what the same tokens cost without a discount', async () => {
  const { key } = await projectWith(app, [event()])
  const { paid, undiscountedUsdPerMillion, costUsd } = named(await models(key), 'gpt-4o')
  expect(costUsd).toBe(CHAT_EVENT_USD)
  // 0.005615 for 2,306 tokens; without the cache 2,006 x 2.50 + 300 x 10.00 per million = 0.008015.
  expect(paid).toEqual({ usdPerMillion: '2.434952298352', atLeast: false })
  expect(undiscountedUsdPerMillion).toBe('3.475715524718')
})

test('a model that nobody can price has no cost, no paid price and no price', async () => {
  const { key } = await projectWith(app, [acme()])
  const row = named(await models(key), 'llm-1')
  expect(row).toMatchObject({ costUsd: null, share: null, paid: null, price: null, listed: null })
  expect(row).toMatchObject({ undiscountedUsdPerMillion: null, coverage: { unpriced: 1 } })
})

test('where some requests have no cost, what was paid is a lower bound', async () => {
  const id = await addPriceOverride(
    app.ctx,
    CreatePriceOverride.parse({
      provider: 'acme',
      model: 'half',
      prices: { rates: { input: '1', output: '1' } },
    }),
    ME,
  )
  const made = await projectWith(app, [acme({ model: 'half' })])
  await retireEntry(app.ctx, { table: 'price_overrides', id }, ME)
  await send(app, '/v1/events', { key: made.key, body: acme({ model: 'half' }) })
  expect(named(await models(made.key), 'half').paid).toEqual({ usdPerMillion: '0.5', atLeast: true })
})

test('the price is that of the project, else of the installation, else of the name, else of the catalogue', async () => {
  const made = await projectWith(app, [event({ provider: 'azure', model: 'prod-chat' }), event()])
  const other = await projectWith(app, [event({ provider: 'azure', model: 'prod-chat' })])
  const price = async ({ key }: { key: string }) => named(await models(key), 'prod-chat').price
  expect(await price(made)).toBeNull()
  const alias = { provider: 'azure', name: 'prod-chat', targetProvider: 'openai', targetModel: 'gpt-4o' }
  await addModelAlias(app.ctx, CreateModelAlias.parse(alias), ME)
  const rate = (usd: string) => expect.arrayContaining([{ class: 'input', usd, per: 1_000_000 }])
  expect(await price(made)).toMatchObject({
    origin: 'catalogue',
    alias: { provider: 'openai', model: 'gpt-4o' },
    rates: rate('2.5'),
  })
  const own = { provider: 'azure', model: 'prod-chat', note: 'contract 7' }
  const add = (usd: string, more: object) =>
    addPriceOverride(
      app.ctx,
      CreatePriceOverride.parse({ ...own, prices: { rates: { input: usd } }, ...more }),
      ME,
    )
  await add('2', {})
  await add('1', { projectId: made.project.id, effectiveFrom: '2026-11-01T00:00:00Z' })
  await add('9', { projectId: made.project.id, effectiveFrom: '2026-12-01T00:00:00Z' })
  expect(await price(made)).toMatchObject({
    origin: 'override',
    rates: rate('1'),
    since: '2026-11-01T00:00:00.000Z',
    source: 'contract 7',
  })
  expect(await price(other)).toMatchObject({ origin: 'override', rates: rate('2'), since: null })
  const listed = named(await models(made.key), 'gpt-4o')
  expect(listed.price).toMatchObject({ origin: 'catalogue', alias: null, rates: rate('2.5') })
  expect(listed.listed).toMatchObject({ type: 'vision', model: 'gpt-4o' })
})

test('filters, ranges and the limit hold; the previous period is told when asked for', async () => {
  const before = new Date(NOW.getTime() - 9 * 86_400_000).toISOString()
  const { key } = await projectWith(app, [
    event({ team: 'red' }),
    event({ team: 'blue', model: 'gpt-4o-mini' }),
    event({ team: 'red', timestamp: before }),
  ])
  const red = await models(key, 'range=7d&team=red')
  expect(red.data.map(({ model, requests, previous }) => [model, requests, previous?.requests])).toEqual([
    ['gpt-4o', 1, 1],
  ])
  expect((await models(key, 'range=7d&compare=none')).data[0]!.previous).toBeNull()
  const first = await models(key, 'limit=1')
  expect([first.data.length, first.total, first.sums.requests]).toEqual([1, 2, 3])
  expect((await models(key, 'range=24h')).data.map(({ model }) => model)).toEqual(['gpt-4o', 'gpt-4o-mini'])
})

test('bad questions are refused, and so are keys that may not read', async () => {
  const { key } = await createTestProject(app)
  const status = async (query: string) => (await send(app, `/v1/models?${query}`, { key })).status
  expect(await status('limit=0')).toBe(400)
  expect(await status('groupBy=model')).toBe(400)
  expect(await status('range=bogus')).toBe(400)
  const { key: ingestOnly } = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/models', { key: ingestOnly })).status).toBe(403)
})
