import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { checkBudgets } from '#server/budgets/check-budgets.ts'
import { createBudget } from '#server/budgets/create-budget.ts'
import type { ApiDescription } from '#server/http/openapi/describe-api.ts'
import type { JsonSchema } from '#server/http/openapi/json-schema.ts'
import { addModelAlias, addPriceOverride } from '#server/prices/edit-price-book.ts'
import { CreateBudget } from '#shared/api/budgets.ts'
import { CreateModelAlias, CreatePriceOverride } from '#shared/api/prices.ts'
import { chatEvent } from '#tests/support/events.ts'
import { fillWithSavings } from '#tests/support/fill-with-savings.ts'
import { adminCookie } from '#tests/support/sign-in.ts'
import { send, startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

const ME = 'ada@example.com'
const DEAR = { model: 'gpt-4o', usage: { prompt_tokens: 900_000, completion_tokens: 100 } }

let app: TestApplication
let cookie: string
let description: ApiDescription
beforeAll(async () => {
  app = await startTestApplication()
  cookie = await adminCookie(app)
  const budget = { name: 'All of it', amountUsd: '1', period: 'day', groupBy: 'feature' }
  await createBudget(app.ctx, CreateBudget.parse(budget), ME)
  const { key } = await fillWithSavings(app)
  const unknown = chatEvent({ provider: 'acme', model: 'llm-1' })
  await send(app, '/v1/events', { key, body: [chatEvent(DEAR), unknown] })
  await checkBudgets(app.ctx, 'latest')
  const own = { provider: 'openai', model: 'gpt-4o', prices: { rates: { input: '2', output: '8' } } }
  await addPriceOverride(app.ctx, CreatePriceOverride.parse(own), ME)
  const alias = { provider: 'azure', name: 'prod', targetProvider: 'openai', targetModel: 'gpt-4o-mini' }
  await addModelAlias(app.ctx, CreateModelAlias.parse(alias), ME)
  await ask('POST', '/v1/annotations', { title: 'Release 4.2', kind: 'deploy' })
  description = (await send<ApiDescription>(app, '/openapi.json')).body
})

const ask = (method: string, path: string, body?: object) =>
  send<unknown>(app, path, { method, headers: { cookie }, ...(body && { body }) })

/** The schema of an answer, which here allows nothing beside what it names. */
function schemaOf(method: string, route: string): z.ZodType {
  const responses = description.paths[route]![method.toLowerCase()]!.responses
  const [done] = Object.values(responses) as { content: Record<string, { schema: JsonSchema }> }[]
  const schema = done!.content['application/json']!.schema
  expect(Object.keys(schema)).not.toEqual([])
  const text = JSON.stringify({ ...schema, $defs: description.components.schemas })
  return z.fromJSONSchema(closed(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'))))
}

function closed<T>(node: T): T {
  if (Array.isArray(node)) return node.map(closed) as T
  if (typeof node !== 'object' || node === null) return node
  const inner = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]))
  return (
    inner.type === 'object' && inner.properties && !inner.additionalProperties
      ? { ...inner, additionalProperties: false }
      : inner
  ) as T
}

const ROUTES: [route: string, path?: string][] = [
  ['/v1/events/list', '/v1/events/list?range=30d'],
  ['/v1/spend/over-time', '/v1/spend/over-time?groupBy=model'],
  ['/v1/spend/by', '/v1/spend/by?groupBy=feature&limit=1&compare=previous'],
  ['/v1/spend/forecast'],
  ['/v1/spend/changes'],
  ['/v1/spend/price-changes'],
  ['/v1/explore', '/v1/explore?groupBy=model&subgroupBy=feature&metric=latencyP95'],
  ['/v1/tag-keys'],
  ['/v1/models'],
  ['/v1/projects'],
  ['/v1/annotations'],
  ['/v1/prices/models'],
  ['/v1/prices/history', '/v1/prices/history?provider=google&model=gemini-2.5-pro'],
  ['/v1/prices/update'],
  ['/v1/prices/unpriced'],
  ['/v1/prices/overrides'],
  ['/v1/prices/aliases'],
  ['/v1/reprice-runs'],
  ['/v1/budgets'],
  ['/v1/budgets/{id}', '/v1/budgets/1'],
  ['/v1/budgets/{id}/status', '/v1/budgets/1/status'],
  ['/v1/budgets/{id}/burn', '/v1/budgets/1/burn'],
  ['/v1/alerts', '/v1/alerts?state=all'],
  ['/v1/alerts/open'],
  ['/v1/alerts/{id}', '/v1/alerts/1'],
  ['/v1/opportunities'],
  ['/v1/opportunities/ledger'],
  ['/v1/opportunities/{id}', '/v1/opportunities/1'],
]

test.each(ROUTES)('what %s really answers is what the document says', async (route, path = route) => {
  const { status, body } = await ask('GET', path)
  expect(status).toBe(200)
  expect(schemaOf('GET', route).safeParse(body).error?.issues ?? []).toEqual([])
})

test('lists that were checked had something in them', async () => {
  for (const path of [
    'prices/unpriced',
    'prices/overrides',
    'prices/aliases',
    'budgets',
    'alerts',
    'opportunities',
  ])
    expect([path, ((await ask('GET', `/v1/${path}`)).body as { data: unknown[] }).data.length]).not.toEqual([
      path,
      0,
    ])
})

test('a post of events and its refusals are answered as the document says', async () => {
  const { key } = await fillWithSavings(app)
  const post = await send(app, '/v1/events', {
    key,
    body: [chatEvent({}), { model: 'gpt-4o' }],
    headers: { prefer: 'return=representation' },
  })
  expect(post).toMatchObject({ status: 207, body: { events: [{}], rejected: [{}] } })
  expect(schemaOf('POST', '/v1/events').safeParse(post.body).error?.issues ?? []).toEqual([])
})
