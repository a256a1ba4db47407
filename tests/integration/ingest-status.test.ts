import { beforeAll, expect, test } from 'vitest'
import type { IngestStatus } from '#shared/api/ingest-status.ts'
import { chatEvent } from '#tests/support/events.ts'
import { createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const SECOND_MS = 1000

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

const statusOf = async (who: { key: string } | { headers: { cookie: string } }) =>
  (await send<IngestStatus>(app, '/v1/events/status', who)).body

test('events of the last minute are counted, older ones only tell when the newest was', async () => {
  const { key } = await createTestProject(app)
  expect(await statusOf({ key })).toEqual({ eventsLastMinute: 0, isMore: false, lastEventAt: null })
  const now = Date.now()
  const at = (secondsAgo: number) => new Date(now - secondsAgo * SECOND_MS).toISOString()
  const post = (secondsAgo: number) =>
    send(app, '/v1/events', { key, body: chatEvent({ id: `${secondsAgo}`, timestamp: at(secondsAgo) }) })
  await post(600)
  expect(await statusOf({ key })).toMatchObject({ eventsLastMinute: 0 })
  expect(Date.parse((await statusOf({ key })).lastEventAt!)).toBe(now - 600 * SECOND_MS)
  await post(20)
  await post(10)
  const status = await statusOf({ key })
  expect(status.eventsLastMinute).toBe(2)
  expect(Date.parse(status.lastEventAt!)).toBe(now - 10 * SECOND_MS)
})

test('what comes in from projects that are not seen is not told', async () => {
  const { key } = await createTestProject(app)
  await send(app, '/v1/events', { key, body: chatEvent() })
  const { cookie } = await createMember(app, { role: 'viewer', projects: [] })
  expect(await statusOf({ headers: { cookie } })).toEqual({
    eventsLastMinute: 0,
    isMore: false,
    lastEventAt: null,
  })
})

test('a key that may only send is refused', async () => {
  const { key } = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/events/status', { key })).status).toBe(403)
})
