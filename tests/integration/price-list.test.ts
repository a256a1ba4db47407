import { beforeAll, expect, test } from 'vitest'
import type { ListedModels, PriceHistory } from '#shared/api/price-list.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let key: string
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(new Date('2026-11-18T14:20:30.000Z'))
  key = (await createTestProject(app)).key
})

const list = async (query: string) =>
  (await send<ListedModels>(app, `/v1/prices/models?${query}`, { key })).body
const history = async (provider: string, model: string) =>
  (await send<PriceHistory>(app, `/v1/prices/history?${new URLSearchParams({ provider, model })}`, { key }))
    .body

test('the catalogue is listed in pages that together are all of it', async () => {
  const first = await list('limit=200')
  expect(first.total).toBeGreaterThan(1_000)
  const names: string[] = []
  for (let offset = 0; offset < first.total; offset += 200)
    for (const { provider, model } of (await list(`limit=200&offset=${offset}`)).data)
      names.push(`${provider}/${model}`)
  expect(new Set(names).size).toBe(first.total)
  expect(first.providers.reduce((sum, { models }) => sum + models, 0)).toBe(first.total)
  expect(first.checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('models are found by the words of their name, by provider and by type', async () => {
  const { data, total } = await list('search=gpt%204o&provider=openai')
  expect(total).toBe(data.length)
  expect(data.map(({ model }) => model)).toContain('gpt-4o')
  expect(data.every(({ provider, model }) => provider === 'openai' && /gpt.*4o/.test(model))).toBe(true)
  const embeddings = await list('type=embedding&limit=200')
  expect(embeddings.total).toBeGreaterThan(0)
  expect(embeddings.data.every(({ type }) => type === 'embedding')).toBe(true)
  expect((await list('search=no-such-model')).data).toEqual([])
})

test('a model is listed with what it costs now, by class', async () => {
  const { data } = await list('search=gpt-4o-mini&provider=openai')
  const model = data.find(({ model }) => model === 'gpt-4o-mini')!
  expect(model.rates).toEqual(
    expect.arrayContaining([
      { class: 'input', usd: '0.15', per: 1_000_000 },
      { class: 'cacheRead', usd: '0.075', per: 1_000_000 },
      { class: 'output', usd: '0.6', per: 1_000_000 },
    ]),
  )
})

test('every price of a model stands in its history by date, the one in force marked', async () => {
  const { prices, model, since } = await history('anthropic', 'claude-3-5-haiku-20241022')
  expect(model).toBe('claude-3-5-haiku-latest')
  expect(prices.map(({ from, until, inForce }) => [from, until, inForce])).toEqual([
    ['2025-01-01T00:00:00.000Z', null, true],
    [null, '2024-12-01T00:00:00.000Z', false],
  ])
  expect(since).toBe('2025-01-01T00:00:00.000Z')
  expect(prices[0]!.rates).toContainEqual({ class: 'webSearches', usd: '10', per: 1_000 })
})

test('conditions of a price are told: tiers for long prompts, terms, and factors of the provider', async () => {
  const gemini = await history('google', 'gemini-2.5-pro')
  expect(gemini.prices[0]!.longContext).toMatchObject([{ minPrompt: 200_001 }])
  const { factors } = await history('anthropic', 'claude-sonnet-4-5')
  expect(factors).toContainEqual({ term: 'tier', values: ['batch'], factor: '0.5', from: null, until: null })
  expect(factors.map(({ term }) => term)).not.toContain('speed')
})

test('what has not changed is not sent again', async () => {
  const path = '/v1/prices/models?provider=openai'
  const first = await send(app, path, { key })
  const tag = first.headers.get('etag')!
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  const again = await send(app, path, { key, headers: { 'if-none-match': tag } })
  expect([again.status, again.body]).toEqual([304, ''])
})

test('bad questions are refused, an unknown model is not found', async () => {
  const status = async (path: string) => (await send(app, `/v1/prices/${path}`, { key })).status
  expect(await status('models?limit=0')).toBe(400)
  expect(await status('models?offset=-1')).toBe(400)
  expect(await status('models?type=poem')).toBe(400)
  expect(await status('models?nonsense=1')).toBe(400)
  expect(await status('history?provider=openai')).toBe(400)
  expect(await status('history?provider=openai&model=unheard-of')).toBe(404)
  const { key: ingestOnly } = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/prices/models', { key: ingestOnly })).status).toBe(403)
  expect((await send(app, '/v1/prices/models')).status).toBe(401)
})
