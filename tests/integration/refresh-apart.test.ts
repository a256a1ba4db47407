import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { refreshSavings } from '#server/savings/refresh-savings.ts'
import type { ProjectSavings } from '#shared/api/savings-settings.ts'
import type { SegmentPage } from '#shared/api/segments.ts'
import { toUrl } from '#tests/support/database-address.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})
afterEach(() => vi.unstubAllEnvs())

const DAY_MS = 86_400_000

/** One event is posted and the others are copies of it, which is quicker. */
async function startLarge() {
  const { key } = await createTestProject(app)
  const usage = { prompt_tokens: 10, completion_tokens: 10 }
  const timestamp = new Date(Date.now() - 8 * DAY_MS).toISOString()
  await send(app, '/v1/events', {
    key,
    body: { id: 'a', timestamp, provider: 'openai', model: 'gpt-4o', usage },
  })
  const columns = await app.ctx.db.execute<{ name: string }>(sql`
    select attname as name from pg_attribute
    where attrelid = 'usage_events'::regclass and attnum > 0 and not attisdropped and attname <> 'id'`)
  const names = sql.raw(columns.map(({ name }) => name).join(', '))
  await app.ctx.db.execute(sql`
    insert into usage_events (id, ${names}) select 'copy-' || n, ${names}
    from usage_events, generate_series(1, 20000) as n
    where id = 'a' and project_id = (select max(project_id) from usage_events)`)
  const state = async () =>
    (await send<{ data: ProjectSavings[] }>(app, '/v1/savings-settings', { key })).body.data[0]!
  return { key, state }
}

test('a large project is searched in a process of its own, and what it finds is stored', async () => {
  vi.stubEnv('DATABASE_URL', toUrl(app.address))
  const { key, state } = await startLarge()
  await refreshSavings(app.ctx)
  expect(await state()).toMatchObject({ error: null, isRefreshing: false, refreshedAt: expect.any(String) })
  const { data } = (await send<SegmentPage>(app, '/v1/segments', { key })).body
  expect(data).toMatchObject([{ model: 'gpt-4o', summary: { requests: 20_001 } }])
}, 60_000)

test('when that process fails, the project says why', async () => {
  vi.stubEnv('DATABASE_URL', 'nowhere')
  const { state } = await startLarge()
  await expect(refreshSavings(app.ctx)).rejects.toThrow('the search for savings ended with 1')
  expect(await state()).toMatchObject({
    error: expect.stringContaining('the search for savings ended with 1'),
    isRefreshing: false,
  })
}, 60_000)

test('a stop ends that process, and is no failure of the search', async () => {
  vi.stubEnv('DATABASE_URL', toUrl(app.address))
  const { state } = await startLarge()
  const stopping = new AbortController()
  setTimeout(() => stopping.abort(), 500)
  await refreshSavings({ ...app.ctx, stopping: stopping.signal })
  expect(await state()).toMatchObject({ error: null, refreshedAt: null })
}, 60_000)
