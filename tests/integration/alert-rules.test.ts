import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { watchRules } from '#server/alert-rules/watch-rules.ts'
import type { AlertRule } from '#shared/api/alert-rules.ts'
import type { Alert, AlertPage } from '#shared/api/alerts.ts'
import { deliverAll, makeChannel } from '#tests/support/alerts.ts'
import { chatEvent } from '#tests/support/events.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { adminCookie, createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const HOUR_MS = 3_600_000

let app: TestApplication
let cookie: string
beforeAll(async () => {
  app = await startTestApplication({ allowedPrivateCidrs: ['127.0.0.0/8'] })
  cookie = await adminCookie(app)
})

type Refusal = { code: string; pointer: string }
const create = (body: object, who = cookie) =>
  send<AlertRule & Refusal>(app, '/v1/alert-rules', { headers: { cookie: who }, body })
const change = (id: string, body: object) =>
  send<AlertRule & Refusal>(app, `/v1/alert-rules/${id}`, { headers: { cookie }, method: 'PATCH', body })
const alertsOf = async (projectId: string): Promise<Alert[]> =>
  (await send<AlertPage>(app, `/v1/alerts?project=${projectId}`, { headers: { cookie } })).body.data

/** A project that sent one event on each of the last days, the last one so many hours ago. */
async function makeSender(hoursAgo: number, event: object = {}) {
  const { project, key } = await createTestProject(app)
  for (let day = 0; day < 7; day++) {
    const timestamp = new Date(Date.now() - hoursAgo * HOUR_MS - day * 24 * HOUR_MS).toISOString()
    await send(app, '/v1/events', { key, body: chatEvent({ id: `${day}`, timestamp, ...event }) })
  }
  return { projectId: project.id, key }
}

test('a silent project is told of once, and again when it speaks, by itself', async () => {
  const receiver = await startReceiver()
  const channel = await makeChannel(app.ctx, {
    kind: 'webhook',
    name: 'W',
    isDefault: false,
    url: receiver.url,
  })
  const { projectId, key } = await makeSender(10)
  const rule = { kind: 'silence', settings: { hours: 6 }, projectId, channelIds: [String(channel.id)] }
  expect(await create(rule)).toMatchObject({ status: 201, body: { ...rule, paused: false } })

  await Promise.all([watchRules(app.ctx), watchRules(app.ctx), watchRules(app.ctx)])
  await watchRules(app.ctx, new Date(Date.now() + 26 * HOUR_MS))
  await deliverAll(app.ctx)
  const types = () => receiver.received.map(({ body }) => JSON.parse(body).type)
  expect([(await alertsOf(projectId)).length, types()]).toEqual([1, ['alert.fired']])

  await send(app, '/v1/events', {
    key,
    body: chatEvent({ id: 'again', timestamp: new Date().toISOString() }),
  })
  await watchRules(app.ctx)
  await deliverAll(app.ctx)
  expect(await alertsOf(projectId)).toMatchObject([{ kind: 'silence', state: 'resolved' }])
  expect(types()).toEqual(['alert.fired', 'alert.resolved'])
})

test('events without a price are told of from their share on', async () => {
  const { projectId } = await makeSender(1, { model: 'nobody-knows-it' })
  await create({ kind: 'unpriced_share', settings: { share: 0.5, minimumRequests: 1 }, projectId })
  await watchRules(app.ctx)
  expect(await alertsOf(projectId)).toMatchObject([
    {
      kind: 'unpriced_share',
      state: 'firing',
      path: '/prices',
      facts: { share: 1, requests: 1, unpricedEvents: 1 },
    },
  ])
})

test('a spike is told of with what is usual', async () => {
  const { projectId, key } = await makeSender(24)
  const costly = Array.from({ length: 60 }, (_, i) =>
    chatEvent({ id: `spike-${i}`, timestamp: new Date().toISOString() }),
  )
  await send(app, '/v1/events', { key, body: costly })
  const settings = { factor: 3, floorUsd: '0.000001', minimumRequests: 50 }
  await create({ kind: 'daily_overrun', settings, projectId })
  await watchRules(app.ctx)
  const [alert] = await alertsOf(projectId)
  expect(alert).toMatchObject({ kind: 'daily_overrun', severity: 'critical', facts: { requests: 60 } })
  expect(Number(alert!.facts.spentUsd) / Number(alert!.facts.usualUsd)).toBeCloseTo(60, 0)
})

test('a paused or removed rule watches nothing, and its open alerts are over without a word', async () => {
  const { projectId } = await makeSender(10)
  const { body: rule } = await create({ kind: 'silence', settings: {}, projectId })
  await watchRules(app.ctx)
  expect((await change(rule.id, { paused: true })).body.paused).toBe(true)
  expect(await alertsOf(projectId)).toMatchObject([{ state: 'superseded' }])
  await watchRules(app.ctx, new Date(Date.now() + 24 * HOUR_MS))
  expect(await alertsOf(projectId)).toHaveLength(1)
  const remove = () => send(app, `/v1/alert-rules/${rule.id}`, { headers: { cookie }, method: 'DELETE' })
  expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
})

test('a rule that is paused while it is looked at leaves nothing open', async () => {
  const alone = await startTestApplication()
  const who = await adminCookie(alone)
  const { key, project } = await createTestProject(alone)
  const timestamp = new Date(Date.now() - HOUR_MS).toISOString()
  await send(alone, '/v1/events', { key, body: chatEvent({ timestamp, model: 'nobody-knows-it' }) })
  const settings = { share: 0.5, minimumRequests: 1 }
  const rule = { kind: 'unpriced_share', settings, projectId: project.id }
  await send(alone, '/v1/alert-rules', { headers: { cookie: who }, body: rule })
  await watchRules(alone.ctx)
  const states = async () =>
    (await alone.ctx.db.execute(sql`select state from alerts`)).map(({ state }) => state)
  expect(await states()).toEqual(['firing'])
  // As the statement of a pause does that has not seen the alert yet.
  await alone.ctx.db.execute(sql`update alert_rules set paused_at = now()`)
  await watchRules(alone.ctx)
  expect(await states()).toEqual(['resolved'])
})

test('a rule tells once in a day of the installation’s zone', async () => {
  const { project, key } = await createTestProject(app)
  const yesterday = new Date(Date.now() - 24 * HOUR_MS).toISOString().slice(0, 10)
  const at = (time: string) => new Date(`${yesterday}T${time}:00Z`)
  const body = chatEvent({ timestamp: at('09:00').toISOString(), model: 'nobody-knows-it' })
  await send(app, '/v1/events', { key, body })
  const settings = { share: 0.5, minimumRequests: 1 }
  const rule = (await create({ kind: 'unpriced_share', settings, projectId: project.id })).body
  const told = async (time: string) => {
    await watchRules(app.ctx, at(time))
    const { length } = await alertsOf(project.id)
    for (const paused of [true, false]) await change(rule.id, { paused })
    return length
  }
  const inZone = (name: string) =>
    app.ctx.db.execute(sql`update rollup_zones set name = ${name} where state = 'active'`)
  await inZone('Pacific/Auckland')
  try {
    // Midnight there is at 11:00 or 12:00 UTC.
    expect([await told('10:00'), await told('10:30'), await told('12:30')]).toEqual([1, 1, 2])
  } finally {
    await inZone('UTC')
  }
})

test('a change keeps what it does not name, and takes no settings of another kind', async () => {
  const { body: rule } = await create({ kind: 'silence', settings: { hours: 3 } })
  expect((await change(rule.id, { settings: { hours: 5 } })).body).toMatchObject({
    settings: { hours: 5 },
    paused: false,
  })
  expect(await change(rule.id, { settings: { days: 5 } })).toMatchObject({
    status: 422,
    body: { pointer: '/settings' },
  })
  expect(await change(rule.id, { channelIds: ['999999'] })).toMatchObject({
    status: 422,
    body: { pointer: '/channelIds' },
  })
  expect((await change('999999', { paused: true })).status).toBe(404)
  const audited = await app.ctx.db.execute(
    sql`select action from audit_entries where subject = ${rule.id} and action like 'alert-rule.%' order by id`,
  )
  expect(audited).toEqual([{ action: 'alert-rule.create' }, { action: 'alert-rule.update' }])
})

test.each([
  ['an unknown kind', { kind: 'weather', settings: {} }, '/kind'],
  ['a factor that is no spike', { kind: 'daily_overrun', settings: { factor: 1 } }, '/settings/factor'],
  ['an amount that is none', { kind: 'daily_overrun', settings: { floorUsd: '-1' } }, '/settings/floorUsd'],
  ['a project for prices', { kind: 'stale_prices', settings: {}, projectId: '1' }, '/projectId'],
])('a rule with %s is refused', async (_what, body, pointer) => {
  expect(await create(body)).toMatchObject({ status: 422, body: { pointer } })
})

test('a viewer makes no rules, and who sees one project makes none for all', async () => {
  const { project } = await createTestProject(app)
  const rule = { kind: 'silence', settings: {} }
  const viewer = await createMember(app, { role: 'viewer' })
  const some = await createMember(app, { role: 'editor', projects: [project.id] })
  expect([
    (await create(rule, viewer.cookie)).status,
    (await create(rule, some.cookie)).status,
    (await create({ ...rule, projectId: project.id }, some.cookie)).status,
  ]).toEqual([403, 403, 201])
})

test('above 500 rules none is added, because none beyond them would be watched', async () => {
  const crowd = sql`insert into alert_rules (kind, settings, created_by)
    select 'silence', '{"hours": 168}', 'test' from generate_series(1, 500)`
  await app.ctx.db.execute(crowd)
  expect(await create({ kind: 'silence', settings: {} })).toMatchObject({
    status: 409,
    body: { code: 'too_many_rules' },
  })
})
