import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { AppContext } from '#server/context.ts'
import { storeFindings } from '#server/savings/lifecycle/store-findings.ts'
import { refreshNow, refreshSavings } from '#server/savings/refresh-savings.ts'
import { requestRefresh } from '#server/savings/settings/request-refresh.ts'
import type { OpportunityList } from '#shared/api/savings.ts'
import type { ProjectSavings } from '#shared/api/savings-settings.ts'
import { makeFinding } from '#tests/support/finding.ts'
import { readSavingsCase } from '#tests/support/savings-case.ts'
import { createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let editor: { headers: { cookie: string } }
beforeAll(async () => {
  app = await startTestApplication()
  editor = { headers: { cookie: (await createMember(app, { role: 'editor' })).cookie } }
})

async function start(events: object[], now = '2026-05-31T00:00:00Z') {
  app.setNow(new Date(now))
  const { project, key } = await createTestProject(app)
  for (let at = 0; at < events.length; at += 500)
    await send(app, '/v1/events', { key, body: events.slice(at, at + 500) })
  const list = async () =>
    (await send<OpportunityList>(app, `/v1/opportunities?project=${project.id}`, { key })).body
  const state = async () =>
    (await send<{ data: ProjectSavings[] }>(app, '/v1/savings-settings', { key })).body.data[0]!
  return { project, key, list, state }
}

test('a search finds what was routed, stores it, and counts it at once', async () => {
  const { project, list, state } = await start(readSavingsCase('s13-realised-savings'))
  expect((await state()).refreshedAt).toBeNull()
  expect(await refreshNow(app.ctx, Number(project.id))).toMatchObject({ found: 1, added: 1 })
  const { data, totals, refreshedAt, isRefreshing } = await list()
  expect(data).toMatchObject([
    {
      type: 'realised_savings',
      state: 'realised',
      realisedUsd: '6.3452256',
      scope: { feature: 'faq-intent' },
    },
  ])
  expect(totals.realisedUsd).toBe('6.3452256')
  expect({ refreshedAt, isRefreshing }).toEqual({ refreshedAt: '2026-05-31T00:00:00Z', isRefreshing: false })
  expect(await refreshNow(app.ctx, Number(project.id))).toMatchObject({ found: 1, added: 0 })
}, 60_000)

const event = {
  provider: 'openai',
  model: 'gpt-4o',
  usage: { prompt_tokens: 10, completion_tokens: 10 },
}

test('a project is searched from its eighth day on, or when somebody asks', async () => {
  const { state } = await start([{ ...event, id: 'a', timestamp: '2026-05-30T00:00:00Z' }])
  await refreshSavings(app.ctx)
  expect(await state()).toMatchObject({ refreshedAt: null, isRefreshing: false })
  app.setNow(new Date('2026-06-06T00:00:01Z'))
  await refreshSavings(app.ctx)
  expect((await state()).refreshedAt).toBe('2026-06-06T00:00:01Z')

  const young = await start([])
  await requestRefresh(app.ctx, young.project.id, undefined)
  await refreshSavings(app.ctx)
  expect(await young.state()).toMatchObject({ refreshedAt: '2026-05-31T00:00:00Z', isRefreshing: false })
})

test('every project with events is searched once a day, and at once when somebody asks', async () => {
  const { project, state } = await start([{ ...event, id: 'a', timestamp: '2026-05-20T00:00:00Z' }])
  await refreshSavings(app.ctx)
  expect((await state()).refreshedAt).toBe('2026-05-31T00:00:00Z')
  app.setNow(new Date('2026-05-31T23:59:59Z'))
  await refreshSavings(app.ctx)
  expect((await state()).refreshedAt).toBe('2026-05-31T00:00:00Z')
  const asked = await send(app, `/v1/opportunities/refresh?project=${project.id}`, {
    ...editor,
    method: 'POST',
  })
  expect(asked.status).toBe(202)
  expect((await state()).isRefreshing).toBe(true)
  await refreshSavings(app.ctx)
  expect(await state()).toMatchObject({ refreshedAt: '2026-05-31T23:59:59Z', isRefreshing: false })
  app.setNow(new Date('2026-06-02T00:00:00Z'))
  await refreshSavings(app.ctx)
  expect((await state()).refreshedAt).toBe('2026-06-02T00:00:00Z')
})

/** Begins a search that has its project and waits for its events until `goOn` is called. */
async function beginSearch(ctx: AppContext, project: { id: string }, isRefreshing: () => Promise<boolean>) {
  const connection = app.ctx.connect()
  await connection.orm.execute(sql`begin`)
  await connection.orm.execute(sql`lock table usage_events in access exclusive mode`)
  const searching = refreshNow(ctx, Number(project.id))
  await expect.poll(isRefreshing).toBe(true)
  return { searching, goOn: () => connection.end() }
}

test('what is asked for during a search is searched again', async () => {
  const { project, state } = await start([{ ...event, id: 'a', timestamp: '2026-05-20T00:00:00Z' }])
  const isRefreshing = async () => (await state()).isRefreshing
  const { searching, goOn } = await beginSearch(app.ctx, project, isRefreshing)
  app.setNow(new Date('2026-05-31T00:00:01Z'))
  await requestRefresh(app.ctx, project.id, undefined)
  await goOn()
  await searching
  expect((await state()).isRefreshing).toBe(true)
  // By the clock of this instance it was asked in the future: it is searched once for all that.
  app.setNow(new Date('2026-05-31T00:00:00Z'))
  await refreshSavings(app.ctx)
  expect(await state()).toMatchObject({ refreshedAt: '2026-05-31T00:00:00Z', isRefreshing: false })
})

test('one instance searches a project at a time, and one that died lets go', async () => {
  const { project, state } = await start([{ ...event, id: 'a', timestamp: '2026-05-20T00:00:00Z' }])
  const id = Number(project.id)
  await app.ctx.db.execute(sql`
    insert into savings_projects (project_id, lease_until) values (${id}, '2026-05-31T00:10:00Z')`)
  expect(await refreshNow(app.ctx, id)).toBeUndefined()
  await refreshSavings(app.ctx)
  expect(await state()).toMatchObject({ refreshedAt: null, isRefreshing: true })
  app.setNow(new Date('2026-05-31T00:10:01Z'))
  await refreshSavings(app.ctx)
  expect((await state()).refreshedAt).toBe('2026-05-31T00:10:01Z')
})

test('a stop in the middle of a search is no search that found nothing', async () => {
  const { project, list, state } = await start([{ ...event, id: 'a', timestamp: '2026-05-20T00:00:00Z' }])
  await storeFindings(app.ctx, Number(project.id), [makeFinding()])
  const stopped = { ...app.ctx, stopping: AbortSignal.abort() }
  await expect(refreshNow(stopped, Number(project.id))).rejects.toThrow('aborted')
  expect((await list()).data).toMatchObject([{ state: 'open' }])
  // The next start need not wait for it.
  expect(await state()).toMatchObject({ refreshedAt: null, isRefreshing: false })
  await refreshSavings(app.ctx)
  expect((await state()).refreshedAt).toBe('2026-05-31T00:00:00Z')
})

test('a server that stops lets go of a project at once, and not of what another one has taken since', async () => {
  const { project, state } = await start([{ ...event, id: 'a', timestamp: '2026-05-20T00:00:00Z' }])
  const isRefreshing = async () => (await state()).isRefreshing
  const stop = new AbortController()
  const { searching, goOn } = await beginSearch({ ...app.ctx, stopping: stop.signal }, project, isRefreshing)
  const ended = expect(searching).rejects.toThrow('aborted')
  stop.abort()
  // The search still waits; the connections of a server would be closed by the time it goes on.
  await expect.poll(isRefreshing).toBe(false)
  await app.ctx.db.execute(sql`
    update savings_projects set lease_until = '2026-05-31T00:10:00Z' where project_id = ${Number(project.id)}`)
  await goOn()
  await ended
  expect(await state()).toMatchObject({ refreshedAt: null, isRefreshing: true })
})

test('an accepted opportunity is piloted from its first routed request on', async () => {
  const { project, key, list } = await start([])
  await storeFindings(app.ctx, Number(project.id), [makeFinding()])
  const { id } = (await list()).data[0]!
  await send(app, `/v1/opportunities/${id}`, { ...editor, method: 'PATCH', body: { state: 'accepted' } })
  await refreshNow(app.ctx, Number(project.id))
  expect((await list()).data[0]!.state).toBe('accepted')
  app.setNow(new Date('2026-06-02T00:00:00Z'))
  const routed = { ...event, id: 'r', model: 'gpt-4o-mini', routedFrom: 'gpt-4o', feature: 'faq-intent' }
  await send(app, '/v1/events', {
    key,
    body: { ...routed, timestamp: '2026-06-01T00:00:00Z', tags: { opportunityId: id } },
  })
  await refreshNow(app.ctx, Number(project.id))
  expect((await list()).data.find((each) => each.id === id)!.state).toBe('piloting')
})
