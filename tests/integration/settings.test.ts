import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { openOwnConnection } from '#server/db/own-connection.ts'
import { buildZone } from '#server/rollups/build-zone.ts'
import { readSettings } from '#server/settings/read-settings.ts'
import { tendPartitions } from '#server/settings/tend-partitions.ts'
import { updateSettings } from '#server/settings/update-settings.ts'
import type { Project } from '#shared/api/projects.ts'
import type { SpendBy } from '#shared/api/spend.ts'
import { chatEvent } from '#tests/support/events.ts'
import { expectRollupsEqualEvents } from '#tests/support/rollup-invariants.ts'
import { adminCookie } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const ANN = 'ann@example.com'

let app: TestApplication
let cookie: string
beforeAll(async () => {
  app = await startTestApplication()
  cookie = await adminCookie(app)
  app.setNow(NOW)
})

const forgetAll = () => {
  app.ctx.memory.declaredTags.clear()
  app.ctx.memory.keptFrom.clear()
  app.ctx.memory.zone.clear()
}

test('spend by a tag is read from events until it is declared, and from sums after', async () => {
  const { project, key } = await createTestProject(app)
  const post = (timestamp: string, customer: string) =>
    send(app, '/v1/events', { key, body: chatEvent({ timestamp, tags: { customer } }) })
  await post('2026-11-18T10:00:00Z', 'acme')

  const declared = await send<Project>(app, `/v1/projects/${project.id}/tags`, {
    headers: { cookie },
    body: { key: 'customer' },
  })
  expect(declared).toMatchObject({ status: 201, body: { declaredTags: [{ key: 'customer' }] } })
  app.setNow(new Date(NOW.getTime() + 86_400_000))
  forgetAll()
  await post('2026-11-19T10:00:00Z', 'acme')
  await post('2026-11-19T11:00:00Z', 'globex')

  const by = async (query: string) => {
    const { body } = await send<SpendBy>(app, `/v1/spend/by?groupBy=tag:customer&${query}`, { key })
    return { from: body.readFrom, rows: body.rows.map((row) => [row.key, row.requests]) }
  }
  expect(await by('range=7d')).toEqual({
    from: 'events',
    rows: [
      ['acme', 2],
      ['globex', 1],
    ],
  })
  expect(await by('range=2026-11-19..2026-11-19&compare=none')).toEqual({
    from: 'labelDays',
    rows: [
      ['acme', 1],
      ['globex', 1],
    ],
  })
  expect(await by('range=2026-11-19..2026-11-19&compare=none&model=gpt-4o&tag=customer%3Dacme')).toEqual({
    from: 'seriesDays',
    rows: [['acme', 1]],
  })
  await expectRollupsEqualEvents(app.ctx, project.id)

  const retired = await send<Project>(app, `/v1/projects/${project.id}/tags/customer`, {
    headers: { cookie },
    method: 'DELETE',
  })
  expect(retired.body.declaredTags).toEqual([])
  app.setNow(NOW)
  forgetAll()
})

test('a project declares five tags at the most', async () => {
  const { project } = await createTestProject(app)
  const declare = (key: string) =>
    send(app, `/v1/projects/${project.id}/tags`, { headers: { cookie }, body: { key } })
  for (const key of ['a', 'b', 'c', 'd', 'e', 'e']) expect((await declare(key)).status).toBe(201)
  expect(await declare('f')).toMatchObject({ status: 409, body: { code: 'too_many_tags', pointer: '/key' } })
  expect((await declare('not a key')).status).toBe(422)
})

test('the time zone of the installation moves its days', async () => {
  const { project, key } = await createTestProject(app)
  await send(app, '/v1/events', { key, body: chatEvent({ timestamp: '2026-11-17T20:00:00Z' }) })
  const change = (body: object) => send(app, '/v1/settings', { method: 'PATCH', headers: { cookie }, body })
  expect(await change({ timeZone: 'Asia/Kathmandu' })).toMatchObject({
    status: 200,
    body: { timeZone: 'UTC', nextTimeZone: 'Asia/Kathmandu' },
  })
  await buildZone(app.ctx)
  expect(await readSettings(app.ctx)).toMatchObject({ timeZone: 'Asia/Kathmandu', nextTimeZone: null })
  const { body } = await send<SpendBy>(
    app,
    '/v1/spend/by?range=2026-11-18..2026-11-18&timeZone=Asia/Kathmandu&compare=none',
    { key },
  )
  expect(body).toMatchObject({ readFrom: 'labelDays', total: { requests: 1 } })
  await expectRollupsEqualEvents(app.ctx, project.id)
  for (const timeZone of ['GMT+5', 'Mars/Olympus', 'localtime'])
    expect(await change({ timeZone })).toMatchObject({ status: 400, body: { code: 'invalid_time_zone' } })
})

test('an event of a month without partition is kept, and moved to its month when there is one', async () => {
  const { project, key } = await createTestProject(app)
  await app.ctx.db.execute(sql`drop table usage_events_2026_06`)
  await send(app, '/v1/events', { key, body: chatEvent({ timestamp: '2026-06-10T10:00:00Z' }) })
  const places = () =>
    app.ctx.db.execute(sql`
      select tableoid::regclass::text as place from usage_events where project_id = ${Number(project.id)}`)
  expect([...(await places())]).toEqual([{ place: 'usage_events_default' }])
  await tendPartitions(app.ctx)
  expect([...(await places())]).toEqual([{ place: 'usage_events_2026_06' }])
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('retention drops old months, keeps their sums, and takes no events of them any more', async () => {
  const { project, key } = await createTestProject(app)
  const at = (timestamp: string) => chatEvent({ timestamp })
  await send(app, '/v1/events', { key, body: [at('2026-07-10T10:00:00Z'), at('2026-10-10T10:00:00Z')] })
  await updateSettings(app.ctx, { retentionMonths: 2 }, ANN)
  await tendPartitions(app.ctx)
  await app.ctx.db.execute(sql`update settings set kept_from_set_at = now() - interval '2 minutes'`)
  await tendPartitions(app.ctx)
  forgetAll()

  const [left] = await app.ctx.db.execute(sql`
    select (select count(*)::int from usage_events where project_id = ${Number(project.id)}) as events,
      (select sum(requests)::int from label_rollups r join labels l on l.id = r.label_id
        where l.project_id = ${Number(project.id)} and l.name = 'project') as counted,
      to_regclass('usage_events_2026_08') as old, to_regclass('usage_events_2026_09')::text as kept`)
  expect(left).toEqual({ events: 1, counted: 2, old: null, kept: 'usage_events_2026_09' })
  const answer = await send(app, '/v1/events', { key, body: at('2026-07-10T10:00:00Z') })
  expect(answer).toMatchObject({ status: 422, body: { code: 'timestamp_out_of_range' } })

  // A change of zone cannot count again what is gone.
  await updateSettings(app.ctx, { timeZone: 'America/New_York' }, ANN)
  await buildZone(app.ctx)
  forgetAll()
  const [sums] = await app.ctx.db.execute(sql`
    select sum(requests)::int as counted from series_rollups r join series s on s.id = r.series_id
    join rollup_zones z on z.id = r.zone_id and z.state = 'active' where s.project_id = ${Number(project.id)}`)
  expect(sums).toEqual({ counted: 2 })
})

test('statements of a connection of its own take effect together or not at all', async () => {
  const connection = openOwnConnection(app.address)
  const failing = connection.runTogether([
    sql`update settings set retention_months = 77`,
    sql`select 1 / (select 0)`,
  ])
  await expect(failing).rejects.toThrow('division by zero')
  await connection.end()
  expect((await readSettings(app.ctx)).retentionMonths).not.toBe(77)
})
