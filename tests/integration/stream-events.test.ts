import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Application, connectApplication } from '#server/application.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { parseJsonPost } from '#server/ingest/parse-post.ts'
import { revokeApiKey } from '#server/people/api-keys.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { type EventStream, openStream } from '#tests/support/read-stream.ts'
import { createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let other: Omit<Application, 'dataAt'>
beforeAll(async () => {
  app = await startTestApplication()
  const { config, log } = app.ctx
  other = await connectApplication({ config, log, address: app.address })
})
afterAll(() => other.close())

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const open = (key: string, query = '', headers = {}) => openStream(app, query, { ...bearer(key), ...headers })
const post = async (key: string, body: unknown) =>
  expect((await send(app, '/v1/events', { key, body })).status).toBe(200)
const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id)

/** The stream has read its first page when it is told of an event. */
async function openRunning(key: string, query = ''): Promise<EventStream> {
  const stream = await open(key, query)
  await sleep(500)
  return stream
}

test('an event is told at once after its commit, with its cost, and only once', async () => {
  const { key } = await createTestProject(app)
  const stream = await openRunning(key)
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream')
  const first = chatEvent({ feature: 'search' })
  const asked = Date.now()
  await post(key, first)
  const [told] = await stream.takeEvents(1)
  expect(Date.now() - asked).toBeLessThan(1_000)
  expect(told).toMatchObject({
    id: first.id,
    feature: 'search',
    costUsd: CHAT_EVENT_USD,
    modelSlot: expect.any(Number),
  })
  await post(key, first) // a repeat is no event
  const second = chatEvent()
  await sleep(2_500) // the instance has asked for those of others meanwhile
  await post(key, second)
  expect(idsOf(await stream.takeEvents(1))).toEqual([second.id])
  await stream.close()
})

test('an event that another instance stored is told within seconds', async () => {
  const { key, project } = await createTestProject(app)
  const stream = await openRunning(key)
  const event = chatEvent()
  await ingestEvents(other.ctx, Number(project.id), parseJsonPost(JSON.stringify(event)))
  expect(idsOf(await stream.takeEvents(1))).toEqual([event.id])
  await stream.close()
})

test('an event of long ago is told when it is stored', async () => {
  const { key } = await createTestProject(app)
  const stream = await openRunning(key)
  const late = chatEvent({ timestamp: new Date(Date.now() - 40 * 86_400_000).toISOString() })
  await post(key, late)
  expect(idsOf(await stream.takeEvents(1))).toEqual([late.id])
  await stream.close()
})

test('only what the filters keep is told', async () => {
  const { key } = await createTestProject(app)
  const stream = await openRunning(key, 'team=red&status=error&traceId=t-1')
  const wanted = { team: 'red', status: 'error', traceId: 't-1' }
  const event = chatEvent(wanted)
  await post(key, [
    chatEvent({ ...wanted, team: 'blue' }),
    chatEvent({ ...wanted, status: 'ok' }),
    chatEvent({ ...wanted, traceId: 't-2' }),
    event,
  ])
  expect(idsOf(await stream.takeEvents(1))).toEqual([event.id])
  await stream.close()
})

test('a stream that goes on where another ended tells what came in between', async () => {
  const { key } = await createTestProject(app)
  const stream = await openRunning(key)
  await post(key, chatEvent())
  const message = (await stream.next())!
  await stream.close()
  const missed = Array.from({ length: 3 }, () => chatEvent())
  await post(key, missed)
  await sleep(50)
  const again = await open(key, '', { 'last-event-id': message.id! })
  const told = idsOf(await again.takeEvents(3))
  expect(told).toEqual(expect.arrayContaining(idsOf(missed)))
  await again.close()
})

test('of a burst the newest are told and the rest are counted', async () => {
  const { key } = await createTestProject(app)
  const stream = await openRunning(key)
  const burst = Array.from({ length: 900 }, (_, i) =>
    chatEvent({ timestamp: new Date(Date.now() - i).toISOString(), usage: { input: 1 } }),
  )
  await post(key, burst)
  let [told, skipped] = [0, 0]
  while (told + skipped < 900) {
    const { data } = (await stream.next())!
    expect(data.events.length).toBeLessThanOrEqual(200)
    told += data.events.length
    skipped += data.skipped
  }
  expect([told, skipped]).toEqual([200, 700])
  await stream.close()
})

test('a key is told of its own project only, needs the scope read, and is told when it may no more', async () => {
  const mine = await createTestProject(app)
  const theirs = await createTestProject(app)
  const stream = await openRunning(mine.key, `project=${mine.project.id},${theirs.project.id}`)
  const own = chatEvent()
  await post(theirs.key, chatEvent())
  await post(mine.key, own)
  expect(idsOf(await stream.takeEvents(1))).toEqual([own.id])

  await revokeApiKey(app.ctx, mine.keyId)
  app.setNow(new Date(Date.now() + 20_000))
  const end = await stream.next()
  app.setNow(new Date())
  expect([end?.event, end?.data.code]).toEqual(['end', 'unauthorized'])
  expect(await stream.next()).toBeUndefined()

  const ingestOnly = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/events/stream', { key: ingestOnly.key })).status).toBe(403)
  expect((await send(app, '/v1/events/stream')).status).toBe(401)
  expect((await send(app, '/v1/events/stream?range=1h', { key: theirs.key })).status).toBe(400)
})

test('somebody who sees some projects is told of those only, and the stream ends when they change', async () => {
  const [mine, theirs] = [await createTestProject(app), await createTestProject(app)]
  const { id, cookie } = await createMember(app, { role: 'viewer', projects: [mine.project.id] })
  const stream = await openStream(app, '', { cookie })
  await sleep(500)
  const own = chatEvent()
  await post(theirs.key, chatEvent())
  await post(mine.key, own)
  expect(idsOf(await stream.takeEvents(1))).toEqual([own.id])

  await app.ctx.db.execute(sql`update users set all_projects = true where id = ${id}`)
  app.setNow(new Date(Date.now() + 20_000))
  const end = await stream.next()
  app.setNow(new Date())
  expect([end?.event, end?.data.code]).toEqual(['end', 'forbidden'])
})

test('streams are bounded for each key, and a closed one gives its place back', async () => {
  const { key } = await createTestProject(app)
  const streams = await Promise.all(Array.from({ length: 10 }, () => open(key)))
  const refused = await send(app, '/v1/events/stream', { key })
  expect([refused.status, refused.headers.get('retry-after'), refused.body.code]).toEqual([
    429,
    '30',
    'too_many_streams',
  ])
  await send(app, '/v1/events/stream', { key, method: 'HEAD' })
  await streams[0]!.close()
  await expect
    .poll(async () => {
      const stream = await open(key)
      const { status } = stream.response
      if (status === 200) streams[0] = stream
      return status
    })
    .toBe(200)
  await Promise.all(streams.map((stream) => stream.close()))
})
