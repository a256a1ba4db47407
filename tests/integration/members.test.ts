import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { CreatedInvitation, Invitation, Member } from '#shared/api/members.ts'
import type { Me } from '#shared/api/people.ts'
import { ADMIN, adminCookie, createMember, signInCookie } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let cookie: string
beforeAll(async () => {
  app = await startTestApplication()
  cookie = await adminCookie(app)
})

const ask = <T = { code: string }>(method: string, path: string, body?: object, as = cookie) =>
  send<T>(app, path, { method, headers: { cookie: as }, ...(body && { body }) })
const members = async () => (await ask<{ data: Member[] }>('GET', '/v1/members')).body.data
const invite = (body: object) =>
  ask<CreatedInvitation>('POST', '/v1/invitations', { role: 'viewer', projectIds: null, ...body })
const accept = (token: string, password = 'a long enough password') =>
  send<{ code: string }>(app, '/v1/invitations/accept', { body: { token, name: 'Grace', password } })
const audited = (action: string) =>
  app.ctx.db.execute(sql`select actor, details from audit_entries where action = ${action} order by id desc`)

test('an invited person sets name and password, is signed in, and sees the projects they were given', async () => {
  const { project } = await createTestProject(app)
  await createTestProject(app)
  const created = await invite({ email: 'Grace@Example.com', role: 'editor', projectIds: [project.id] })
  expect(created).toMatchObject({ status: 201, body: { email: 'grace@example.com', role: 'editor' } })
  const { token } = created.body
  expect(JSON.stringify([...(await app.ctx.db.execute(sql`select * from invitations`))])).not.toContain(token)
  const found = await send(app, '/v1/invitations/find', { body: { token } })
  expect(found.body).toEqual({ email: 'grace@example.com', role: 'editor' })

  const accepted = await accept(token)
  expect(accepted.status).toBe(200)
  const own = await signInCookie(app, 'grace@example.com', 'a long enough password')
  expect((await ask<Me>('GET', '/v1/me', undefined, own)).body.user).toMatchObject({
    name: 'Grace',
    role: 'editor',
  })
  const seen = await ask<{ data: { id: string }[] }>('GET', '/v1/projects', undefined, own)
  expect(seen.body.data.map(({ id }) => id)).toEqual([project.id])
  const listed = (await members()).find(({ email }) => email === 'grace@example.com')
  expect(listed).toMatchObject({ projectIds: [project.id], deactivatedAt: null })
  expect((await audited('invitation.accept'))[0]).toMatchObject({ actor: 'grace@example.com' })
})

test('a link makes one member, however many open it at once', async () => {
  const { token } = (await invite({ email: 'once@example.com' })).body
  const statuses = await Promise.all([1, 2, 3].map(async () => (await accept(token)).status))
  expect(statuses.sort()).toEqual([200, 403, 403])
  expect((await ask<{ data: Invitation[] }>('GET', '/v1/invitations')).body.data).toEqual([])
})

test('a link that was revoked, renewed or has expired makes no member', async () => {
  const now = new Date()
  const { id, token } = (await invite({ email: 'late@example.com', days: 2 })).body
  const renewed = await ask<CreatedInvitation>('POST', `/v1/invitations/${id}/renew`, {})
  app.setNow(new Date(now.getTime() + 60_000))
  expect(await accept(token)).toMatchObject({ status: 403, body: { code: 'invitation_invalid' } })
  app.setNow(new Date(now.getTime() + 8 * 86_400_000))
  expect((await accept(renewed.body.token)).status).toBe(403)
  app.setNow(new Date(now.getTime() + 61_000))
  expect((await ask('DELETE', `/v1/invitations/${id}`)).status).toBe(204)
  expect((await accept(renewed.body.token)).status).toBe(403)
  expect((await ask('DELETE', `/v1/invitations/${id}`)).status).toBe(404)
})

test('nobody is invited twice, and no member is', async () => {
  await invite({ email: 'twice@example.com' })
  for (const email of ['TWICE@example.com', ADMIN.email])
    expect(await invite({ email })).toMatchObject({ status: 409, body: { code: 'already_invited' } })
  expect((await invite({ email: 'not an email' })).status).toBe(422)
  expect((await invite({ email: 'x@example.com', role: 'owner' })).status).toBe(422)
})

test('guessing links is slowed down', async () => {
  const now = Date.now()
  app.setNow(new Date(now + 3_600_000))
  const statuses: number[] = []
  for (let n = 0; n < 12; n++) statuses.push((await accept(`guess ${n}`)).status)
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(403))
  expect(statuses.slice(10)).toEqual([429, 429])
  app.setNow(new Date(now + 7_200_000))
  expect((await accept('another guess')).status).toBe(403)
})

test('who is deactivated or removed is out at once, and who is let in again signs in', async () => {
  const member = await createMember(app, { role: 'viewer' })
  const me = async (as: string) => (await ask('GET', '/v1/me', undefined, as)).status
  expect(await me(member.cookie)).toBe(200)
  expect((await ask('PATCH', `/v1/members/${member.id}`, { active: false })).status).toBe(200)
  expect(await me(member.cookie)).toBe(401)
  const { email, password } = member
  const refused = await send(app, '/v1/auth/sign-in/email', {
    body: { email, password },
    headers: { origin: app.url },
  })
  expect(refused).toMatchObject({ status: 403, body: { code: 'account_deactivated' } })
  const again = await ask<Member>('PATCH', `/v1/members/${member.id}`, { active: true })
  expect(again.body.deactivatedAt).toBeNull()
  expect(await me(member.cookie)).toBe(401)
  const session = await signInCookie(app, email, password)
  expect(await me(session)).toBe(200)
  expect((await ask('DELETE', `/v1/members/${member.id}`)).status).toBe(204)
  expect(await me(session)).toBe(401)
  expect((await ask('DELETE', `/v1/members/${member.id}`)).status).toBe(404)
})

test('role and projects change with a record of before and after', async () => {
  const { project } = await createTestProject(app)
  const { id, email } = await createMember(app, { role: 'viewer' })
  const changed = await ask<Member>('PATCH', `/v1/members/${id}`, {
    role: 'editor',
    projectIds: [project.id, '999999999'],
  })
  expect(changed).toMatchObject({ status: 200, body: { role: 'editor', projectIds: [project.id] } })
  const [entry] = await audited('member.update')
  expect(entry).toMatchObject({
    actor: ADMIN.email,
    details: { email, before: { role: 'viewer', projectIds: null }, after: { role: 'editor' } },
  })
  const all = await ask<Member>('PATCH', `/v1/members/${id}`, { projectIds: null })
  expect(all.body.projectIds).toBeNull()
  expect((await ask('PATCH', `/v1/members/${id}`, {})).status).toBe(422)
  expect((await ask('PATCH', '/v1/members/nobody', { role: 'viewer' })).status).toBe(404)
})

test('the last admin stays, also when two admins demote each other at the same time', async () => {
  const [ada] = (await members()).filter(({ role }) => role === 'admin')
  for (const attempt of [
    () => ask('PATCH', `/v1/members/${ada!.id}`, { role: 'editor' }),
    () => ask('PATCH', `/v1/members/${ada!.id}`, { active: false }),
    () => ask('DELETE', `/v1/members/${ada!.id}`),
  ])
    expect(await attempt()).toMatchObject({ status: 409, body: { code: 'last_admin' } })

  for (let round = 0; round < 8; round++) {
    const second = await createMember(app, { role: 'viewer' })
    await app.ctx.db.execute(sql`update users set role = 'admin' where id in (${ada!.id}, ${second.id})`)
    await Promise.all([
      ask('PATCH', `/v1/members/${ada!.id}`, { role: 'viewer' }, second.cookie),
      ask('PATCH', `/v1/members/${second.id}`, { active: false }),
    ])
    const [left] = await app.ctx.db.execute(sql`
      select count(*)::int as admins from users where role = 'admin' and deactivated_at is null`)
    expect(left).toEqual({ admins: 1 })
    await app.ctx.db.execute(
      sql`update users set role = 'admin', deactivated_at = null where id = ${ada!.id}`,
    )
    await app.ctx.db.execute(sql`delete from users where id = ${second.id}`)
  }
})

test('members and invitations are for admins', async () => {
  for (const role of ['editor', 'viewer'] as const) {
    const own = await createMember(app, { role })
    const statuses = [
      (await ask('GET', '/v1/members', undefined, own.cookie)).status,
      (await ask('GET', '/v1/invitations', undefined, own.cookie)).status,
      (await ask('PATCH', `/v1/members/${own.id}`, { role: 'admin' }, own.cookie)).status,
      (
        await ask(
          'POST',
          '/v1/invitations',
          { email: 'e@example.com', role: 'admin', projectIds: null },
          own.cookie,
        )
      ).status,
      (await ask('POST', '/v1/auth/update-user', { role: 'admin', allProjects: true }, own.cookie)).status,
    ]
    expect(statuses.slice(0, 4)).toEqual([403, 403, 403, 403])
    expect((await ask<Me>('GET', '/v1/me', undefined, own.cookie)).body.user.role).toBe(role)
  }
})

test('a person is told whether they see every project, so that nothing about all of them is offered else', async () => {
  const { project } = await createTestProject(app)
  const allOf = async (as: string) => (await ask<Me>('GET', '/v1/me', undefined, as)).body.allProjects
  const restricted = await createMember(app, { role: 'editor', projects: [project.id] })
  expect(await allOf(restricted.cookie)).toBe(false)
  expect(await allOf((await createMember(app, { role: 'editor' })).cookie)).toBe(true)
  expect(await allOf(cookie)).toBe(true)
  const note = { title: 'Release', kind: 'note', projectId: null }
  expect((await ask('POST', '/v1/annotations', note, restricted.cookie)).status).toBe(403)
})
