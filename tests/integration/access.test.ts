import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '#server/http/app.ts'
import { createAllPlaces } from '#server/http/places.ts'
import { createMetrics } from '#server/metrics/create-metrics.ts'
import { storeFindings } from '#server/savings/lifecycle/store-findings.ts'
import { refreshNow } from '#server/savings/refresh-savings.ts'
import type { Me } from '#shared/api/people.ts'
import { makeChannel } from '#tests/support/alerts.ts'
import { chatEvent } from '#tests/support/events.ts'
import { makeFinding } from '#tests/support/finding.ts'
import { OTHERS, READS } from '#tests/support/reading-routes.ts'
import { createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

/** Stands in everything that belongs to the project that is not seen. */
const SECRET = 'secret-of-b'

type TestProject = Awaited<ReturnType<typeof createTestProject>>

let app: TestApplication
let seen: TestProject
let hidden: TestProject
let ids: {
  key: string
  override: string
  alias: string
  annotation: string
  run: string
  sharedRun: string
  opportunity: string
  alert: string
  budget: string
  sharedBudget: string
  rule: string
  digest: string
}

beforeAll(async () => {
  app = await startTestApplication()
  seen = await createTestProject(app)
  hidden = await createTestProject(app)
  await app.ctx.db.execute(sql`update projects set name = ${SECRET} where id = ${Number(hidden.project.id)}`)
  await send(app, '/v1/events', {
    key: seen.key,
    body: chatEvent({ feature: 'shown', userId: 'shown-user' }),
  })
  const labels = {
    feature: SECRET,
    team: SECRET,
    userId: SECRET,
    tags: { customer: SECRET, [SECRET]: 'yes' },
  }
  await send(app, '/v1/events', { key: hidden.key, body: chatEvent({ ...labels, id: SECRET }) })
  await send(app, '/v1/events', {
    key: hidden.key,
    body: chatEvent({ ...labels, id: 'hidden', model: SECRET }),
  })
  const own = `${SECRET}-own`
  await send(app, '/v1/events', { key: hidden.key, body: chatEvent({ ...labels, model: own }) })
  await refreshNow(app.ctx, Number(hidden.project.id))
  const editor = await createMember(app, { role: 'editor' })
  const make = async (path: string, body: object) =>
    (await send<{ id: string }>(app, path, { headers: { cookie: editor.cookie }, body })).body.id
  const webhookUrl = 'https://hooks.slack.com/services/nowhere'
  const slack = await makeChannel(app.ctx, { kind: 'slack', name: 'Slack', isDefault: false, webhookUrl })
  const projectId = hidden.project.id
  const prices = { rates: { input: '1' } }
  const target = { targetProvider: 'openai', targetModel: 'gpt-4o' }
  const effectiveFrom = new Date(Date.now() - 60_000).toISOString()
  await make('/v1/prices/overrides', { projectId, provider: 'openai', model: own, prices, effectiveFrom })
  ids = {
    key: await make('/v1/api-keys', { projectId, name: SECRET, scopes: ['read'] }),
    override: await make('/v1/prices/overrides', { projectId, provider: 'own', model: SECRET, prices }),
    alias: await make('/v1/prices/aliases', { projectId, provider: 'azure', name: SECRET, ...target }),
    annotation: await make('/v1/annotations', { projectId, title: SECRET }),
    run: await make('/v1/reprice-runs', { projectId, model: SECRET }),
    sharedRun: await make('/v1/reprice-runs', { model: SECRET }),
    opportunity: await makeOpportunity(Number(projectId)),
    alert: await raise(projectId),
    budget: await make('/v1/budgets', { projectId, name: SECRET, amountUsd: '1' }),
    sharedBudget: await make('/v1/budgets', { name: SECRET, amountUsd: '1', groupBy: 'project' }),
    digest: await make('/v1/digests', {
      projectId,
      name: SECRET,
      period: 'week',
      channelIds: [String(slack.id)],
    }),
    rule: await make('/v1/alert-rules', { projectId, kind: 'silence', settings: {} }),
  }
})

async function makeOpportunity(projectId: number): Promise<string> {
  await storeFindings(app.ctx, projectId, [makeFinding({ scope: { feature: SECRET } })])
  const [row] = await app.ctx.db.execute<{ id: string }>(sql`select id::text from opportunities`)
  return row!.id
}

/** As the watch of a project would. */
async function raise(projectId: string): Promise<string> {
  const facts = JSON.stringify({ name: SECRET, scope: '' })
  const [row] = await app.ctx.db.execute<{ id: string }>(sql`
    insert into alerts (dedup_key, kind, state, project_id, facts, fired_at)
    values ('hidden', 'silence', 'firing', ${Number(projectId)}, ${facts}::text::jsonb, now()) returning id::text`)
  return row!.id
}

const inPath = (path: string) =>
  path.replace(/HIDDEN|SEEN|RUN|ALERT|BUDGET|OPPORTUNITY/g, (word) => {
    switch (word) {
      case 'RUN':
        return ids.run
      case 'ALERT':
        return ids.alert
      case 'BUDGET':
        return ids.budget
      case 'OPPORTUNITY':
        return ids.opportunity
      default:
        return word === 'SEEN' ? seen.project.id : hidden.project.id
    }
  })

test('every route that reads stands in this table', () => {
  const metrics = createMetrics()
  const { routes } = createApp({ ...app.ctx, metrics }, 'no-web-app', createAllPlaces(metrics))
  const paths = new Set(
    READS.map((path) => path.split('?')[0]!.replace(/RUN|ALERT|BUDGET|OPPORTUNITY/, ':id')),
  )
  const reading = routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/'))
  expect(reading.length).toBeGreaterThan(10)
  const unlisted = reading
    .map(({ path }) => path)
    .filter((path) => !paths.has(path) && !OTHERS.includes(path))
  expect(unlisted).toEqual([])
})

test('each of these reads tells somebody who sees every project of the other one, where it can', async () => {
  const { cookie } = await createMember(app, { role: 'editor' })
  const silent: string[] = []
  for (const path of READS) {
    const { body } = await send(app, inPath(path), { headers: { cookie } })
    if (!JSON.stringify(body).includes(SECRET) && !Number(countedRequests(body))) silent.push(path)
  }
  expect(silent).toEqual(READS.slice(READS.indexOf('/v1/audit')))
})

const countedRequests = (body: object) => {
  const { total, coverage } = body as Partial<Record<'total' | 'coverage', { requests?: number }>>
  return (total ?? coverage)?.requests
}

test.each(['viewer', 'editor'] as const)('a %s of one project reads nothing of another', async (role) => {
  const { cookie } = await createMember(app, { role, projects: [seen.project.id] })
  for (const path of READS) {
    const { status, body } = await send(app, inPath(path), { headers: { cookie } })
    expect([path, status < 500, JSON.stringify(body).includes(SECRET)]).toEqual([path, true, false])
  }
  const total = async (query: string) =>
    countedRequests((await send(app, inPath(`/v1/spend/by?${query}`), { headers: { cookie } })).body)
  expect(await total('groupBy=project')).toBe(1)
  expect(await total('project=HIDDEN')).toBe(0)
})

test('the key of a project reads nothing of another either', async () => {
  for (const path of READS) {
    const { body } = await send(app, inPath(path), { key: seen.key })
    expect([path, JSON.stringify(body).includes(SECRET)]).toEqual([path, false])
  }
})

test('who was given no project sees none, and one that is made later stays unseen', async () => {
  const { cookie } = await createMember(app, { role: 'viewer', projects: [] })
  const answer = await send<{ data: object[] }>(app, '/v1/projects', { headers: { cookie } })
  expect(answer.body.data).toEqual([])
  expect(countedRequests((await send(app, '/v1/spend/by', { headers: { cookie } })).body)).toBe(0)
})

test('an editor of one project changes nothing of another, nor of the whole installation', async () => {
  const { cookie } = await createMember(app, { role: 'editor', projects: [seen.project.id] })
  const ask = async (method: string, path: string, body?: object) =>
    (await send(app, path, { method, headers: { cookie }, ...(body && { body }) })).status
  const price = { provider: 'own', model: 'm', prices: { rates: { input: '1' } } }
  const alias = { provider: 'azure', name: 'n', targetProvider: 'openai', targetModel: 'gpt-4o' }
  const projectId = hidden.project.id
  expect([
    await ask('POST', '/v1/api-keys', { projectId, name: 'k', scopes: ['read'] }),
    await ask('DELETE', `/v1/api-keys/${ids.key}`),
    await ask('POST', '/v1/prices/overrides', { ...price, projectId }),
    await ask('POST', '/v1/prices/overrides', price),
    await ask('DELETE', `/v1/prices/overrides/${ids.override}`),
    await ask('POST', '/v1/prices/aliases', { ...alias, projectId }),
    await ask('DELETE', `/v1/prices/aliases/${ids.alias}`),
    await ask('DELETE', `/v1/annotations/${ids.annotation}`),
    await ask('PATCH', `/v1/opportunities/${ids.opportunity}`, { state: 'in_review' }),
    await ask('PUT', `/v1/savings-settings/${projectId}`, {}),
    await ask('POST', `/v1/opportunities/refresh?project=${projectId}`),
    await ask('POST', '/v1/reprice-runs', { projectId }),
    await ask('POST', '/v1/reprice-runs', {}),
    await ask('GET', `/v1/reprice-runs/${ids.sharedRun}`),
    await ask('POST', '/v1/projects', { name: 'Mine' }),
    await ask('POST', `/v1/alerts/${ids.alert}/acknowledge`),
    await ask('POST', '/v1/budgets', { projectId, name: 'b', amountUsd: '1' }),
    await ask('POST', '/v1/budgets', { name: 'b', amountUsd: '1' }),
    await ask('PATCH', `/v1/budgets/${ids.budget}`, { name: 'b' }),
    await ask('DELETE', `/v1/budgets/${ids.sharedBudget}`),
    await ask('DELETE', `/v1/alert-rules/${ids.rule}`),
  ]).toEqual([
    404, 404, 404, 403, 404, 404, 404, 404, 404, 404, 404, 404, 403, 404, 403, 404, 404, 403, 404, 404, 404,
  ])
  expect(await ask('POST', '/v1/prices/overrides', { ...price, projectId: seen.project.id })).toBe(201)
})

test('a change of role and projects holds from the next request on', async () => {
  const { id, cookie } = await createMember(app, { role: 'viewer', projects: [] })
  const mine = async () => (await send<Me>(app, '/v1/me', { headers: { cookie } })).body
  expect((await mine()).may).toEqual(['readSpend'])
  await app.ctx.db.execute(sql`update users set role = 'editor', all_projects = true where id = ${id}`)
  expect((await mine()).may).toContain('manageKeys')
  expect(countedRequests((await send(app, '/v1/spend/by', { headers: { cookie } })).body)).toBe(4)
})
