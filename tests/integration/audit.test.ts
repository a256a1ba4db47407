import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { CreatedApiKey } from '#shared/api/api-keys.ts'
import type { AuditEntry, AuditPage } from '#shared/api/audit.ts'
import type { Project } from '#shared/api/projects.ts'
import { chatEvent } from '#tests/support/events.ts'
import { ADMIN, adminCookie, createMember } from '#tests/support/sign-in.ts'
import { send, startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let cookie: string
beforeAll(async () => {
  app = await startTestApplication()
  cookie = await adminCookie(app)
})

const ask = <T = { code: string }>(method: string, path: string, body?: object, as = cookie) =>
  send<T>(app, path, { method, headers: { cookie: as }, ...(body && { body }) })
const log = async (query = '') => (await ask<AuditPage>('GET', `/v1/audit?${query}`)).body
const newest = async (): Promise<AuditEntry> => (await log('limit=1')).data[0]!

test('what a person does to projects, keys and settings is on record, with before and after', async () => {
  const project = (await ask<Project>('POST', '/v1/projects', { name: 'Shop' })).body
  expect(await newest()).toMatchObject({ action: 'project.create', subject: project.id, actor: ADMIN.email })
  await ask('PATCH', `/v1/projects/${project.id}`, { name: 'Web shop' })
  expect((await newest()).details).toEqual({
    before: { name: 'Shop', costBasis: 'automatic', archived: false },
    after: { name: 'Web shop', costBasis: 'automatic', archived: false },
  })
  const key = (
    await ask<CreatedApiKey>('POST', '/v1/api-keys', { projectId: project.id, name: 'k', scopes: ['read'] })
  ).body
  expect(await newest()).toMatchObject({ action: 'api-key.create', details: { prefix: key.prefix } })
  await ask('DELETE', `/v1/api-keys/${key.id}`)
  expect(await newest()).toMatchObject({ action: 'api-key.revoke', subject: key.id })
  await ask('PATCH', '/v1/settings', { retentionMonths: 24 })
  expect((await newest()).details).toEqual({ before: { months: null }, after: { months: 24 } })
  await ask('PATCH', '/v1/settings', { retentionMonths: 24 })
  expect((await log('action=settings.retention')).data).toHaveLength(1)
  expect(JSON.stringify(await log())).not.toContain(key.key)
})

test('the log is read page by page, filtered by who and what', async () => {
  await app.ctx.db.execute(sql`
    insert into audit_entries (actor, action, subject, details)
    select case when n % 2 = 0 then 'even@example.com' else 'odd@example.com' end, 'test.page', n::text, '{}'
    from generate_series(1, 25) as n`)
  const subjects: string[] = []
  let page = await log('action=test.page&limit=10')
  for (;;) {
    subjects.push(...page.data.map(({ subject }) => subject))
    if (page.next === null) break
    page = await log(`action=test.page&limit=10&before=${page.next}`)
  }
  expect(subjects).toEqual(Array.from({ length: 25 }, (_, i) => String(25 - i)))
  expect((await log('actor=even%40example.com')).data).toHaveLength(12)
  const { body } = await ask<{ actors: string[]; actions: string[] }>('GET', '/v1/audit/facets')
  expect(body.actors).toContain('odd@example.com')
  expect(body.actions).toContain('test.page')
  for (const query of ['limit=1000', 'before=x', 'colour=red'])
    expect((await ask('GET', `/v1/audit?${query}`)).status).toBe(400)
})

test('a changed password is on record, without it; one that was not changed is not', async () => {
  const { id, email, password, cookie: own } = await createMember(app, { role: 'viewer' })
  const change = (currentPassword: string) =>
    send(app, '/v1/auth/change-password', {
      headers: { cookie: own, origin: app.url },
      body: { currentPassword, newPassword: 'wrong horse battery', revokeOtherSessions: true },
    })
  expect((await change('not the password')).status).toBe(400)
  expect((await log('action=password.change')).data).toEqual([])
  expect((await change(password)).status).toBe(200)
  expect((await log('action=password.change')).data).toMatchObject([
    { actor: email, subject: id, details: {} },
  ])
})

test('the log is for admins', async () => {
  const editor = await createMember(app, { role: 'editor' })
  expect((await ask('GET', '/v1/audit', undefined, editor.cookie)).status).toBe(403)
})

test('an archived project takes no events and keeps its spend, until it is restored', async () => {
  const { id } = (await ask<Project>('POST', '/v1/projects', { name: 'Old app' })).body
  const body = { projectId: id, name: 'k', scopes: ['ingest', 'read'] }
  const { key } = (await ask<CreatedApiKey>('POST', '/v1/api-keys', body)).body
  const post = () => send<{ code?: string }>(app, '/v1/events', { key, body: chatEvent() })
  expect((await post()).status).toBe(200)

  const archived = await ask<Project>('PATCH', `/v1/projects/${id}`, { archived: true })
  expect(archived.body.archivedAt).not.toBeNull()
  expect(await post()).toMatchObject({ status: 403, body: { code: 'project_archived' } })
  expect((await ask('POST', '/v1/api-keys', body)).status).toBe(404)
  const spend = await send<{ total: { requests: number } }>(app, '/v1/spend/by', { key })
  expect(spend.body.total.requests).toBe(1)

  await ask('PATCH', `/v1/projects/${id}`, { archived: false })
  expect((await post()).status).toBe(200)
})

test('a project is renamed to a name that is free', async () => {
  const { id } = (await ask<Project>('POST', '/v1/projects', { name: 'Alpha' })).body
  await ask('POST', '/v1/projects', { name: 'Beta' })
  expect(await ask('PATCH', `/v1/projects/${id}`, { name: 'BETA' })).toMatchObject({
    status: 409,
    body: { code: 'name_taken', pointer: '/name' },
  })
  expect((await ask<Project>('PATCH', `/v1/projects/${id}`, { name: 'ALPHA' })).body.name).toBe('ALPHA')
  expect((await ask('PATCH', `/v1/projects/${id}`, {})).status).toBe(422)
  expect((await ask('PATCH', '/v1/projects/999999', { name: 'Gamma' })).status).toBe(404)
})
