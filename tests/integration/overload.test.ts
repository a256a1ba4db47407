import { afterEach, beforeAll, expect, test } from 'vitest'
import { chatEvent } from '#tests/support/events.ts'
import { headOfPost, openConnection, type RawConnection } from '#tests/support/raw-request.ts'
import { readMetrics } from '#tests/support/read-metrics.ts'
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
  key = (await createTestProject(app)).key
  expect((await send(app, '/v1/events', { key, body: chatEvent() })).status).toBe(200)
})

let held: RawConnection[] = []
afterEach(() => {
  for (const { socket } of held) socket.destroy()
  held = []
})

/** Requests that hold their places, because their bodies do not end. */
async function hold(count: number, head: string): Promise<void> {
  for (let i = 0; i < count; i++) {
    const connection = await openConnection(app.url)
    connection.socket.write(`${head}{`)
    held.push(connection)
  }
}

async function untilHeld(kind: string, count: number): Promise<void> {
  const series = `spendscope_requests_in_flight{kind="${kind}"}`
  while ((await readMetrics(app))(series) !== count);
}

const post = (path = '/v1/events', body: unknown = chatEvent()) => send(app, path, { key, body })
const read = () => send(app, '/v1/spend/by?range=7d', { key })

test('when ingest is full, a post is told so at once, and the dashboard still answers', async () => {
  await hold(512, headOfPost(key, 'content-length: 400'))
  await untilHeld('ingest', 512)
  for (const path of ['/v1/events', '/v1/events?from=elsewhere']) {
    const started = performance.now()
    const { status, headers, body } = await post(path)
    expect(performance.now() - started).toBeLessThan(500)
    expect([status, headers.get('retry-after')]).toEqual([503, '1'])
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ status: 503, code: 'unavailable', requestId: headers.get('x-request-id') })
  }
  expect((await read()).status).toBe(200)
  expect((await readMetrics(app))('spendscope_requests_refused_total{reason="busy"}')).toBe(2)

  for (const { socket } of held) socket.destroy()
  await untilHeld('ingest', 0)
  expect((await post()).status).toBe(200)
})

test('posts are bounded by the bytes of their bodies too', async () => {
  await hold(16, headOfPost(key, 'content-length: 1048576'))
  await untilHeld('ingest', 16)
  const metrics = await readMetrics(app)
  expect(metrics('spendscope_request_bytes_in_flight{kind="ingest"}')).toBe(16 * 1_048_576)
  expect((await post()).status).toBe(503)
})

test('when the other routes are full, ingest still takes events', async () => {
  const head = ['POST /v1/setup HTTP/1.1', 'host: localhost', 'content-type: application/json']
  await hold(64, [...head, 'content-length: 400', '\r\n'].join('\r\n'))
  await untilHeld('other', 64)
  expect((await read()).status).toBe(503)
  expect((await post()).status).toBe(200)
})

test('many times more than there is room for is either stored or refused, and none of it is lost', async () => {
  const { key: own } = await createTestProject(app)
  const events = () => Array.from({ length: 250 }, () => chatEvent())
  const answers = await Promise.all(
    Array.from({ length: 150 }, () =>
      send<{ accepted: number }>(app, '/v1/events', { key: own, body: events() }),
    ),
  )
  const stored = answers.filter(({ status }) => status === 200)
  expect(answers.length - stored.length).toBe(answers.filter(({ status }) => status === 503).length)
  const { body } = await send<{ total: { requests: number } }>(app, '/v1/spend/by?range=7d', { key: own })
  expect(body.total.requests).toBe(stored.length * 250)
  expect(stored.length).toBeGreaterThan(10)
  expect((await readMetrics(app))('spendscope_database_deadline_misses_total')).toBe(0)
})
