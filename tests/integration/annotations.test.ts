import { beforeAll, expect, test } from 'vitest'
import type { Annotation } from '#shared/api/annotations.ts'
import { adminCookie, createMember } from '#tests/support/sign-in.ts'
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
  app.setNow(new Date('2026-11-18T14:20:30.000Z'))
})

type Who = { key: string } | { headers: { cookie: string } }
const create = (who: Who, body: object) =>
  send<Annotation & { code: string }>(app, '/v1/annotations', { ...who, body })
const list = async (who: Who, query = '') =>
  (await send<{ data: Annotation[] }>(app, `/v1/annotations?${query}`, who)).body.data
const remove = async (who: Who, id: string) =>
  (await send(app, `/v1/annotations/${id}`, { ...who, method: 'DELETE' })).status

test('a deploy that a key reports is of its project, now, and in the range of its day', async () => {
  const { project, key } = await createTestProject(app)
  const created = await create({ key }, { title: 'v2.1', kind: 'deploy', url: 'https://example.com/v2.1' })
  expect(created).toMatchObject({
    status: 201,
    body: { projectId: project.id, at: '2026-11-18T14:20:30Z', kind: 'deploy' },
  })
  await create({ key }, { title: 'earlier', at: '2026-11-01T23:30:00-05:00' })
  expect((await list({ key })).map(({ title }) => title)).toEqual(['earlier', 'v2.1'])
  const titles = async (query: string) => (await list({ key }, query)).map(({ title }) => title)
  expect(await titles('range=2026-11-02..2026-11-02')).toEqual(['earlier'])
  expect(await titles('range=2026-11-01..2026-11-01&timeZone=America/New_York')).toEqual(['earlier'])
  expect(await titles('kind=deploy')).toEqual(['v2.1'])
  expect(await remove({ key }, created.body.id)).toBe(204)
  expect(await remove({ key }, created.body.id)).toBe(404)
})

test('who sees some projects sees their annotations and those of everybody, and changes only theirs', async () => {
  const [mine, other] = [await createTestProject(app), await createTestProject(app)]
  const admin = { headers: { cookie } }
  const shared = (await create(admin, { title: 'everywhere', kind: 'incident' })).body
  expect(shared.projectId).toBeNull()
  const hidden = (await create(admin, { title: 'hidden', projectId: other.project.id })).body
  const editor = await createMember(app, { role: 'editor', projects: [mine.project.id] })
  const who = { headers: { cookie: editor.cookie } }
  await create(who, { title: 'own', projectId: mine.project.id })
  expect((await list(who)).map(({ title }) => title)).toEqual(['everywhere', 'own'])
  expect((await list(admin, `project=${mine.project.id}`)).map(({ title }) => title)).not.toContain('hidden')
  expect((await create(who, { title: 'x', projectId: other.project.id })).status).toBe(404)
  expect((await create(who, { title: 'x' })).status).toBe(403)
  expect(await remove(who, hidden.id)).toBe(404)
  expect(await remove(who, shared.id)).toBe(404)
  expect((await create({ key: mine.key }, { title: 'x', projectId: other.project.id })).status).toBe(404)
})

test('viewers and keys that only read annotate nothing', async () => {
  const viewer = await createMember(app, { role: 'viewer' })
  const { key } = await createTestProject(app, ['read'])
  expect((await create({ headers: { cookie: viewer.cookie } }, { title: 'x' })).status).toBe(403)
  expect((await create({ key }, { title: 'x' })).status).toBe(403)
})

test.each([
  {},
  { title: '' },
  { title: 'a\u0000b' },
  { title: 'x', kind: 'party' },
  { title: 'x', at: 'yesterday' },
  { title: 'x', at: '0001-01-01T00:00:00Z' },
  { title: 'x', url: 'javascript:alert(1)' },
  { title: 'x', colour: 'red' },
])('%j is refused', async (body) => {
  expect((await create({ headers: { cookie } }, body)).status).toBe(422)
})
