import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { openClient } from '#server/db/client.ts'
import { readPage } from '#server/savings/read-page.ts'
import { readTraffic } from '#server/savings/read-traffic.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = Date.parse('2026-05-31T00:00:00Z')
const AT = '2026-05-30T12:00:00.123456Z'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication({ maxSeriesPerProject: 3 })
  app.setNow(new Date(NOW))
})

async function post(events: object[]) {
  const { project, key } = await createTestProject(app)
  const { status } = await send(app, '/v1/events', { key, body: events })
  expect(status).toBe(200)
  return { projectId: Number(project.id), from: NOW - 30 * 86_400_000, to: NOW }
}

const event = (overrides: object) => ({
  timestamp: AT,
  provider: 'openai',
  model: 'gpt-4o',
  feature: 'triage',
  usageFormat: 'spendscope',
  usage: { input: 100, output: 10 },
  ...overrides,
})

async function readOne(overrides: object) {
  const [traffic, ...others] = await readTraffic(
    app.ctx,
    await post([event({ id: 'one', ...overrides })]),
    () => {},
  )
  expect(others).toEqual([])
  return { traffic: traffic!, facts: traffic!.factsOf(0) }
}

test('all numbers of an event are read as they were posted', async () => {
  const { traffic } = await readOne({
    model: 'claude-sonnet-4-5',
    provider: 'anthropic',
    usage: { input: 100, cacheRead: 40, cacheWrite1h: 30, output: 10, reasoning: 7 },
    latencyMs: 812,
    quality: 0.25,
    userId: 'u1',
    promptHash: 'abc',
  })
  expect(traffic.count).toBe(1)
  expect(traffic.at[0]).toBeCloseTo(Date.parse('2026-05-30T12:00:00Z') + 123.456, 3)
  const tokens = [
    traffic.input,
    traffic.cacheRead,
    traffic.cacheWrite5m,
    traffic.cacheWrite1h,
    traffic.output,
  ]
  expect(tokens.map(([first]) => first)).toEqual([100, 40, 0, 30, 17])
  expect([traffic.reasoning[0], traffic.latencyMs[0], traffic.quality[0]]).toEqual([7, 812, 0.25])
  // 100 x 3 + 40 x 0.3 + 30 x 6 + 17 x 15 USD for a million.
  expect(traffic.cost[0]).toBe(747_000_000n)
  expect(traffic.prompt[0]).not.toBe(0)
  expect(traffic.user[0]).not.toBe(0)
  expect(traffic.session[0]).toBe(0)
})

test('what nobody sent is unknown, and not 0', async () => {
  const { traffic } = await readOne({ model: 'nobody-knows-this-one' })
  expect([traffic.latencyMs[0], traffic.quality[0], traffic.cost[0]]).toEqual([-1, Number.NaN, -1n])
})

test('tags, the request and the usage object tell the facts', async () => {
  const { facts } = await readOne({
    usageFormat: undefined,
    usage: { prompt_tokens: 10, completion_tokens: 1, service_tier: 'Flex\u001e\u001f' },
    task: 'route',
    environment: 'staging',
    routedFrom: 'gpt-4.1',
    tags: { experiment: 'pilot', stream: 'true', promptVersion: 'v2', modality: 'audio', other: 'x' },
  })
  expect(facts).toMatchObject({
    feature: 'triage',
    task: 'route',
    environment: 'staging',
    servedTier: 'flex',
  })
  expect(facts).toMatchObject({
    routedFrom: 'gpt-4.1',
    experiment: 'pilot',
    streamed: true,
    promptVersion: 'v2',
  })
  expect(facts).toMatchObject({ failed: false, isBatch: false, hasOtherUnits: true, evaluation: false })
})

test('units that are no tokens of text are noticed, and text is no such unit', async () => {
  const usage = { input: 10, cacheRead: 5, cacheWrite5m: 5, output: 5, reasoning: 5 }
  expect((await readOne({ usage })).facts.hasOtherUnits).toBe(false)
  expect((await readOne({ usage: { ...usage, webSearches: 1 } })).facts.hasOtherUnits).toBe(true)
  expect((await readOne({ usage: { ...usage, imageInput: 9 } })).facts.hasOtherUnits).toBe(true)
})

test('labels beyond the cap of series are read as they were sent', async () => {
  const features = ['a', 'b', 'c', 'd', 'e', 'f']
  const window = await post(features.map((feature) => event({ id: feature, feature })))
  const [row] = await app.ctx.db.execute(sql`
    select count(*)::int as n from usage_events where project_id = ${window.projectId} and sent_labels is not null`)
  expect(row!.n).toBeGreaterThan(0)
  const traffic = await readTraffic(app.ctx, window, () => {})
  expect(traffic.map(({ feature }) => feature).sort()).toEqual(features)
})

test('pages neither lose nor repeat events, also where many have the same instant', async () => {
  const window = await post(
    Array.from({ length: 11 }, (_, n) =>
      event({ id: `e${n}`, latencyMs: n, ...(n > 7 && { timestamp: '2026-05-29T00:00:00Z' }) }),
    ),
  )
  let page = await readPage(app.ctx, window, undefined, 3)
  const sizes = [page.facts.length]
  const bytes = [page.calls.length]
  const cursors = new Set<string>()
  while (page.end) {
    cursors.add(JSON.stringify(page.end))
    page = await readPage(app.ctx, window, page.end, 3)
    sizes.push(page.facts.length)
    bytes.push(page.calls.length)
  }
  expect(sizes).toEqual([3, 3, 3, 2])
  expect(bytes).toEqual(sizes.map((size) => size * 80))
  expect(cursors.size).toBe(3)
  const [traffic] = await readTraffic(app.ctx, window, () => {})
  expect(Array.from(traffic!.latencyMs).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 11 }, (_, n) => n),
  )
  expect(Array.from(traffic!.at)).toEqual(Array.from(traffic!.at).sort((a, b) => a - b))
})

test('a page that the database does not give in time is asked for again', async () => {
  const window = await post([event({ id: 'slow' })])
  const other = openClient(app.address, { max: 1 })
  const locked = other.begin(async (session) => {
    await session`lock table usage_events in access exclusive mode`
    await sleep(6_500)
  })
  await sleep(200)
  const [traffic] = await readTraffic(app.ctx, window, () => {})
  expect(traffic!.count).toBe(1)
  await locked
  await other.end()
}, 30_000)
