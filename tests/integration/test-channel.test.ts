import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { watchOutbox } from '#server/alerts/watch-outbox.ts'
import type { ChannelTest } from '#shared/api/channels.ts'
import { deliverAll, makeChannel, passTime, queueAlerts, readDeliveries } from '#tests/support/alerts.ts'
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { ADMIN, adminCookie, createMember } from '#tests/support/sign-in.ts'
import { send, startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let mail: MailServer
let pager: Receiver
let cookie: string
beforeAll(async () => {
  mail = await startMailServer()
  pager = await startReceiver()
  app = await startTestApplication({
    allowedPrivateCidrs: ['127.0.0.0/8'],
    smtp: { url: mail.url, from: 'Spendscope <spend@example.com>' },
    pagerDutyUrl: `${pager.url}/v2/enqueue`,
  })
  cookie = await adminCookie(app)
})

const testIt = (id: number, who = cookie) =>
  send<ChannelTest & { code: string }>(app, `/v1/channels/${id}/test`, {
    headers: { cookie: who },
    method: 'POST',
  })

test('a test goes the way of alerts, is marked as one, and tells its real result', async () => {
  const receiver = await startReceiver()
  const { id } = await makeChannel(app.ctx, {
    kind: 'webhook',
    name: 'W',
    isDefault: true,
    url: receiver.url,
  })
  const { status, body } = await testIt(id)
  expect([status, body]).toEqual([
    200,
    {
      deliveryId: expect.any(String),
      state: 'delivered',
      status: 200,
      durationMs: expect.any(Number),
      error: null,
      answer: null,
    },
  ])
  expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ type: 'test', data: { severity: 'info' } })
  receiver.answer((response) => response.writeHead(500).end('secret of the network'))
  expect((await testIt(id)).body).toMatchObject({
    state: 'failed',
    status: 500,
    error: 'It answered 500.',
    answer: null,
  })
  expect(await app.ctx.db.execute(sql`select id from alerts`)).toHaveLength(0)
  const actions = await app.ctx.db.execute(sql`select actor from audit_entries where action = 'channel.test'`)
  expect(actions).toEqual([{ actor: ADMIN.email }, { actor: ADMIN.email }])
})

test('five tests a minute, by admins only', async () => {
  const receiver = await startReceiver()
  const { id } = await makeChannel(app.ctx, {
    kind: 'discord',
    name: 'D',
    isDefault: true,
    webhookUrl: receiver.url,
  })
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await testIt(id)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  const editor = await createMember(app, { role: 'editor' })
  expect((await testIt(id, editor.cookie)).status).toBe(403)
  expect((await testIt(999_999)).status).toBe(404)
})

test('blocked and refused read the same, so that nobody learns what is in the network', async () => {
  const closed = await makeChannel(app.ctx, {
    kind: 'webhook',
    name: 'C',
    isDefault: true,
    url: 'http://127.0.0.1:9',
  })
  const blocked = await makeChannel(app.ctx, {
    kind: 'webhook',
    name: 'B',
    isDefault: true,
    url: 'http://10.0.0.1',
  })
  const results = [(await testIt(closed.id)).body, (await testIt(blocked.id)).body]
  for (const { state, error, status } of results)
    expect([state, error, status]).toEqual(['failed', 'The address could not be reached.', null])
})

test('a mail arrives with a stable id and a subject of one line', async () => {
  const { id } = await makeChannel(app.ctx, {
    kind: 'email',
    name: 'M',
    isDefault: true,
    recipients: [ADMIN.email],
  })
  expect((await testIt(id)).body).toMatchObject({ state: 'delivered', status: 250 })
  const [delivery] = await queueAlerts(app.ctx, id, { name: 'a\r\nBcc: stranger@example.com\r\n' })
  mail.refuse(451)
  await passTime(app.ctx, [], 60)
  await deliverAll(app.ctx)
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([
    { state: 'pending', tries: [{ status: 451, error: 'The mail server answered 451.' }] },
  ])
  mail.refuse(undefined)
  await passTime(app.ctx, [delivery!])
  await deliverAll(app.ctx)
  const { to, raw } = mail.mails.at(-1)!
  expect(to).toEqual([ADMIN.email])
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  expect(head).not.toMatch(/^bcc:/im)
  expect(head).toMatch(/^message-id: <msg_\d+_\d+@example\.com>/im)
})

test('a mail that is refused for good is dead at once', async () => {
  const { id } = await makeChannel(app.ctx, {
    kind: 'email',
    name: 'M',
    isDefault: true,
    recipients: [ADMIN.email],
  })
  const [delivery] = await queueAlerts(app.ctx, id)
  mail.refuse(550)
  await deliverAll(app.ctx)
  mail.refuse(undefined)
  expect(await readDeliveries(app.ctx, [delivery!])).toMatchObject([{ state: 'dead', attempts: 1 }])
})

test('who has left gets no mail any more', async () => {
  const left = await createMember(app, { role: 'viewer' })
  const recipients = [left.email]
  const { id } = await makeChannel(app.ctx, { kind: 'email', name: 'L', isDefault: true, recipients })
  await app.ctx.db.execute(sql`update users set deactivated_at = now() where id = ${left.id}`)
  expect((await testIt(id)).body).toMatchObject({
    state: 'failed',
    error: 'None of the recipients is an active member any more.',
  })
})

test('an incident is opened and closed under one key', async () => {
  const { id } = await makeChannel(app.ctx, {
    kind: 'pagerduty',
    name: 'P',
    isDefault: true,
    routingKey: 'r'.repeat(32),
  })
  await queueAlerts(app.ctx, id)
  await app.ctx.db.execute(sql`
    insert into deliveries (channel_id, alert_id, kind, dedup_key, payload, state, next_at)
    select channel_id, alert_id, 'resolved', 'r', payload || '{"event":"resolved"}', 'pending', now()
    from deliveries where channel_id = ${id}`)
  await deliverAll(app.ctx)
  const [trigger, resolve] = pager.received.map(({ body }) => JSON.parse(body))
  expect([trigger.event_action, resolve.event_action]).toEqual(['trigger', 'resolve'])
  expect([trigger.routing_key, resolve.dedup_key]).toEqual(['r'.repeat(32), trigger.dedup_key])
})

test.each([
  ['an edit', 'superseded'],
  ['the end of its period', 'resolved'],
])('an incident is closed when %s ends its alert without a word', async (_what, state) => {
  const { id } = await makeChannel(app.ctx, {
    kind: 'pagerduty',
    name: 'P',
    isDefault: true,
    routingKey: 'q'.repeat(32),
  })
  const ours = () =>
    pager.received.map(({ body }) => JSON.parse(body)).filter((sent) => sent.routing_key === 'q'.repeat(32))
  const before = ours().length
  const [told, unsent] = await queueAlerts(app.ctx, id, { count: 2 })
  await app.ctx.db.execute(sql`update deliveries set state = 'cancelled' where id = ${unsent}`)
  await deliverAll(app.ctx)
  await app.ctx.db.execute(sql`
    update alerts set state = ${state}, resolved_at = now()
    where id in (select alert_id from deliveries where id in (${told}, ${unsent}))`)
  for (let look = 0; look < 2; look++) {
    await watchOutbox(app.ctx)
    await deliverAll(app.ctx)
  }
  const sent = ours().slice(before)
  expect(sent.map(({ event_action }) => event_action)).toEqual(['trigger', 'resolve'])
  expect(sent[1].dedup_key).toBe(sent[0].dedup_key)
})
