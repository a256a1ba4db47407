import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { AlertDetail, AlertPage, Delivery, OpenAlerts } from '#shared/api/alerts.ts'
import { deliverAll, makeChannel, passTime, queueAlerts, readDeliveries } from '#tests/support/alerts.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { ADMIN, adminCookie, createMember } from '#tests/support/sign-in.ts'
import { send, startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let cookie: string
let receiver: Receiver
let channelId: number
beforeAll(async () => {
  app = await startTestApplication({ allowedPrivateCidrs: ['127.0.0.0/8'] })
  cookie = await adminCookie(app)
  receiver = await startReceiver()
  const channel = { kind: 'webhook', name: 'On call', isDefault: true, url: receiver.url } as const
  channelId = (await makeChannel(app.ctx, channel)).id
})

const get = async <T>(path: string, who = cookie) =>
  (await send<T>(app, `/v1/alerts${path}`, { headers: { cookie: who } })).body
const post = (path: string, body?: object, who = cookie) =>
  send<AlertDetail & { code: string }>(app, path, {
    headers: { cookie: who },
    method: 'POST',
    ...(body && { body }),
  })
const openCount = async () => (await get<OpenAlerts>('/open')).open

/** An alert of the test's own, with one message that waits. */
async function raise(name: string) {
  const [delivery] = await queueAlerts(app.ctx, channelId, { name })
  const [row] = await app.ctx.db.execute<{ id: string }>(
    sql`select alert_id::text as id from deliveries where id = ${delivery}`,
  )
  return { id: row!.id, delivery: delivery! }
}

test('alerts are listed in pages, the newest first, in words', async () => {
  const ids: string[] = []
  for (const name of ['a', 'b', 'c']) ids.unshift((await raise(name)).id)
  const first = await get<AlertPage>('?limit=2&state=open&kind=budget&range=24h')
  expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect(first.data[0]).toMatchObject({
    title: 'c: 80 % of $100.00 is spent',
    severity: 'warning',
    path: '/budgets',
    deliveries: { pending: 1, delivered: 0, dead: 0, cancelled: 0 },
  })
  const second = await get<AlertPage>(`?limit=2&before=${first.next}`)
  expect([second.data.map(({ id }) => id), second.next]).toEqual([ids.slice(2), null])
  expect((await get<AlertPage>('?kind=silence')).data).toEqual([])
  expect((await get<AlertPage>('?state=resolved')).data).toEqual([])
})

test.each(['?state=loud', '?limit=0', '?before=x', '?budget=-1', '?range=never', '?odd=1'])(
  'a list of %s is refused',
  async (query) => {
    const { status } = await send(app, `/v1/alerts${query}`, { headers: { cookie } })
    expect(status).toBe(400)
  },
)

test('an alert tells of every attempt, and what was given up is sent again under the same id', async () => {
  const { id, delivery } = await raise('Dead letter')
  receiver.answer((response) => response.writeHead(400).end())
  for (let attempt = 0; attempt < 3; attempt++) {
    await deliverAll(app.ctx)
    await passTime(app.ctx, [delivery], 3_600)
  }
  const detail = await get<AlertDetail>(`/${id}`)
  expect(detail.messages).toMatchObject([
    { id: String(delivery), state: 'dead', channel: { name: 'On call' }, nextAt: null, sentWith: 0 },
  ])
  expect(detail.messages[0]!.attempts.map(({ status, error }) => [status, error])).toEqual(
    Array(3).fill([400, 'It answered 400.']),
  )
  const dead = await send<{ data: Delivery[] }>(app, `/v1/deliveries/dead?channel=${channelId}`, {
    headers: { cookie },
  })
  expect(dead.body.data).toMatchObject([
    { id: String(delivery), title: 'Dead letter: 80 % of $100.00 is spent' },
  ])

  receiver.answer((response) => response.end())
  expect((await post(`/v1/deliveries/${delivery}/resend`)).status).toBe(204)
  await deliverAll(app.ctx)
  expect((await get<AlertDetail>(`/${id}`)).messages).toMatchObject([
    { state: 'delivered', attempts: { length: 4 } },
  ])
  const own = receiver.received.filter(({ body }) => JSON.parse(body).data.alertId === id)
  expect([own.length, new Set(own.map(({ headers }) => headers['webhook-id'])).size]).toEqual([4, 1])
  expect(await post(`/v1/deliveries/${delivery}/resend`)).toMatchObject({
    status: 409,
    body: { code: 'not_dead' },
  })
  expect((await post('/v1/deliveries/999999/resend')).status).toBe(404)
})

test('an acknowledged alert is told to nobody any more, and by whom it was is known', async () => {
  const { id, delivery } = await raise('Acknowledged')
  const before = await openCount()
  const answer = await post(`/v1/alerts/${id}/acknowledge`)
  expect(answer).toMatchObject({ status: 200, body: { state: 'acknowledged', acknowledgedBy: ADMIN.email } })
  expect((await post(`/v1/alerts/${id}/acknowledge`)).status).toBe(200)
  expect(await openCount()).toBe(before - 1)
  expect(await readDeliveries(app.ctx, [delivery])).toMatchObject([{ state: 'cancelled' }])
  const audited = await app.ctx.db.execute(
    sql`select 1 from audit_entries where action = 'alert.acknowledge' and subject = ${id}`,
  )
  expect(audited).toHaveLength(1)
})

test('what was given up is not sent again once somebody has taken its alert up', async () => {
  const { id, delivery } = await raise('Taken up late')
  await app.ctx.db.execute(
    sql`update deliveries set state = 'dead', settled_at = now() where id = ${delivery}`,
  )
  await post(`/v1/alerts/${id}/acknowledge`)
  expect(await post(`/v1/deliveries/${delivery}/resend`)).toMatchObject({
    status: 409,
    body: { code: 'alert_is_acknowledged' },
  })
  expect(await readDeliveries(app.ctx, [delivery])).toMatchObject([{ state: 'dead' }])
})

test('a snoozed alert is not counted as open, and its message waits until then', async () => {
  const { id, delivery } = await raise('Snoozed')
  const before = await openCount()
  const until = new Date(Date.now() + 3_600_000).toISOString()
  expect(await post(`/v1/alerts/${id}/snooze`, { until })).toMatchObject({
    status: 200,
    body: { state: 'firing', snoozedUntil: `${until.slice(0, 19)}Z` },
  })
  expect(await openCount()).toBe(before - 1)
  const [row] = await readDeliveries(app.ctx, [delivery])
  expect(row!.wait).toBeGreaterThan(3_500)
  await app.ctx.db.execute(sql`update alerts set snoozed_until = now() where id = ${Number(id)}`)
  expect(await openCount()).toBe(before)
})

test('what is over, past or too far ahead cannot be put off', async () => {
  const { id } = await raise('Over')
  const at = (days: number) => ({ until: new Date(Date.now() + days * 86_400_000).toISOString() })
  for (const days of [-1, 31])
    expect(await post(`/v1/alerts/${id}/snooze`, at(days))).toMatchObject({
      status: 422,
      body: { pointer: '/until' },
    })
  await app.ctx.db.execute(
    sql`update alerts set state = 'resolved', resolved_at = now() where id = ${Number(id)}`,
  )
  expect(await post(`/v1/alerts/${id}/snooze`, at(1))).toMatchObject({
    status: 409,
    body: { code: 'alert_is_over' },
  })
  expect((await post(`/v1/alerts/${id}/acknowledge`)).status).toBe(409)
  expect((await post('/v1/alerts/999999/acknowledge')).status).toBe(404)
})

test('a viewer reads alerts and takes up none; who sees some projects sees none of the whole installation', async () => {
  const { id } = await raise('Of everything')
  const viewer = await createMember(app, { role: 'viewer' })
  expect((await get<AlertDetail>(`/${id}`, viewer.cookie)).id).toBe(id)
  expect((await post(`/v1/alerts/${id}/acknowledge`, undefined, viewer.cookie)).status).toBe(403)
  const some = await createMember(app, { role: 'editor', projects: [] })
  expect((await get<AlertPage>('', some.cookie)).data).toEqual([])
  expect((await get<OpenAlerts>('/open', some.cookie)).open).toBe(0)
  expect((await post(`/v1/alerts/${id}/acknowledge`, undefined, some.cookie)).status).toBe(404)
})
