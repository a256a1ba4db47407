import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Exploration } from '#shared/api/explore.ts'
import type { Problem } from '#shared/api/problem.ts'
import { chatEvent } from '#tests/support/events.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(new Date('2026-11-18T14:20:30.000Z'))
})

async function explore(key: string, query: string): Promise<Exploration> {
  const { status, body } = await send<Exploration>(app, `/v1/explore?${query}`, { key })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** A project with one event of this morning. */
async function projectWithEvent() {
  const made = await createTestProject(app)
  const event = chatEvent({ timestamp: '2026-11-18T10:00:00Z' })
  expect((await send(app, '/v1/events', { key: made.key, body: event })).status).toBe(200)
  return made
}

test('a question that would look at too many events is refused with what to do instead', async () => {
  const { project, key } = await projectWithEvent()
  await app.ctx.db.execute(sql`
    update label_rollups set requests = 3000001
    where label_id in (select id from labels where project_id = ${Number(project.id)} and name = 'project')`)
  const { status, body } = await send<Problem>(app, '/v1/explore?groupBy=tag:customer', { key })
  expect([status, body.code]).toEqual([422, 'too_many_events'])
  expect(body.detail).toContain('declare the tag')
  expect((await explore(key, 'groupBy=model')).total.requests).toBe(1)
})

test('a key explores its own project only, and needs the scope read', async () => {
  const { key } = await projectWithEvent()
  const other = await createTestProject(app)
  expect((await explore(other.key, 'groupBy=project&subgroupBy=model')).series).toEqual([])
  expect((await explore(key, `project=${other.project.id}`)).total.requests).toBe(0)
  const ingestOnly = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/explore', { key: ingestOnly.key })).status).toBe(403)
  expect((await send(app, '/v1/explore')).status).toBe(401)
})

test.each([
  ['metric=beauty', 'invalid_query'],
  ['groupBy=model&subgroupBy=model', 'invalid_query'],
  ['subgroupBy=tag:', 'invalid_query'],
  ['limit=21', 'invalid_query'],
  ['cumulative=perhaps', 'invalid_query'],
  ['bucket=hour&range=2026-09-01..2026-11-18', 'invalid_query'],
  ['bucket=hour&range=30d&limit=20', 'too_many_values'],
])('a question with %s is answered 400 %s', async (query, code) => {
  const { key } = await createTestProject(app)
  const { status, body } = await send<Problem>(app, `/v1/explore?${query}`, { key })
  expect([status, body.code]).toEqual([400, code])
})
