import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { createApiKey } from '#server/people/api-keys.ts'
import { createProject, removeDemoProject, sweepRemovedProjects } from '#server/people/projects.ts'
import { issueSetupToken } from '#server/people/setup.ts'
import { buildZone } from '#server/rollups/build-zone.ts'
import { readSettings } from '#server/settings/read-settings.ts'
import type { ApiKey, CreatedApiKey } from '#shared/api/api-keys.ts'
import type { Me } from '#shared/api/people.ts'
import type { Project } from '#shared/api/projects.ts'
import { chatEvent } from '#tests/support/events.ts'
import {
  type Answer,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const ADMIN = { name: 'Ada', email: 'Ada@example.com', password: 'correct horse battery' }

let app: TestApplication
let cookie: string
beforeAll(async () => {
  app = await startTestApplication()
  const token = (await issueSetupToken(app.ctx))!
  cookie = cookieOf(await send(app, '/v1/setup', { body: { ...ADMIN, token } }))
})

const cookieOf = ({ headers }: Answer<unknown>) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
const asPerson = <T>(path: string, options: Parameters<typeof send>[2] = {}) =>
  send<T>(app, path, { ...options, headers: { cookie, ...options.headers } })
const signIn = (email: string, password: string) =>
  send(app, '/v1/auth/sign-in/email', { body: { email, password }, headers: { origin: app.url } })

test('the setup link makes the first admin, signed in at once', async () => {
  const { status, body } = await asPerson<Me>('/v1/me')
  expect(status).toBe(200)
  expect(body.user).toMatchObject({ name: 'Ada', email: 'ada@example.com', role: 'admin' })
})

test('the setup link works once, and not at all for somebody who guesses', async () => {
  const fresh = await startTestApplication()
  const old = (await issueSetupToken(fresh.ctx))!
  const token = (await issueSetupToken(fresh.ctx))!
  const setup = (body: object) => send(fresh, '/v1/setup', { body: { ...ADMIN, ...body } })
  expect((await setup({ token: 'guess' })).status).toBe(403)
  expect((await setup({ token: old })).status).toBe(403)
  expect((await setup({ token, password: 'short' })).body).toMatchObject({
    code: 'invalid_body',
    pointer: '/password',
  })
  const answers = await Promise.all([1, 2, 3, 4].map((n) => setup({ token, email: `a${n}@example.com` })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403])
  expect(await issueSetupToken(fresh.ctx)).toBeUndefined()
  expect((await send(fresh, '/v1/setup')).body).toEqual({ needed: false })
})

test('the zone of the first admin’s browser becomes that of the installation, when it is one', async () => {
  for (const [timeZone, expected] of [
    ['Asia/Kathmandu', 'Asia/Kathmandu'],
    ['Mars/Olympus', 'UTC'],
  ]) {
    const fresh = await startTestApplication()
    const token = await issueSetupToken(fresh.ctx)
    expect((await send(fresh, '/v1/setup', { body: { ...ADMIN, token, timeZone } })).status).toBe(200)
    await buildZone(fresh.ctx)
    expect((await readSettings(fresh.ctx)).timeZone).toBe(expected)
  }
})

test('nobody can fill the memory through a form', async () => {
  for (const path of ['/v1/setup', '/v1/auth/sign-in/email']) {
    const { status, body } = await send(app, path, {
      body: { email: 'a'.repeat(100_000) },
      headers: { origin: app.url },
    })
    expect([status, body.code]).toEqual([413, 'payload_too_large'])
  }
})

test('nobody can sign up by themselves', async () => {
  const body = { name: 'Eve', email: 'eve@example.com', password: 'correct horse battery' }
  const { status } = await send(app, '/v1/auth/sign-up/email', { body, headers: { origin: app.url } })
  expect(status).toBe(400)
})

test('sign-in, sign-out and a session that is gone', async () => {
  expect((await signIn(ADMIN.email, 'wrong password')).status).toBe(401)
  const session = cookieOf(await signIn(ADMIN.email, ADMIN.password))
  const headers = { cookie: session, origin: app.url }
  expect((await send(app, '/v1/me', { headers })).status).toBe(200)
  expect((await send(app, '/v1/auth/sign-out', { body: {}, headers })).status).toBe(200)
  expect((await send(app, '/v1/me', { headers })).status).toBe(401)
})

test('a request from another site is refused, whatever its content type', async () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ]
  for (const headers of foreign) {
    for (const type of ['application/json', 'text/plain']) {
      const answer = await asPerson('/v1/projects', {
        body: '{"name":"x"}',
        headers: { ...headers, 'content-type': type },
      })
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([403, 'foreign_origin'])
    }
  }
})

test('a person makes a project and a key, uses it, and revokes it', async () => {
  const project = (await asPerson<Project>('/v1/projects', { body: { name: 'Checkout' } })).body
  expect(project).toMatchObject({ name: 'Checkout', demo: false, lastEventAt: null })
  expect((await asPerson('/v1/projects', { body: { name: 'CHECKOUT' } })).status).toBe(409)
  const body = { projectId: project.id, name: 'production', scopes: ['ingest'], rateLimit: 500 }
  const created = (await asPerson<CreatedApiKey>('/v1/api-keys', { body })).body
  expect(created.key).toMatch(/^ssk_[A-Za-z0-9_-]{43}$/)
  expect((await send(app, '/v1/events', { key: created.key, body: chatEvent() })).status).toBe(200)

  const [listed] = (await asPerson<{ data: ApiKey[] }>('/v1/api-keys')).body.data
  expect(listed).toMatchObject({
    id: created.id,
    projectName: 'Checkout',
    rateLimit: 500,
    prefix: created.key.slice(0, 10),
    revokedAt: null,
  })
  expect(listed!.lastUsedAt).not.toBeNull()
  expect(JSON.stringify(listed)).not.toContain(created.key)
  const projects = (await asPerson<{ data: Project[] }>('/v1/projects')).body.data
  expect(projects.find(({ id }) => id === project.id)!.lastEventAt).not.toBeNull()

  expect((await asPerson(`/v1/api-keys/${created.id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await asPerson(`/v1/api-keys/${created.id}`, { method: 'DELETE' })).status).toBe(404)
  expect((await send(app, '/v1/events', { key: created.key, body: chatEvent() })).status).toBe(401)
})

test('a project with real spend cannot be deleted', async () => {
  const project = (await asPerson<Project>('/v1/projects', { body: { name: 'Precious' } })).body
  const { status, body } = await asPerson<{ code: string }>(`/v1/projects/${project.id}`, {
    method: 'DELETE',
  })
  expect([status, body.code]).toEqual([409, 'not_demo'])
})

test('a removed demo takes nothing more, and what is left of it is swept up', async () => {
  const { id } = await createProject(app.ctx, { name: 'Short demo', demo: true })
  const { key } = await createApiKey(app.ctx, { projectId: id, name: 'k', scopes: ['ingest'] })
  expect((await send(app, '/v1/events', { key, body: chatEvent() })).status).toBe(200)
  expect(await removeDemoProject(app.ctx, id)).toBe(1)
  expect((await send(app, '/v1/events', { key, body: chatEvent() })).status).toBe(401)
  expect(
    (await asPerson<{ data: Project[] }>('/v1/projects')).body.data.map((project) => project.id),
  ).not.toContain(id)
  await createProject(app.ctx, { name: 'Short demo' }) // the name is free again
  await app.ctx.db.execute(sql`update projects set removed_at = removed_at - interval '5 minutes'`)
  await sweepRemovedProjects(app.ctx)
  for (const table of ['usage_events', 'series', 'labels']) {
    const rows = await app.ctx.db.execute(sql`select from ${sql.raw(table)} where project_id = ${Number(id)}`)
    expect(rows).toHaveLength(0)
  }
})

test('a viewer reads spend and changes nothing; an editor manages keys but no projects', async () => {
  const project = (await asPerson<Project>('/v1/projects', { body: { name: 'Roles' } })).body
  const attempts = async () => [
    (await asPerson('/v1/spend/by')).status,
    (await asPerson('/v1/api-keys')).status,
    (await asPerson('/v1/api-keys', { body: { projectId: project.id, name: 'k', scopes: ['read'] } })).status,
    (await asPerson(`/v1/projects/${project.id}`, { method: 'DELETE' })).status,
  ]
  const setRole = (role: string) => app.ctx.db.execute(sql`update users set role = ${role}`)
  try {
    await setRole('viewer')
    expect(await attempts()).toEqual([200, 403, 403, 403])
    await setRole('editor')
    expect(await attempts()).toEqual([200, 200, 201, 403])
  } finally {
    await setRole('admin')
  }
})
