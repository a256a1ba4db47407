import { afterAll, beforeAll, expect, test } from 'vitest'
import { throughCable, upstreamOf } from '#tests/support/database-address.ts'
import { chatEvent } from '#tests/support/events.ts'
import { readMetrics } from '#tests/support/read-metrics.ts'
import { startTcpProxy, type TcpProxy } from '#tests/support/tcp-proxy.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let cable: TcpProxy
let key: string

beforeAll(async () => {
  app = await startTestApplication({}, async (address) => {
    cable = await startTcpProxy(upstreamOf(address))
    return { url: throughCable(address, cable.port) }
  })
  key = (await createTestProject(app)).key
  expect((await send(app, '/v1/events', { key, body: chatEvent() })).status).toBe(200)
})

// Registered first, so it runs after the application has closed its connections.
afterAll(() => cable.close())

test('when the network swallows everything, every route says so in time, and works soon after', async () => {
  cable.set('hold')
  const started = Date.now()
  const timed = async (path: string, body?: unknown) => {
    const { status, headers } = await send(app, path, { key, ...(body !== undefined && { body }) })
    return { path, status, retryAfter: headers.get('retry-after'), seconds: (Date.now() - started) / 1000 }
  }
  const health = ['/readyz', '/livez'].map(async (path) => {
    const { status } = await send(app, path)
    return { path, status, isSoon: Date.now() - started < 3_000 }
  })
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, () => timed('/v1/events', chatEvent())),
    timed('/v1/events/recent'),
    timed('/v1/spend/by'),
    timed('/v1/spend/over-time'),
    timed('/v1/projects'),
    timed('/v1/prices/unpriced'),
    timed('/v1/setup'),
  ])
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 503, retryAfter: '1' })
    expect(answer.seconds).toBeLessThan(10)
  }
  expect(await Promise.all(health)).toEqual([
    { path: '/readyz', status: 503, isSoon: true },
    { path: '/livez', status: 200, isSoon: true },
  ])
  const metrics = await readMetrics(app)
  expect(metrics('spendscope_database_deadline_misses_total')).toBeGreaterThanOrEqual(3)
  expect(metrics('spendscope_database_client_replacements_total')).toBeGreaterThanOrEqual(1)
  expect(metrics('spendscope_database_queries_in_flight')).toBe(0)

  cable.set('pass')
  const healed = Date.now()
  while ((await send(app, '/v1/events', { key, body: chatEvent() })).status !== 200)
    expect(Date.now() - healed).toBeLessThan(10_000)
})
