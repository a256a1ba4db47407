import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { STOP_WRITERS } from '#server/db/own-connection.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import { buildZone } from '#server/rollups/build-zone.ts'
import { rebuildRollups } from '#server/rollups/rebuild-rollups.ts'
import { sweepZones } from '#server/rollups/sweep-zones.ts'
import { verifyRollups } from '#server/rollups/verify-rollups.ts'
import { watchRollups } from '#server/rollups/watch-rollups.ts'
import { changeZone } from '#server/settings/change-zone.ts'
import type { Exploration } from '#shared/api/explore.ts'
import { chatEvent } from '#tests/support/events.ts'
import { expectRollupsEqualEvents } from '#tests/support/rollup-invariants.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const ALL = { from: null, to: null }

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(NOW)
})

async function ingest(projectId: string, events: object[]) {
  const items = events.map((value, i) => ({ pointer: `/${i}`, value }))
  const result = await ingestEvents(app.ctx, Number(projectId), items)
  expect(result.rejected.filter(({ code }) => code !== 'id_conflict')).toEqual([])
  return result
}

const anyEvent = fc
  .record(
    {
      id: fc.integer({ min: 0, max: 40 }).map((n) => `e${n}`),
      minutesAgo: fc.integer({ min: 0, max: 60 * 24 * 40 }),
      model: fc.constantFrom('gpt-4o', 'gpt-4o-mini', 'nobody-knows-it'),
      team: fc.constantFrom('red', 'blue'),
      userId: fc.constantFrom('ann', 'bob', 'cy'),
      latencyMs: fc.nat({ max: 100_000 }),
      status: fc.constantFrom('ok', 'error'),
    },
    { requiredKeys: ['id', 'minutesAgo', 'model'] },
  )
  .map(({ minutesAgo, ...event }) =>
    chatEvent({ ...event, timestamp: new Date(NOW.getTime() - minutesAgo * 60_000).toISOString() }),
  )

test('whatever is sent, and however often, every rollup row is what its events add up to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(anyEvent, { maxLength: 12 }), { maxLength: 6 }), async (posts) => {
      const { project } = await createTestProject(app)
      await Promise.all(posts.map((post) => ingest(project.id, post)))
      await Promise.all(posts.map((post) => ingest(project.id, post)))
      await expectRollupsEqualEvents(app.ctx, project.id)
    }),
    { numRuns: 15 },
  )
})

test('a wrong row is found by verify and mended by rebuild', async () => {
  const { project } = await createTestProject(app)
  await ingest(project.id, [chatEvent({ timestamp: '2026-11-17T09:00:00Z', userId: 'ann', latencyMs: 900 })])
  await app.ctx.db.execute(sql`
    update series_rollups set cost_pico_usd = cost_pico_usd + 1
    where series_id in (select id from series where project_id = ${Number(project.id)})`)
  await app.ctx.db.execute(sql`delete from user_day_rollups where project_id = ${Number(project.id)}`)
  const { mismatches } = await verifyRollups(app.ctx, ALL)
  await watchRollups(app.ctx)
  expect((await app.ctx.metrics.rollupMismatches.get()).values[0]?.value).toBe(2)
  expect(mismatches).toEqual([{ date: '2026-11-17', labels: 0, labelDays: 0, seriesDays: 1, userDays: 1 }])
  expect(await rebuildRollups(app.ctx, { from: '2026-11-17', to: '2026-11-17' })).toBe(1)
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('another time zone is built while events come in, and counts to the last digit', async () => {
  const { project } = await createTestProject(app)
  const at = (hour: number) => new Date(NOW.getTime() - hour * 3_600_000).toISOString()
  await ingest(
    project.id,
    Array.from({ length: 300 }, (_, i) => chatEvent({ timestamp: at(i * 3), userId: `u${i % 7}` })),
  )
  for (const zone of ['Asia/Kathmandu', 'America/Havana', 'UTC']) {
    await changeZone(app.ctx, zone, 'ann@example.com')
    let building = true
    const arriving = (async () => {
      for (let i = 0; building; i++)
        await ingest(project.id, [
          chatEvent({ timestamp: at((i * 7) % 900) }),
          chatEvent({ timestamp: at(0) }),
        ])
    })()
    await buildZone(app.ctx)
    building = false
    await arriving
    app.ctx.memory.zone.clear()
    expect((await loadActiveZone(app.ctx))?.name).toBe(zone)
    await expectRollupsEqualEvents(app.ctx, project.id)
  }
  await sweepZones(app.ctx)
  const [left] = await app.ctx.db.execute(sql`
    select (select count(*)::int from rollup_zones) as zones,
      (select count(distinct zone_id)::int from series_rollups) as built`)
  expect(left).toEqual({ zones: 1, built: 1 })
})

test('writers wait for a rebuild and then count on top of it', async () => {
  const { project } = await createTestProject(app)
  await ingest(project.id, [chatEvent({ timestamp: '2026-11-16T09:00:00Z' })])
  const connection = app.ctx.connect()
  const rebuilding = connection.runTogether([STOP_WRITERS, sql`select pg_sleep(0.3)`])
  await new Promise((done) => setTimeout(done, 100))
  const start = performance.now()
  await ingest(project.id, [chatEvent({ timestamp: '2026-11-16T10:00:00Z' })])
  expect(performance.now() - start).toBeGreaterThan(100)
  await rebuilding
  await connection.end()
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('users beyond the most of a day are counted together', async () => {
  const { project, key } = await createTestProject(app)
  const users = Array.from({ length: 10_050 }, (_, i) => `user-${i}`)
  for (let from = 0; from < users.length; from += 1_000)
    await ingest(
      project.id,
      users
        .slice(from, from + 1_000)
        .map((userId) => chatEvent({ timestamp: '2026-11-16T20:00:00Z', userId })),
    )
  const [row] = await app.ctx.db.execute(sql`
    select count(*)::int as rows, max(requests) filter (where user_id = '__other__')::int as others
    from user_day_rollups where project_id = ${Number(project.id)}`)
  expect(row).toEqual({ rows: 10_001, others: 50 })
  await expectRollupsEqualEvents(app.ctx, project.id)

  // In Kathmandu that was the day after: who is counted with the others is moved there with them.
  const question = 'metric=requests&groupBy=user&range=7d&timeZone=Asia/Kathmandu&limit=20'
  const { body } = await send<Exploration>(app, `/v1/explore?${question}`, { key })
  const values = body.buckets.map(({ start }) => (start === '2026-11-16T18:15:00.000Z' ? 10_050 : null))
  expect(body.total.values).toEqual(values)
  expect(body.series[0]).toMatchObject({ key: '__other__', value: 50 })
  expect(body.groups).toBe(10_001)
})

test('label sets beyond the cap are counted as __other__, with a warning, and nothing is lost', async () => {
  const { project } = await createTestProject(app)
  const small = { ...app.ctx, config: { ...app.ctx.config, maxSeriesPerProject: 20 } }
  const events = Array.from({ length: 200 }, (_, i) =>
    chatEvent({ timestamp: NOW.toISOString(), feature: `f${i}`, id: randomUUID() }),
  )
  for (let from = 0; from < events.length; from += 10) {
    const items = events.slice(from, from + 10).map((value, i) => ({ pointer: `/${i}`, value }))
    await ingestEvents(small, Number(project.id), items)
  }
  const [row] = await app.ctx.db.execute(sql`
    select (select count(*)::int from series where project_id = p.id) as series,
      (select requests::int from label_day_rollups r join labels l on l.id = r.label_id
        where l.project_id = p.id and l.name = 'feature' and l.value = '__other__') as others,
      (select count(*)::int from usage_events where project_id = p.id and sent_labels ->> 'feature' like 'f%') as kept,
      series_capped_at is not null as warned
    from projects p where id = ${Number(project.id)}`)
  expect(row).toEqual({ series: 21, others: 180, kept: 180, warned: true })
  await expectRollupsEqualEvents(app.ctx, project.id)
})
