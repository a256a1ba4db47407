import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Role } from '#shared/api/people.ts'
import type { Problem } from '#shared/api/problem.ts'
import { MOST_VIEWS, type SavedView } from '#shared/api/saved-views.ts'
import { adminCookie } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const PASSWORD = 'correct horse battery'

let app: TestApplication
let admin: string
beforeAll(async () => {
  app = await startTestApplication()
  admin = await adminCookie(app)
})

/** A member with a session. */
async function signUp(role: Role): Promise<string> {
  const email = `${randomUUID()}@example.com`
  const { hash } = (await app.ctx.auth.$context).password
  await app.ctx.db.execute(sql`
    with made as (
      insert into users (id, name, email, role) values (${randomUUID()}, ${role}, ${email}, ${role}) returning id
    )
    insert into accounts (id, user_id, account_id, provider_id, password)
    select ${randomUUID()}, id, id, 'credential', ${await hash(PASSWORD)} from made`)
  const { headers } = await send(app, '/v1/auth/sign-in/email', {
    body: { email, password: PASSWORD },
    headers: { origin: app.url },
  })
  return headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

const ask = <T = SavedView & Problem>(cookie: string, path = '', options: Parameters<typeof send>[2] = {}) =>
  send<T>(app, `/v1/saved-views${path}`, { ...options, headers: { cookie } })
const list = async (cookie: string) => (await ask<{ data: SavedView[] }>(cookie)).body.data
const save = (cookie: string, body: object) => ask(cookie, '', { body })

async function auditOf(id: string): Promise<string[]> {
  const rows = await app.ctx.db.execute<{ action: string }>(
    sql`select action from audit_entries where subject = ${id} and action like 'saved-view.%' order by id`,
  )
  return rows.map(({ action }) => action)
}

test('a private view is seen by its owner only, and leaves no trace in the audit log', async () => {
  const [ann, bob] = [await signUp('viewer'), await signUp('viewer')]
  const { status, body } = await save(ann, {
    name: ' Errors by team ',
    params: 'metric=errorRate&group=team',
  })
  expect([status, body.name, body.params, body.shared, body.own]).toEqual([
    201,
    'Errors by team',
    'metric=errorRate&group=team',
    false,
    true,
  ])
  expect(await list(ann)).toEqual([body])
  expect((await list(bob)).some(({ id }) => id === body.id)).toBe(false)
  expect((await ask(bob, `/${body.id}`, { method: 'PATCH', body: { name: 'mine' } })).status).toBe(404)
  expect((await ask(bob, `/${body.id}`, { method: 'DELETE' })).status).toBe(404)
  expect((await ask(admin, `/${body.id}`, { method: 'DELETE' })).status).toBe(404)
  expect((await ask(ann, `/${body.id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await list(ann)).toEqual([])
  expect(await auditOf(body.id)).toEqual([])
})

test('a shared view is seen by all, changed by its owner, deleted by an admin, and audited', async () => {
  const [ann, bob] = [await signUp('editor'), await signUp('editor')]
  const { body } = await save(ann, { name: 'Weekly', params: 'rollup=week', shared: true })
  const seen = (await list(bob)).find(({ id }) => id === body.id)
  expect(seen).toMatchObject({ name: 'Weekly', own: false, ownerName: 'editor' })
  expect((await ask(bob, `/${body.id}`, { method: 'PATCH', body: { name: 'x' } })).status).toBe(404)
  expect((await ask(bob, `/${body.id}`, { method: 'DELETE' })).status).toBe(404)
  const renamed = await ask(ann, `/${body.id}`, { method: 'PATCH', body: { name: 'Every week' } })
  expect(renamed.body).toMatchObject({ name: 'Every week', params: 'rollup=week', shared: true })
  expect((await ask(admin, `/${body.id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await auditOf(body.id)).toEqual(['saved-view.share', 'saved-view.update', 'saved-view.delete'])
})

test('a viewer keeps views but does not share them', async () => {
  const viewer = await signUp('viewer')
  expect((await save(viewer, { name: 'a', params: '', shared: true })).status).toBe(403)
  const { body } = await save(viewer, { name: 'a', params: '' })
  const share = await ask(viewer, `/${body.id}`, { method: 'PATCH', body: { shared: true } })
  expect(share.status).toBe(403)
  expect((await list(viewer)).find(({ id }) => id === body.id)!.shared).toBe(false)
})

test('a person has one view of a name, in whatever case; others may use it too', async () => {
  const [ann, bob] = [await signUp('editor'), await signUp('editor')]
  await save(ann, { name: 'Costs', params: '' })
  expect(await save(ann, { name: 'costs', params: 'x=1' })).toMatchObject({
    status: 409,
    body: { code: 'name_taken', pointer: '/name' },
  })
  const other = await save(ann, { name: 'Other', params: '' })
  expect(await ask(ann, `/${other.body.id}`, { method: 'PATCH', body: { name: 'COSTS' } })).toMatchObject({
    status: 409,
    body: { code: 'name_taken' },
  })
  expect((await save(bob, { name: 'Costs', params: '' })).status).toBe(201)
})

test('there is an end to the views of a person', async () => {
  const ann = await signUp('editor')
  for (let n = 0; n < MOST_VIEWS; n++) await save(ann, { name: `view ${n}`, params: '' })
  expect(await save(ann, { name: 'one more', params: '' })).toMatchObject({
    status: 409,
    body: { code: 'too_many_views' },
  })
  expect((await list(ann)).filter(({ own }) => own)).toHaveLength(MOST_VIEWS)
})

test.each([
  [{ name: '', params: '' }],
  [{ name: 'x'.repeat(81), params: '' }],
  [{ name: 'a\u0000b', params: '' }],
  [{ name: 'a', params: 'x'.repeat(4_001) }],
  [{ name: 'a', params: {} }],
  [{ name: 'a', params: '', ownerId: 'somebody' }],
])('a view like %j is answered 422', async (body) => {
  expect((await save(admin, body)).status).toBe(422)
})

test('views belong to people who signed in', async () => {
  const { key } = await createTestProject(app)
  expect((await send(app, '/v1/saved-views', { key })).status).toBe(403)
  expect((await send(app, '/v1/saved-views')).status).toBe(401)
  const empty = await ask(admin, '/1', { method: 'PATCH', body: {} })
  expect(empty.status).toBe(422)
})
