import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { watchDatabase } from '#server/metrics/watch-database.ts'
import { chatEvent } from '#tests/support/events.ts'
import { readMetrics } from '#tests/support/read-metrics.ts'
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

test('events are counted by what became of them, posts and statements by their size', async () => {
  const { key } = await createTestProject(app)
  const before = await readMetrics(app)
  const event = chatEvent()
  const body = [event, chatEvent(), { ...chatEvent(), model: '' }]
  await send(app, '/v1/events', { key, body })
  await send(app, '/v1/events', { key, body: [event, { ...event, model: 'gpt-4o-mini' }] })
  const after = await readMetrics(app)
  const grown = (series: string) => after(series)! - (before(series) ?? 0)
  const results = ['accepted', 'duplicate', 'conflict', 'rejected']
  expect(results.map((result) => grown(`spendscope_ingest_events_total{result="${result}"}`))).toEqual([
    2, 1, 1, 1,
  ])
  expect(grown('spendscope_ingest_seconds_count')).toBe(2)
  expect([grown('spendscope_ingest_batch_posts_sum'), grown('spendscope_ingest_batch_events_sum')]).toEqual([
    2, 3,
  ])
  expect(grown('spendscope_http_requests_total{route="/v1/events",status="207"}')).toBe(2)
  expect(grown('spendscope_http_request_seconds_count{route="/v1/events"}')).toBe(2)
  expect(after('spendscope_requests_in_flight{kind="ingest"}')).toBe(0)
  expect(after('spendscope_database_queries_in_flight')).toBe(0)
  expect(after('spendscope_database_query_seconds_count')).toBeGreaterThan(2)
})

test('what a client writes into an address never becomes a label', async () => {
  const paths = ['/v1/planted', '/v1/api-keys/planted', '/planted', '/assets/planted', '/v1/auth/planted']
  for (const method of ['GET', 'PURGE']) for (const path of paths) await send(app, path, { method })
  const { body } = await send<string>(app, '/metrics')
  const counts = body.split('\n').filter((line) => line.startsWith('spendscope_http_requests_total'))
  expect(counts).toContain('spendscope_http_requests_total{route="/v1/*",status="404"} 2')
  expect(counts.join()).not.toContain('planted')
})

test('without a token metrics are for this machine, and for nobody behind a proxy on it', async () => {
  const { status, headers } = await send(app, '/metrics')
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
    const answer = await send(app, '/metrics', { headers: { [name]: '127.0.0.1' } })
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
  }
})

test('with a token metrics are for whoever sends it', async () => {
  const guarded = await startTestApplication({ metricsToken: 'a token of the tests' })
  const read = async (headers: Record<string, string>) =>
    (await send(guarded, '/metrics', { headers })).status
  expect(await read({})).toBe(401)
  expect(await read({ authorization: 'Bearer a token of the test' })).toBe(401)
  const headers = { authorization: 'Bearer a token of the tests' }
  expect(await read(headers)).toBe(200)
  expect(await read({ ...headers, 'x-forwarded-for': '203.0.113.7' })).toBe(200)
})

test('what only the database knows is absent until it was asked', async () => {
  const fresh = await startTestApplication()
  const names = ['spendscope_clock_skew_seconds', 'spendscope_default_partition_events']
  const unknown = await readMetrics(fresh)
  expect(names.map(unknown)).toEqual([undefined, undefined])
  expect(unknown('spendscope_rollup_mismatch_total')).toBeUndefined()

  const lastMonth = new Date(Date.now() - 32 * 86_400_000).toISOString()
  await fresh.ctx.db.execute(sql.raw(`drop table usage_events_${lastMonth.slice(0, 7).replace('-', '_')}`))
  const { key } = await createTestProject(fresh)
  await send(fresh, '/v1/events', {
    key,
    body: [chatEvent({ timestamp: lastMonth }), chatEvent({ model: 'nobody-knows-me' })],
  })
  fresh.setNow(new Date(Date.now() + 60_000))
  await watchDatabase(fresh.ctx)
  const known = await readMetrics(fresh)
  expect(known('spendscope_default_partition_events')).toBe(1)
  expect(known('spendscope_unpriced_events{status="unpriced"}')).toBe(1)
  expect(known('spendscope_clock_skew_seconds')).toBeCloseTo(60, 0)
})
