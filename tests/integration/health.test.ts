import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { openClient } from '#server/db/client.ts'
import { readMetrics } from '#tests/support/read-metrics.ts'
import { send, startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

test('health is asked for anew each time', async () => {
  for (const path of ['/livez', '/readyz']) {
    const { status, headers } = await send(app, path)
    expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'no-store'])
  }
})

test('all who ask at once are answered by one query', async () => {
  const other = openClient(app.address, { max: 1 })
  const { asked } = await other.begin(async (transaction) => {
    await transaction`lock table drizzle.__drizzle_migrations`
    const asked = Array.from({ length: 40 }, () => send(app, '/readyz'))
    await sleep(500)
    const metrics = await readMetrics(app)
    expect(metrics('spendscope_database_queries_in_flight')).toBe(1)
    return { asked }
  })
  for (const answer of asked) expect((await answer).status).toBe(200)
  await other.end()
})

test('a database that lacks a migration is not ready, one with a newer version is', async () => {
  const shift = (by: number) =>
    app.ctx.db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at + ${by}::bigint`)
  await shift(-1)
  const { status, headers, body } = await send(app, '/readyz')
  expect([status, headers.get('cache-control'), headers.get('retry-after')]).toEqual([503, 'no-store', '1'])
  expect(body).toMatchObject({ code: 'unavailable', requestId: headers.get('x-request-id') })
  await shift(1_000)
  expect((await send(app, '/readyz')).status).toBe(200)
  await app.ctx.db.execute(sql`drop schema drizzle cascade`)
  expect((await send(app, '/readyz')).status).toBe(503)
})
