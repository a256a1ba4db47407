import { beforeAll, expect, test } from 'vitest'
import { addPriceOverride } from '#server/prices/edit-price-book.ts'
import { previewReprice } from '#server/prices/reprice-runs.ts'
import { CreatePriceOverride, RepriceFilter } from '#shared/api/prices.ts'
import type { Problem } from '#shared/api/problem.ts'
import { adminCookie } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const ME = 'ada@example.com'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

test('a key sees what counts in its project and nothing of another one', async () => {
  const [mine, other] = [await createTestProject(app), await createTestProject(app)]
  const here = (projectId: string | null, model: string) =>
    addPriceOverride(
      app.ctx,
      CreatePriceOverride.parse({ provider: 'seen', model, projectId, prices: { rates: { input: '1' } } }),
      ME,
    )
  await here(mine.project.id, 'mine')
  await here(other.project.id, 'theirs')
  await here(null, 'everybody')
  const overrides = await send<{ data: { model: string; provider: string }[] }>(
    app,
    '/v1/prices/overrides',
    mine,
  )
  const seen = overrides.body.data.filter(({ provider }) => provider === 'seen').map(({ model }) => model)
  expect(seen).toEqual(['everybody', 'mine'])
  const run = await previewReprice(app.ctx, RepriceFilter.parse({ projectId: other.project.id }), ME)
  expect((await send(app, `/v1/reprice-runs/${run.id}`, other)).status).toBe(200)
  expect((await send(app, `/v1/reprice-runs/${run.id}`, mine)).status).toBe(404)
  const runs = await send<{ data: unknown[] }>(app, '/v1/reprice-runs', mine)
  expect(runs.body.data).toEqual([])
})

test('what is wrong with an own price or name is said at its field', async () => {
  const cookie = await adminCookie(app)
  const problem = async (path: string, body: object) => {
    const answer = await send<Problem>(app, path, { headers: { cookie }, body })
    return [answer.status, answer.body.pointer]
  }
  const own = { provider: 'acme', model: 'x', prices: { rates: { input: '1' } } }
  const days = { effectiveFrom: '2026-11-02T00:00:00Z', effectiveUntil: '2026-11-01T00:00:00Z' }
  expect(await problem('/v1/prices/overrides', { ...own, ...days })).toEqual([422, '/effectiveUntil'])
  expect(await problem('/v1/prices/overrides', { ...own, projectId: '999999' })).toEqual([422, '/projectId'])
  expect(await problem('/v1/prices/overrides', { ...own, prices: { rates: { input: '1,5' } } })).toEqual([
    422,
    '/prices/rates/input',
  ])
  expect(await problem('/v1/prices/overrides', { ...own, prices: { rates: {} } })).toEqual([
    422,
    '/prices/rates',
  ])
  const alias = { provider: 'azure', name: 'x', targetProvider: 'openai', targetModel: 'gpt-4o' }
  expect(await problem('/v1/prices/aliases', { ...alias, ...days })).toEqual([422, '/effectiveUntil'])
  expect(await problem('/v1/prices/aliases', { ...alias, projectId: '999999' })).toEqual([422, '/projectId'])
  expect(await problem('/v1/prices/aliases', { ...alias, targetModel: '' })).toEqual([422, '/targetModel'])
})
