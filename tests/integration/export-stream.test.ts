import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test, vi } from 'vitest'
import { chatEvent } from '#tests/support/events.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(new Date('2026-11-18T14:20:30.000Z'))
})

/** A project of `count` more events like a first one, a millisecond apart, or all at the same instant. */
async function projectOf(count: number, apart = 1) {
  const created = await createTestProject(app)
  const body = [chatEvent({ timestamp: '2026-11-17T00:00:00Z', feature: 'x'.repeat(200) })]
  expect((await send(app, '/v1/events', { key: created.key, body })).status).toBe(200)
  await app.ctx.db.execute(sql`
    insert into usage_events select copy.*
    from (select e from usage_events e where project_id = ${Number(created.project.id)}) as first,
      generate_series(1, ${count}::int) as n,
      jsonb_populate_record(first.e, jsonb_build_object('id', 'copy-' || n,
        'occurred_at', (first.e).occurred_at + n * ${apart}::int * interval '1 millisecond')) as copy`)
  return created
}

test('every event is there once, also when thousands share an instant', async () => {
  const { key } = await projectOf(2_500, 0)
  const { body } = await send<string>(app, '/v1/events/export?range=7d', { key })
  const ids = body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id)
  expect([ids.length, new Set(ids).size]).toEqual([2_501, 2_501])
})

/** Opens an export and takes nothing of its body yet. */
async function openExport(key: string, query = ''): Promise<IncomingMessage> {
  const request = get(`${app.url}/v1/events/export?range=7d&${query}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}

test('a client that does not read holds the export back, and one that leaves ends it', async () => {
  const { key } = await projectOf(60_000)
  const queries = vi.spyOn(app.ctx.db, 'execute')
  const reader = await openExport(key)
  await sleep(2_000)
  expect(queries.mock.calls.length).toBeLessThan(40)
  let bytes = 0
  for await (const chunk of reader) bytes += chunk.length
  expect(bytes).toBeGreaterThan(40_000_000)
  expect(queries.mock.calls.length).toBeGreaterThan(60)

  queries.mockClear()
  const leaver = await openExport(key)
  await once(leaver, 'readable')
  leaver.destroy()
  await sleep(2_000)
  expect(queries.mock.calls.length).toBeLessThan(40)
  queries.mockRestore()
})

test('a failure in the middle breaks the connection off: a part never looks like the whole', async () => {
  const { key } = await projectOf(40_000)
  for (const encoding of ['identity', 'gzip']) {
    const request = get(`${app.url}/v1/events/export?range=7d`, {
      headers: { authorization: `Bearer ${key}`, 'accept-encoding': encoding },
    })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(200)
    await app.ctx.db.execute(sql`alter table series rename to series_away`)
    const reading = (async () => {
      for await (const _ of response);
    })()
    await expect(reading, encoding).rejects.toThrow('aborted')
    expect(response.complete).toBe(false)
    await app.ctx.db.execute(sql`alter table series_away rename to series`)
  }
})

test('only so many exports run at once, and their places are given back', async () => {
  const { key } = await projectOf(40_000)
  const open = await Promise.all([1, 2, 3, 4].map(() => openExport(key)))
  const refused = await send(app, '/v1/events/export?range=7d', { key })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30'])
  for (const response of open) response.destroy()
  await expect.poll(async () => (await openExport(key, 'model=none')).statusCode).toBe(200)
  for (let i = 0; i < 6; i++)
    expect((await send(app, '/v1/events/export?range=7d', { key, method: 'HEAD' })).status).toBe(200)
  expect((await send(app, '/v1/events/export?range=bogus', { key })).status).toBe(400)
})
