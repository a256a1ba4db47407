import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { beforeAll, expect, test } from 'vitest'
import { acknowledgeAlert } from '#server/alerts/acknowledge-alert.ts'
import { connectApplication } from '#server/application.ts'
import { rotateSecret } from '#server/channels/rotate-secret.ts'
import { createLog } from '#server/log.ts'
import { deliverAll, makeChannel, passTime, queueAlerts, readDeliveries } from '#tests/support/alerts.ts'
import { connectOther } from '#tests/support/other-instance.ts'
import { type Received, startReceiver } from '#tests/support/receiver.ts'
import { startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication({
    allowedPrivateCidrs: ['127.0.0.0/8'],
    publicUrl: 'https://spend.example.com',
  })
})

const webhook = (url: string) => makeChannel(app.ctx, { kind: 'webhook', name: 'W', isDefault: false, url })
const slack = (webhookUrl: string) =>
  makeChannel(app.ctx, { kind: 'slack', name: 'S', isDefault: false, webhookUrl })
const idsOf = (received: readonly Received[]) => received.map(({ headers }) => headers['webhook-id'])
const signed = ({ headers }: Received) => headers as Record<string, string>

test('a webhook is signed: the library verifies it, and not after one changed byte', async () => {
  const receiver = await startReceiver()
  const { id, secret } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  await deliverAll(app.ctx)
  const [message] = receiver.received
  const verifier = new Webhook(secret!)
  expect(verifier.verify(message!.body, signed(message!))).toMatchObject({
    type: 'alert.fired',
    data: {
      title: 'Search: 80 % of $100.00 is spent',
      severity: 'warning',
      url: 'https://spend.example.com/budgets/3',
      facts: { spentUsd: '84.5' },
    },
  })
  expect(() => verifier.verify(message!.body.replace('84.5', '84.6'), signed(message!))).toThrow()
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([
    { state: 'delivered', attempts: 1, error: null, tries: [{ status: 200, error: null, answer: null }] },
  ])
})

test('during a rotation both secrets verify, and after it the new one only', async () => {
  const receiver = await startReceiver()
  const { id, secret: old } = await webhook(receiver.url)
  const { secret } = await rotateSecret(app.ctx, String(id), 'test')
  const send = async () => {
    await queueAlerts(app.ctx, id)
    await deliverAll(app.ctx)
    return receiver.received.at(-1)!
  }
  const during = await send()
  for (const one of [old!, secret]) new Webhook(one).verify(during.body, signed(during))
  await app.ctx.db.execute(
    sql`update channels set secret_rotated_at = now() - interval '25 hours' where id = ${id}`,
  )
  const after = await send()
  new Webhook(secret).verify(after.body, signed(after))
  expect(() => new Webhook(old!).verify(after.body, signed(after))).toThrow()
})

test('two instances deliver each message once, in order', async () => {
  const other = await connectOther(app)
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const deliveries: number[] = []
  for (let i = 0; i < 10; i++) deliveries.push(...(await queueAlerts(app.ctx, id, { name: `n${i}` })))
  for (let turn = 0; turn < 12; turn++) await Promise.all([deliverAll(app.ctx), deliverAll(other)])
  const names = receiver.received.map(({ body }) => JSON.parse(body).data.facts.name)
  expect(names).toEqual(Array.from({ length: 10 }, (_, i) => `n${i}`))
  const rows = await readDeliveries(app.ctx, deliveries)
  expect(rows.every(({ state, attempts }) => state === 'delivered' && attempts === 1)).toBe(true)
})

test('a thousand alerts at once are told together, none is lost, and Slack gets one message a second', async () => {
  const receiver = await startReceiver()
  const { id } = await slack(`${receiver.url}/services/secret`)
  const deliveries = await queueAlerts(app.ctx, id, { count: 1_000 })
  await deliverAll(app.ctx)
  await deliverAll(app.ctx)
  expect(receiver.received).toHaveLength(1)
  for (let turn = 0; turn < 30; turn++) {
    await passTime(app.ctx, [], 2)
    await deliverAll(app.ctx)
  }
  expect(receiver.received).toHaveLength(20)
  const listed = receiver.received.map(({ body }) => body.split('•').length - 1)
  expect(listed).toEqual(Array(20).fill(50))
  const rows = await readDeliveries(app.ctx, deliveries)
  expect(rows.filter(({ state, attempts }) => state === 'delivered' && attempts === 1)).toHaveLength(1_000)
  expect(new Set(rows.map(({ groupId }) => groupId)).size).toBe(20)
})

test('alerts that went out together and failed come again together, under the same id', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  receiver.answer((response) => response.writeHead(500).end())
  const deliveries = await queueAlerts(app.ctx, id, { count: 20 })
  await deliverAll(app.ctx)
  receiver.answer((response) => response.end())
  await passTime(app.ctx, deliveries)
  deliveries.push(...(await queueAlerts(app.ctx, id)))
  await deliverAll(app.ctx)
  const [first, again, alone] = idsOf(receiver.received)
  const sizes = receiver.received.map(({ body }) => JSON.parse(body).data.alerts?.length)
  expect([sizes, first === again, again === alone]).toEqual([[20, 20, undefined], true, false])
  for (const { body } of receiver.received) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_480)
})

test('a message that went out together keeps its id when the first of its alerts is acknowledged', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  receiver.answer((response) => response.writeHead(500).end())
  const deliveries = await queueAlerts(app.ctx, id, { count: 12 })
  await deliverAll(app.ctx)
  const [row] = await app.ctx.db.execute<{ alertId: string }>(
    sql`select alert_id::text as "alertId" from deliveries where id = group_id and channel_id = ${id}::int`,
  )
  await acknowledgeAlert(app.ctx, row!.alertId, 'ann@example.com')
  receiver.answer((response) => response.end())
  await passTime(app.ctx, deliveries)
  await deliverAll(app.ctx)
  const sizes = receiver.received.map(({ body }) => JSON.parse(body).data.alerts.length)
  expect(sizes).toEqual([12, 11])
  expect(new Set(idsOf(receiver.received)).size).toBe(1)
})

test('a message is sent again when the delivery that it began with was pruned', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  receiver.answer((response) => response.writeHead(500).end())
  const deliveries = await queueAlerts(app.ctx, id, { count: 12 })
  await deliverAll(app.ctx)
  await app.ctx.db.execute(sql`delete from deliveries where id = group_id and channel_id = ${id}::int`)
  receiver.answer((response) => response.end())
  await passTime(app.ctx, deliveries)
  await deliverAll(app.ctx)
  expect(receiver.received.map(({ body }) => JSON.parse(body).data.alerts.length)).toEqual([12, 11])
})

test('a lease that was left by a dead instance is taken again after it, with the same id', async () => {
  const receiver = await startReceiver()
  const { id } = await webhook(receiver.url)
  const [delivery] = await queueAlerts(app.ctx, id)
  const lost = new Promise<void>((done) => receiver.answer(() => done()))
  const dying = await connectApplication({
    config: app.ctx.config,
    address: app.address,
    log: createLog('fatal'),
  })
  const stuck = deliverAll(dying.ctx)
  await lost
  await app.ctx.db.execute(sql`update channels set busy_until = now() - interval '1 s' where id = ${id}`)
  await app.ctx.db.execute(
    sql`update deliveries set locked_until = now() - interval '1 s' where id = ${delivery}`,
  )
  receiver.answer((response) => response.end())
  await deliverAll(app.ctx)
  expect(new Set(idsOf(receiver.received)).size).toBe(1)
  expect(receiver.received).toHaveLength(2)
  await dying.ctx.outbox.finish(0)
  await stuck
  await dying.close()
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([{ state: 'delivered', attempts: 1 }])
})
