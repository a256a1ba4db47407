import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { AuditPage } from '#shared/api/audit.ts'
import type { Channel, ChannelList, CreatedChannel, RotatedSecret } from '#shared/api/channels.ts'
import { ADMIN, adminCookie, createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const SLACK = 'https://hooks.slack.example/services/T0/B0/planted-slack-token'

let app: TestApplication
let cookie: string
beforeAll(async () => {
  app = await startTestApplication({
    smtp: { url: 'smtp://127.0.0.1:9', from: 'spend@example.com' },
    alertEmailDomains: ['oncall.example'],
  })
  cookie = await adminCookie(app)
})

const create = <T = CreatedChannel>(body: object) =>
  send<T>(app, '/v1/channels', { headers: { cookie }, body })
const change = (id: string, body: object) =>
  send<Channel & { code: string }>(app, `/v1/channels/${id}`, { headers: { cookie }, method: 'PATCH', body })
const list = async (who = cookie) =>
  (await send<ChannelList>(app, '/v1/channels', { headers: { cookie: who } })).body.data

test('the secret of a webhook is told once, and of every other one only its end', async () => {
  const webhook = await create({ kind: 'webhook', name: 'On call', url: 'https://hooks.example.com/in' })
  expect(webhook).toMatchObject({ status: 201, body: { settings: { url: 'https://hooks.example.com/in' } } })
  const secret = webhook.body.secret!
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const slack = await create({ kind: 'slack', name: 'Team', webhookUrl: SLACK })
  const pagerduty = await create({ kind: 'pagerduty', name: 'Pager', routingKey: `${'r'.repeat(28)}key1` })
  expect([slack.body.settings, slack.body.secret]).toEqual([
    { host: 'hooks.slack.example', secretEnd: 'oken' },
    null,
  ])
  expect(pagerduty.body.settings).toEqual({ secretEnd: 'key1' })

  const everything = JSON.stringify([
    await list(),
    (await send<AuditPage>(app, '/v1/audit', { headers: { cookie } })).body,
    await app.ctx.db.execute(sql`select * from channels`),
  ])
  for (const planted of [secret, secret.slice(6), SLACK, 'planted-slack-token', 'rkey1'])
    expect(everything).not.toContain(planted)
})

test('an editor and a viewer know channels by name, and change none', async () => {
  await create({ kind: 'webhook', name: 'Hidden address', url: 'https://hooks.example.com/hidden' })
  for (const role of ['editor', 'viewer'] as const) {
    const member = await createMember(app, { role })
    const seen = await list(member.cookie)
    expect(seen.find(({ name }) => name === 'Hidden address')).toMatchObject({ settings: null })
    const { status } = await send(app, `/v1/channels/${seen[0]!.id}`, {
      headers: { cookie: member.cookie },
      method: 'PATCH',
      body: { name: 'Mine' },
    })
    expect(status).toBe(403)
  }
  const { key } = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/channels', { key })).status).toBe(403)
})

test('e-mail goes to active members and to the domains that the operator named, to nobody else', async () => {
  const email = (recipients: string[]) =>
    create<Channel & { detail: string }>({ kind: 'email', name: 'M', recipients })
  expect(await email([ADMIN.email.toUpperCase(), 'anyone@oncall.example'])).toMatchObject({ status: 201 })
  expect(await email(['stranger@example.com', ADMIN.email])).toMatchObject({
    status: 422,
    body: { pointer: '/recipients', detail: expect.stringContaining('stranger@example.com') },
  })
  const left = await createMember(app, { role: 'viewer' })
  await app.ctx.db.execute(sql`update users set deactivated_at = now() where id = ${left.id}`)
  expect((await email([left.email])).status).toBe(422)
})

test.each([
  ['http without networks that allow it', { kind: 'webhook', url: 'http://hooks.example.com' }, '/url'],
  ['a password in it', { kind: 'slack', webhookUrl: 'https://me:pw@hooks.example.com' }, '/webhookUrl'],
  ['another protocol', { kind: 'webhook', url: 'file:///etc/passwd' }, '/url'],
  ['a line break in the name', { kind: 'webhook', name: 'a\nb', url: 'https://hooks.example.com' }, '/name'],
  ['the field of another kind', { kind: 'slack', url: 'https://hooks.example.com' }, '/webhookUrl'],
])('a channel with %s is refused', async (_what, body, pointer) => {
  expect(await create({ name: 'Refused', ...body })).toMatchObject({ status: 422, body: { pointer } })
})

test('a change keeps what it does not name, and takes nothing that another kind has', async () => {
  const { id } = (await create({ kind: 'slack', name: 'Before', webhookUrl: SLACK })).body
  expect((await change(id, { name: 'After', isDefault: false })).body).toMatchObject({
    name: 'After',
    isDefault: false,
    settings: { secretEnd: 'oken' },
  })
  expect((await change(id, { webhookUrl: 'https://hooks.slack.example/other' })).body.settings).toEqual({
    host: 'hooks.slack.example',
    secretEnd: 'ther',
  })
  expect(await change(id, { url: 'https://hooks.example.com' })).toMatchObject({
    status: 422,
    body: { pointer: '/url' },
  })
  expect((await change(id, { enabled: false })).body).toMatchObject({
    enabled: false,
    disabledReason: `Switched off by ${ADMIN.email}.`,
  })
  expect((await change(id, { enabled: true })).body).toMatchObject({ enabled: true, disabledReason: null })
  expect((await change('999999', { name: 'None' })).status).toBe(404)
})

test('a rotated secret is a new one, and the old one goes on for a day', async () => {
  const { id, secret } = (await create({ kind: 'webhook', name: 'R', url: 'https://hooks.example.com' })).body
  const rotate = (of: string) =>
    send<RotatedSecret>(app, `/v1/channels/${of}/rotate`, { headers: { cookie }, method: 'POST' })
  const { status, body } = await rotate(id)
  expect([status, body.secret !== secret]).toEqual([200, true])
  expect(Date.parse(body.previousSecretUntil) - Date.now()).toBeGreaterThan(86_000_000)
  await app.ctx.db.execute(
    sql`update channels set secret_rotated_at = now() - interval '25 hours' where id = ${Number(id)}`,
  )
  expect((await list()).find((channel) => channel.id === id)!.previousSecretUntil).toBeNull()
  const slack = (await create({ kind: 'slack', name: 'S', webhookUrl: SLACK })).body
  expect((await rotate(slack.id)).status).toBe(409)
})

test('a removed channel is gone with its secret, and what waited for it is not sent', async () => {
  const { id } = (await create({ kind: 'slack', name: 'Removed', webhookUrl: SLACK })).body
  await app.ctx.db.execute(sql`
    insert into deliveries (channel_id, kind, dedup_key, payload, state, next_at)
    values (${Number(id)}, 'fired', 'x', '{}', 'pending', now())`)
  const remove = () => send(app, `/v1/channels/${id}`, { headers: { cookie }, method: 'DELETE' })
  expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
  const [row] = await app.ctx.db.execute(sql`
    select c.secret, d.state from channels c join deliveries d on d.channel_id = c.id where c.id = ${Number(id)}`)
  expect(row).toEqual({ secret: null, state: 'cancelled' })
})

test.each([
  ['budgets', { name: 'B', amountUsd: '1', scope: { 'tag:tier': ['gold'] } }, { paused: true }],
  ['alert-rules', { kind: 'silence', settings: {} }, { settings: { hours: 9 } }],
  ['digests', { name: 'D', period: 'week' }, { hour: 9 }],
])('of %s a removed channel is no reason to refuse a change, another one is', async (noun, body, changed) => {
  const { project } = await createTestProject(app)
  const tags = sql`insert into declared_tags (project_id, key, since) values (${Number(project.id)}, 'tier', now())`
  await app.ctx.db.execute(tags)
  const { id: channel } = (await create({ kind: 'slack', name: 'Gone', webhookUrl: SLACK })).body
  const made = await send<{ id: string }>(app, `/v1/${noun}`, {
    headers: { cookie },
    body: { ...body, projectId: project.id, channelIds: [channel] },
  })
  expect(made.status).toBe(201)
  await send(app, `/v1/channels/${channel}`, { headers: { cookie }, method: 'DELETE' })
  await app.ctx.db.execute(sql`update declared_tags set retired_at = now()`)
  const edit = async (change: object) =>
    (
      await send(app, `/v1/${noun}/${made.body.id}`, {
        headers: { cookie },
        method: 'PATCH',
        body: change,
      })
    ).status
  const statuses = [
    await edit(changed),
    await edit({ ...changed, channelIds: [channel] }),
    await edit({ channelIds: [channel, '999999'] }),
  ]
  expect(statuses).toEqual([200, 200, 422])
})

test('above 500 channels none is added, because none beyond them would be listed', async () => {
  const crowd = sql`insert into channels (name, kind, settings, created_by)
    select 'crowd', 'webhook', '{}', 'test' from generate_series(1, 500)`
  await app.ctx.db.execute(crowd)
  const more = await create<{ code: string }>({ kind: 'slack', name: 'One more', webhookUrl: SLACK })
  expect(more).toMatchObject({ status: 409, body: { code: 'too_many_channels' } })
})
