import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { drawPicture } from '#server/channels/pictures/draw-picture.ts'
import type { AppContext } from '#server/context.ts'
import { sendDigests } from '#server/digests/send-digests.ts'
import type { Digest, DigestMessage, DigestTest } from '#shared/api/digests.ts'
import { deliverAll, makeChannel } from '#tests/support/alerts.ts'
import { chatEvent } from '#tests/support/events.ts'
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts'
import { connectOther } from '#tests/support/other-instance.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { adminCookie, createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const PUBLIC_URL = 'https://spend.example.com'
/** A Wednesday. */
const NOW = new Date('2026-11-18T14:20:30.000Z')
const MINUTE_MS = 60_000
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])

let app: TestApplication
/** Another instance on the same database. */
let other: AppContext
let cookie: string
let mail: MailServer
let slack: Receiver
let channelIds: string[]
beforeAll(async () => {
  mail = await startMailServer()
  slack = await startReceiver()
  app = await startTestApplication({
    smtp: { url: mail.url, from: 'Spendscope <alerts@example.com>' },
    alertEmailDomains: ['example.com'],
    allowedPrivateCidrs: ['127.0.0.0/8'],
    publicUrl: PUBLIC_URL,
  })
  other = await connectOther(app)
  cookie = await adminCookie(app)
  const made = await Promise.all([
    makeChannel(app.ctx, { kind: 'email', name: 'Mail', isDefault: false, recipients: ['ann@example.com'] }),
    makeChannel(app.ctx, { kind: 'slack', name: 'Slack', isDefault: false, webhookUrl: slack.url }),
  ])
  channelIds = made.map(({ id }) => String(id))
})
beforeEach(() => app.setNow(NOW))

const create = (body: object, who = cookie) =>
  send<Digest & { pointer: string; code: string }>(app, '/v1/digests', {
    headers: { cookie: who },
    body: { name: 'Weekly', period: 'week', channelIds, timeZone: 'Europe/Berlin', ...body },
  })
const change = (id: string, body: object) =>
  send<Digest>(app, `/v1/digests/${id}`, { headers: { cookie }, method: 'PATCH', body })
const messagesOf = async (id: string) =>
  app.ctx.db.execute<{ state: string; channel: string; payload: DigestMessage }>(sql`
    select d.state, c.name as channel, payload from deliveries d join channels c on c.id = d.channel_id
    where payload ->> 'digestId' = ${id} order by c.name, d.id`)

async function makeSpender() {
  const { project, key } = await createTestProject(app)
  const on = (day: string, event: object = {}) =>
    chatEvent({ timestamp: `2026-11-${day}T12:00:00Z`, ...event })
  const events = [
    ...['09', '11', '15'].map((day) => on(day, { feature: 'search', team: 'red' })),
    on('10', { model: 'nobody-knows-it' }),
    on('04'),
    // Of Monday in Berlin, so of the week after.
    chatEvent({ timestamp: '2026-11-15T23:30:00Z' }),
  ]
  await send(app, '/v1/events', { key, body: { events } })
  return project.id
}

test('a week is told once by all instances, from its hour in its zone on, by mail and Slack with its picture', async () => {
  const projectId = await makeSpender()
  app.setNow(new Date('2026-11-15T10:00:00Z'))
  const { body: digest } = await create({ projectId })
  expect(digest).toMatchObject({ hour: 8, nextAt: '2026-11-16T07:00:00Z', paused: false })
  app.setNow(new Date('2026-11-16T06:59:59Z'))
  await sendDigests(app.ctx)
  expect(await messagesOf(digest.id)).toEqual([])
  app.setNow(new Date('2026-11-16T07:00:00Z'))
  await Promise.all([sendDigests(app.ctx), sendDigests(other), sendDigests(app.ctx), sendDigests(other)])
  app.setNow(new Date('2026-11-19T07:00:00Z'))
  await sendDigests(other)
  await deliverAll(app.ctx)
  const messages = await messagesOf(digest.id)
  expect(messages.map(({ channel, state }) => [channel, state])).toEqual([
    ['Mail', 'delivered'],
    ['Slack', 'delivered'],
  ])
  expect(messages[0]!.payload).toMatchObject({
    from: '2026-11-09',
    to: '2026-11-15',
    comparedFrom: '2026-11-02',
    comparedTo: '2026-11-08',
    costUsd: '0.016845',
    previousUsd: '0.005615',
    requests: 4,
    coverage: { unpriced: 1 },
    features: [{ name: 'search', costUsd: '0.016845', previousUsd: '0' }, { name: 'none' }],
    path: `/?range=2026-11-09..2026-11-15&project=${projectId}`,
  })
  expect(messages[0]!.payload.chart.days).toHaveLength(7)

  const { raw } = mail.mails.at(-1)!
  expect(raw).toContain('multipart/related')
  expect(raw).toContain('Content-ID: <spend@spendscope>')
  expect(raw.replace(/=\r\n/g, '')).toContain('src=3D"cid:spend@spendscope"')
  const encoded = /Content-Disposition: inline.*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/s.exec(raw)![1]!
  const picture = Buffer.from(encoded, 'base64')
  expect([picture.subarray(0, 4), picture.readUInt32BE(16)]).toEqual([PNG, 1_280])

  const { blocks } = JSON.parse(slack.received.at(-1)!.body)
  const { image_url } = blocks.find(({ type }: { type: string }) => type === 'image')
  expect(JSON.stringify(blocks)).toContain('1 of 4 requests have no full cost')
  const fetched = await fetch(image_url.replace(PUBLIC_URL, app.url))
  expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(Buffer.from(await fetched.arrayBuffer()).equals(picture)).toBe(true)
  const forged = image_url.replace(PUBLIC_URL, app.url).slice(0, -1)
  expect((await fetch(`${forged}${image_url.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404)
})

test('names are drawn without any font of the machine', async () => {
  const draw = (name: string) =>
    drawPicture({ days: ['2026-11-09'], series: [{ name, slot: 1, values: [3] }] })
  const [first, second] = [await draw('gpt-5'), await draw('claude <&"> \ud800 opus')]
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(false)
})

test.each([
  ['2026-03-18T12:00:00Z', 'Europe/Berlin', 'week', '2026-03-23T07:00:00Z'],
  ['2026-03-25T12:00:00Z', 'Europe/Berlin', 'week', '2026-03-30T06:00:00Z'],
  ['2026-10-20T12:00:00Z', 'Europe/Berlin', 'week', '2026-10-26T07:00:00Z'],
  ['2026-11-18T12:00:00Z', 'Asia/Kathmandu', 'month', '2026-12-01T02:15:00Z'],
])('seen from %s, eight o’clock in %s after the %s is %s', async (now, timeZone, period, nextAt) => {
  app.setNow(new Date(now))
  expect((await create({ timeZone, period })).body.nextAt).toBe(nextAt)
})

test('an hour that comes twice in a night sends once', async () => {
  app.setNow(new Date('2026-10-20T12:00:00Z'))
  const { body: digest } = await create({ timeZone: 'America/New_York', period: 'month', hour: 1 })
  for (
    let at = Date.parse('2026-11-01T03:00:00Z');
    at < Date.parse('2026-11-01T09:00:00Z');
    at += 15 * MINUTE_MS
  ) {
    app.setNow(new Date(at))
    await sendDigests(app.ctx)
  }
  const messages = await messagesOf(digest.id)
  expect(messages.map(({ payload }) => [payload.from, payload.to])).toEqual(
    Array(2).fill(['2026-10-01', '2026-10-31']),
  )
})

test('after a time off only the last period is told', async () => {
  app.setNow(new Date('2026-10-20T12:00:00Z'))
  const { body: digest } = await create({ channelIds: [channelIds[1]] })
  app.setNow(NOW)
  await sendDigests(app.ctx)
  await sendDigests(app.ctx)
  expect((await messagesOf(digest.id)).map(({ payload }) => payload.from)).toEqual(['2026-11-09'])
})

test('a pause, another zone and a removal send nothing that nobody waits for', async () => {
  app.setNow(new Date('2026-11-10T12:00:00Z'))
  const made = await Promise.all([create({}), create({}), create({})])
  const [paused, moved, removed] = made.map(({ body }) => body.id) as [string, string, string]
  await change(paused, { paused: true })
  app.setNow(NOW)
  await sendDigests(app.ctx)
  expect(await messagesOf(paused)).toEqual([])
  expect((await change(paused, { paused: false })).body.paused).toBe(false)
  expect((await change(moved, { timeZone: 'America/New_York', hour: 0 })).body.timeZone).toBe(
    'America/New_York',
  )
  const gone = await send(app, `/v1/digests/${removed}`, { headers: { cookie }, method: 'DELETE' })
  expect(gone.status).toBe(204)
  await sendDigests(app.ctx)
  expect([
    (await messagesOf(paused)).length,
    (await messagesOf(moved)).length,
    (await messagesOf(removed)).map(({ state }) => state),
  ]).toEqual([0, 2, ['cancelled', 'cancelled']])
  const audited = await app.ctx.db.execute(
    sql`select action from audit_entries where subject = ${removed} and action like 'digest.%' order by id`,
  )
  expect(audited).toEqual([{ action: 'digest.create' }, { action: 'digest.remove' }])
})

test('a test sends the last week now and tells what the receivers answered', async () => {
  const projectId = await makeSpender()
  const { body: digest } = await create({ projectId })
  const tested = await send<DigestTest>(app, `/v1/digests/${digest.id}/test`, {
    headers: { cookie },
    method: 'POST',
  })
  expect(tested.body.data).toMatchObject([
    { channel: { name: 'Mail', kind: 'email' }, state: 'delivered', status: 250 },
    { channel: { name: 'Slack', kind: 'slack' }, state: 'delivered', status: 200 },
  ])
  expect(JSON.parse(slack.received.at(-1)!.body).text).toMatch(/^Test: Weekly: at least \$0\.02, Nov 9/)
  // It is no digest of the week: that one comes at its time.
  expect((await messagesOf(digest.id)).every(({ payload }) => payload.isTest)).toBe(true)
})

test('what cannot be sent is refused, and who sees one project summarises no other', async () => {
  const webhook = await makeChannel(app.ctx, { kind: 'webhook', name: 'W', isDefault: false, url: slack.url })
  const { project } = await createTestProject(app)
  const viewer = await createMember(app, { role: 'viewer' })
  const some = await createMember(app, { role: 'editor', projects: [project.id] })
  expect(await create({ channelIds: [String(webhook.id)] })).toMatchObject({
    status: 422,
    body: { pointer: '/channelIds' },
  })
  expect((await create({ timeZone: 'Moon/Base' })).body.code).toBe('invalid_time_zone')
  expect([
    (await create({}, viewer.cookie)).status,
    (await create({}, some.cookie)).status,
    (await create({ projectId: project.id }, some.cookie)).status,
    (await send(app, '/v1/digests/999/test', { headers: { cookie }, method: 'POST' })).status,
  ]).toEqual([403, 403, 201, 404])
})
