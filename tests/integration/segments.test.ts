import { beforeAll, expect, test } from 'vitest'
import { refreshNow } from '#server/savings/refresh-savings.ts'
import type { SegmentPage } from '#shared/api/segments.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(new Date('2026-05-31T00:00:00Z'))
})

const event = (id: string, overrides: object) => ({
  id,
  timestamp: '2026-05-25T00:00:00Z',
  provider: 'openai',
  model: 'gpt-4o',
  feature: 'triage',
  task: 'intent',
  environment: 'production',
  usageFormat: 'spendscope',
  usage: { input: 1_000, output: 10 },
  ...overrides,
})

async function searched(events: object[]) {
  const { project, key } = await createTestProject(app)
  expect((await send(app, '/v1/events', { key, body: events })).status).toBe(200)
  await refreshNow(app.ctx, Number(project.id))
  const list = async (query = '') => (await send<SegmentPage>(app, `/v1/segments?${query}`, { key })).body
  return { project, key, list }
}

test('a segment is the sum of its events, worked out by hand', async () => {
  // 25 May 2026 is a Monday.
  const { list, project } = await searched([
    event('a', { latencyMs: 100, quality: 1, usage: { input: 600, cacheRead: 400, output: 10 } }),
    event('b', { timestamp: '2026-05-25T00:00:10Z', latencyMs: 300, quality: 0 }),
    event('c', {
      timestamp: '2026-05-26T01:30:00Z',
      status: 'error',
      usage: { input: 2_000, output: 5, reasoning: 15 },
    }),
    event('d', { timestamp: '2026-05-26T01:30:40Z', tags: { experiment: 'pilot' } }),
    event('e', { timestamp: '2026-04-01T00:00:00Z' }),
  ])
  const { data, next } = await list()
  expect(next).toBeNull()
  expect(data).toHaveLength(1)
  const { summary, ...segment } = data[0]!
  expect(segment).toEqual({
    id: expect.any(String),
    projectId: project.id,
    projectName: project.name,
    ...{
      feature: 'triage',
      task: 'intent',
      environment: 'production',
      operation: '',
      serviceTier: '',
      region: '',
    },
    ...{ provider: 'openai', model: 'gpt-4o' },
    // 4,600 x 2.50 + 400 x 1.25 + 50 x 10 USD for a million.
    costUsd: '0.0125',
    firstSeenAt: '2026-05-25T00:00:00.000Z',
    lastSeenAt: '2026-05-26T01:30:40.000Z',
    asOf: '2026-05-31T00:00:00.000Z',
  })
  const { arrivals, ...sums } = summary
  expect(sums).toEqual({
    requests: 4,
    tests: 1,
    unpriced: 0,
    errorRate: 0.25,
    promptTokens: { mean: 1_250, p50: 1_000, p95: 2_000, p99: 2_000, p995: 2_000 },
    outputTokens: { mean: 12.5, p50: 10, p95: 20, p99: 20, p995: 20 },
    cacheReadShare: 0.08,
    reasoningShare: 0.3,
    latencyMs: { requests: 2, p50: 100, p95: 300, p99: 300 },
    quality: { scores: 2, mean: 0.5, deviation: Math.sqrt(0.5) },
  })
  expect(arrivals.gapSeconds).toEqual({ p50: 40, p95: 91_790 })
  expect(arrivals.hoursOfWeek.flatMap((requests, hour) => (requests > 0 ? [[hour, requests]] : []))).toEqual([
    [0, 2],
    [25, 2],
  ])
})

test('what nobody sent is unknown, and not 0', async () => {
  const { list } = await searched([event('a', { model: 'nobody-knows-this-one', usage: { output: 0 } })])
  const { summary, costUsd } = (await list()).data[0]!
  expect(costUsd).toBeNull()
  expect(summary).toMatchObject({ unpriced: 1, latencyMs: null, quality: null })
  expect(summary).toMatchObject({
    cacheReadShare: null,
    reasoningShare: null,
    arrivals: { gapSeconds: null },
  })
})

test('every label makes a segment of its own, the most expensive first, page by page', async () => {
  const others = [
    { task: 'summary' },
    { feature: 'search' },
    { environment: 'staging' },
    { model: 'gpt-4o-mini' },
    { serviceTier: 'priority' },
    { region: 'eu' },
  ]
  const { list } = await searched([
    event('a', { usage: { input: 1, output: 1 } }),
    ...others.map((labels, n) =>
      event(`o${n}`, { usage: { input: 10_000 * (n + 1), output: 1 }, ...labels }),
    ),
  ])
  const whole = await list()
  expect(whole.data).toHaveLength(7)
  expect(whole.data.at(-1)).toMatchObject({ feature: 'triage', task: 'intent', summary: { requests: 1 } })
  const costs = whole.data.map(({ costUsd }) => Number(costUsd))
  expect(costs).toEqual([...costs].sort((a, b) => b - a))
  const pages = [await list('limit=3')]
  while (pages.at(-1)!.next) pages.push(await list(`limit=3&after=${pages.at(-1)!.next}`))
  expect(pages.map(({ data }) => data.length)).toEqual([3, 3, 1])
  expect(pages.flatMap(({ data }) => data)).toEqual(whole.data)
  expect((await list('feature=search')).data).toMatchObject([{ feature: 'search' }])
})

test('each search makes them again from the events: what has ended is gone, what goes on keeps its id', async () => {
  const { list, project, key } = await searched([
    event('old', { feature: 'ended', timestamp: '2026-05-02T00:00:00Z' }),
    event('a', {}),
  ])
  const before = (await list()).data
  expect(before.map(({ feature }) => feature).sort()).toEqual(['ended', 'triage'])
  app.setNow(new Date('2026-06-15T00:00:00Z'))
  await send(app, '/v1/events', { key, body: event('b', { timestamp: '2026-06-14T00:00:00Z' }) })
  await refreshNow(app.ctx, Number(project.id))
  const after = (await list()).data
  expect(after).toMatchObject([
    { feature: 'triage', asOf: '2026-06-15T00:00:00.000Z', summary: { requests: 2 } },
  ])
  expect(after[0]!.id).toBe(before.find(({ feature }) => feature === 'triage')!.id)
  app.setNow(new Date('2026-05-31T00:00:00Z'))
})

test('what is not understood is refused with the reason', async () => {
  const { key } = await createTestProject(app)
  for (const query of ['after=x', 'limit=0', 'limit=201', 'project=x', 'unknown=1'])
    expect((await send(app, `/v1/segments?${query}`, { key })).status).toBe(400)
  expect((await send(app, '/v1/segments')).status).toBe(401)
})
