import { beforeAll, expect, test } from 'vitest'
import { createApiKey, listApiKeys } from '#server/people/api-keys.ts'
import { chatEvent } from '#tests/support/events.ts'
import { headOfPost, openConnection } from '#tests/support/raw-request.ts'
import { readMetrics } from '#tests/support/read-metrics.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let now = new Date()
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(now)
})

function pass(milliseconds: number): void {
  now = new Date(now.getTime() + milliseconds)
  app.setNow(now)
}

async function createLimitedKey(rateLimit: number): Promise<string> {
  const { project } = await createTestProject(app)
  const wanted = { projectId: project.id, name: 'limited', scopes: ['ingest', 'read'] as const, rateLimit }
  return (await createApiKey(app.ctx, { ...wanted, scopes: [...wanted.scopes] })).key
}

const post = (key: string, body: unknown = chatEvent()) => send(app, '/v1/events', { key, body })
const read = (key: string) => send(app, '/v1/spend/by?range=7d', { key })

test('a key above its limit is told when to come again, and its post is refused whole', async () => {
  const key = await createLimitedKey(3)
  const remaining: (string | null)[] = []
  for (let i = 0; i < 3; i++) {
    const { status, headers } = await post(key)
    expect([status, headers.get('ratelimit-policy')]).toEqual([200, '"key";q=3;w=1'])
    remaining.push(headers.get('ratelimit'))
  }
  expect(remaining).toEqual(['"key";r=2;t=1', '"key";r=1;t=1', '"key";r=0;t=1'])

  const { status, headers, body } = await post(key, '{"never read')
  expect([status, headers.get('retry-after'), headers.get('ratelimit')]).toEqual([429, '1', '"key";r=0;t=1'])
  expect(body).toMatchObject({ status: 429, code: 'rate_limited', requestId: headers.get('x-request-id') })
  expect((await readMetrics(app))('spendscope_requests_refused_total{reason="key_limit"}')).toBe(1)

  pass(1_000)
  expect((await read(key)).body).toMatchObject({ total: { requests: 3 } })
})

test('a post counts as its events, and what is too much is waited for', async () => {
  const key = await createLimitedKey(10)
  const { status, headers } = await post(
    key,
    Array.from({ length: 45 }, () => chatEvent()),
  )
  expect([status, headers.get('ratelimit')]).toEqual([200, '"key";r=0;t=4'])
  pass(3_500)
  expect((await post(key)).status).toBe(429)
  pass(100)
  expect((await post(key)).status).toBe(200)
})

test('reading is limited as well', async () => {
  const key = await createLimitedKey(2)
  const answers = [await read(key), await read(key), await read(key)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
  expect(answers[2]!.headers.get('retry-after')).toBe('1')
})

test('one key does not use up what another may send, and a key without a limit has none', async () => {
  const [limited, other] = [await createLimitedKey(1), await createLimitedKey(1)]
  const { key: free } = await createTestProject(app)
  expect((await post(limited)).status).toBe(200)
  expect((await post(limited)).status).toBe(429)
  expect((await post(other)).status).toBe(200)
  for (let i = 0; i < 20; i++) {
    const { status, headers } = await post(free)
    expect([status, headers.get('ratelimit')]).toEqual([200, null])
  }
})

test('a post above the limit is answered before its body has come', async () => {
  const key = await createLimitedKey(1)
  expect((await post(key)).status).toBe(200)
  const { socket, receives } = await openConnection(app.url)
  socket.write(headOfPost(key, 'content-length: 1000000'))
  expect(await receives(/rate_limited/)).toMatch(/^HTTP\/1.1 429 /)
  socket.destroy()
})

test('the installation has a limit for every key, and a key may have another one', async () => {
  const limited = await startTestApplication({ keyRateLimit: 1 })
  limited.setNow(now)
  const { project, key } = await createTestProject(limited)
  const own = await createApiKey(limited.ctx, {
    projectId: project.id,
    name: 'quick',
    scopes: ['ingest'],
    rateLimit: 2,
  })
  const policyOf = async (sender: string) =>
    (await send(limited, '/v1/events', { key: sender, body: chatEvent() })).headers.get('ratelimit-policy')
  expect([await policyOf(key), await policyOf(own.key)]).toEqual(['"key";q=1;w=1', '"key";q=2;w=1'])
  const limits = (await listApiKeys(limited.ctx)).map(({ name, rateLimit }) => [name, rateLimit])
  expect(limits).toEqual([
    ['quick', 2],
    ['test', null],
  ])
})
