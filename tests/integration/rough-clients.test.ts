import { beforeAll, expect, test } from 'vitest'
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
let key: string
beforeAll(async () => {
  app = await startTestApplication()
  key = (await createTestProject(app)).key
})

test('a body that does not say how long it is ends with 413 where it grows too large', async () => {
  const { socket, receives } = await openConnection(app.url)
  socket.write(headOfPost(key, 'transfer-encoding: chunked'))
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
  for (let sent = 0; sent < 2_000_000 && !socket.destroyed; sent += 65_536) socket.write(chunk)
  expect(await receives(/payload_too_large/)).toMatch(/^HTTP\/1.1 413 /)
  socket.destroy()
})

test('a body that comes byte by byte is read', async () => {
  const { socket, receives } = await openConnection(app.url)
  const body = JSON.stringify(chatEvent())
  socket.setNoDelay(true)
  socket.write(headOfPost(key, `content-length: ${body.length}`))
  for (const byte of body) socket.write(byte)
  expect(await receives(/"accepted":1/)).toMatch(/^HTTP\/1.1 200 /)
  socket.destroy()
})

test('a client that goes away in the middle of a body leaves nothing behind', async () => {
  const before = await send<{ total: { requests: number } }>(app, '/v1/spend/by?range=7d', { key })
  const body = JSON.stringify(chatEvent())
  const leavers = Array.from({ length: 300 }, async () => {
    const { socket } = await openConnection(app.url)
    socket.write(headOfPost(key, `content-length: ${body.length}`) + body.slice(0, -1), () =>
      socket.destroy(),
    )
  })
  await Promise.all(leavers)
  const after = await send<{ total: { requests: number } }>(app, '/v1/spend/by?range=7d', { key })
  expect(after.body.total).toEqual(before.body.total)
  const inFlight = async () => (await readMetrics(app))('spendscope_requests_in_flight{kind="ingest"}')
  await expect.poll(inFlight).toBe(0)
  expect((await send(app, '/v1/events', { key, body: chatEvent() })).status).toBe(200)
})
