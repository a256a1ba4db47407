import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { storeFindings } from '#server/savings/lifecycle/store-findings.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import type { Opportunity, OpportunityList } from '#shared/api/savings.ts'
import { chatEvent } from '#tests/support/events.ts'
import { makeFinding } from '#tests/support/finding.ts'
import { createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let editor: { headers: { cookie: string } }
const NOW = new Date('2026-06-10T12:00:00.000Z')

beforeAll(async () => {
  app = await startTestApplication()
  editor = { headers: { cookie: (await createMember(app, { role: 'editor' })).cookie } }
})

/** A project of its own, in which a search finds what the test says. */
async function start() {
  app.setNow(NOW)
  const { project, key } = await createTestProject(app)
  const search = (...findings: Finding[]) => storeFindings(app.ctx, Number(project.id), findings)
  const list = async (query = '') =>
    (await send<OpportunityList>(app, `/v1/opportunities?project=${project.id}${query}`, { key })).body
  const one = async () => {
    const { id } = (await list()).data[0]!
    return (await send<Opportunity>(app, `/v1/opportunities/${id}`, { key })).body
  }
  const move = async (change: object) => {
    const { id } = (await list()).data[0]!
    return send<Opportunity & { code: string; detail: string }>(app, `/v1/opportunities/${id}`, {
      ...editor,
      method: 'PATCH',
      body: change,
    })
  }
  return { project, key, search, list, one, move }
}

test('a finding is an open opportunity, and the next search keeps it with its new numbers', async () => {
  const { search, one } = await start()
  expect(await search(makeFinding())).toBe(1)
  const before = await one()
  expect(before).toMatchObject({ state: 'open', title: 'faq-intent: gpt-4o to gpt-4o-mini', decided: null })
  app.setNow(new Date('2026-06-11T12:00:00Z'))
  expect(await search(makeFinding({ expectedUsd: '130' }))).toBe(0)
  expect(await one()).toMatchObject({
    id: before.id,
    state: 'open',
    finding: { savings: { expectedUsd: '130' } },
    firstSeenAt: '2026-06-10T12:00:00Z',
    lastSeenAt: '2026-06-11T12:00:00Z',
  })
})

test('accepting freezes the numbers, whatever later searches say', async () => {
  const { search, one, move } = await start()
  await search(makeFinding())
  const accepted = await move({
    state: 'accepted',
    owner: 'Grace',
    targetDate: '2026-07-01',
    oneOffUsd: '12',
  })
  expect(accepted.body).toMatchObject({
    state: 'accepted',
    owner: 'Grace',
    targetDate: '2026-07-01',
    acceptedUsdMonthly: '90',
    oneOffUsd: '12',
  })
  await search(makeFinding({ expectedUsd: '500', savings: { ...makeFinding().savings, marginalUsd: '400' } }))
  expect(await one()).toMatchObject({
    state: 'accepted',
    acceptedUsdMonthly: '90',
    decided: { savings: { expectedUsd: '100', marginalUsd: '90' } },
    finding: { savings: { marginalUsd: '400' } },
  })
  await search()
  expect((await one()).state).toBe('accepted')
})

test('who moved it, from where, and why is in its history', async () => {
  const { search, one, move } = await start()
  await search(makeFinding())
  await move({ state: 'in_review' })
  await move({ state: 'accepted' })
  await move({ state: 'piloting' })
  await move({ state: 'failed', reason: 'Quality fell by 8 points.' })
  const { history, reason } = await one()
  expect(reason).toBe('Quality fell by 8 points.')
  expect(
    history.map(({ details }) => [
      (details.before as { state: string }).state,
      (details.after as { state: string }).state,
    ]),
  ).toEqual([
    ['piloting', 'failed'],
    ['accepted', 'piloting'],
    ['in_review', 'accepted'],
    ['open', 'in_review'],
  ])
  expect(history[0]!.actor).toMatch(/@example\.com$/)
})

test('a state that does not follow is refused, and so is a refusal without a reason', async () => {
  const { search, move, one } = await start()
  await search(makeFinding())
  expect(await move({ state: 'realised' })).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
  expect((await move({ state: 'dismissed' })).status).toBe(422)
  expect((await move({})).status).toBe(422)
  expect((await move({ state: 'superseded' })).status).toBe(409)
  expect(await one()).toMatchObject({ state: 'open', history: [] })
})

test('a dismissed one stays away until its saving has doubled', async () => {
  const { search, one, move } = await start()
  await search(makeFinding())
  await move({ state: 'dismissed', reason: 'Not now.' })
  await search(makeFinding({ expectedUsd: '199.99' }))
  expect(await one()).toMatchObject({ state: 'dismissed', reason: 'Not now.' })
  await search(makeFinding({ expectedUsd: '200' }))
  expect(await one()).toMatchObject({
    state: 'open',
    decided: null,
    reason: expect.stringContaining('doubled'),
  })
})

test('a dismissed one comes back with other evidence, and at its date', async () => {
  const evidence = await start()
  await evidence.search(makeFinding())
  await evidence.move({ state: 'dismissed', reason: 'No proof.' })
  await evidence.search(makeFinding({ confidence: 'high' }))
  expect((await evidence.one()).state).toBe('open')

  const dated = await start()
  await dated.search(makeFinding())
  await dated.move({ state: 'dismissed', reason: 'After launch.', dismissedUntil: '2026-06-20T00:00:00Z' })
  app.setNow(new Date('2026-06-19T23:59:59Z'))
  await dated.search(makeFinding())
  expect((await dated.one()).state).toBe('dismissed')
  app.setNow(new Date('2026-06-20T00:00:00Z'))
  await dated.search(makeFinding())
  expect((await dated.one()).state).toBe('open')
})

test('it expires when its requests end, and opens again when they are back', async () => {
  const { search, one } = await start()
  await search(makeFinding())
  await search()
  expect(await one()).toMatchObject({ state: 'expired', reason: 'These requests are not made any more.' })
  await search(makeFinding())
  expect(await one()).toMatchObject({ state: 'open', reason: 'It was found again.' })
  expect((await one()).history.map(({ actor }) => actor)).toEqual([
    'search for savings',
    'search for savings',
  ])
})

test('with requests that go on it expires because they no longer support it', async () => {
  const { search, one, key } = await start()
  const timestamp = '2026-06-09T12:00:00Z'
  await send(app, '/v1/events', { key, body: chatEvent({ feature: 'faq-intent', timestamp }) })
  await search(makeFinding())
  await search()
  expect((await one()).reason).toBe('The requests of the last 30 days do not support it any more.')
})

test('a better target for the same requests supersedes it', async () => {
  const { search, list } = await start()
  await search(makeFinding())
  const to = { provider: 'openai', model: 'gpt-4.1-nano' }
  await search(makeFinding({ key: 'other', to, action: 'Send it to gpt-4.1-nano.' }))
  const { data } = await list()
  expect(data.map(({ state, to: target }) => [target!.model, state]).sort()).toEqual([
    ['gpt-4.1-nano', 'open'],
    ['gpt-4o-mini', 'superseded'],
  ])
})

test('totals add up what does not overlap, and keep promises, results and failures apart', async () => {
  const { search, list, project, move } = await start()
  const scope = (feature: string) => ({ key: feature, scope: { feature } })
  const warning = { type: 'measurement_warning', family: 'notice' } as const
  await search(makeFinding(), makeFinding(scope('b')), makeFinding({ ...scope('c'), ...warning }))
  await app.ctx.db.execute(sql`
    update opportunities set finding = jsonb_set(finding, '{savings,marginalUsd}', '"0"')
    where project_id = ${Number(project.id)} and key = 'c'`)
  expect((await list()).totals).toMatchObject({ claimedUsdMonthly: '180', claimed: 2, lastMonth: null })
  await move({ state: 'accepted' })
  expect((await list()).totals).toMatchObject({
    claimedUsdMonthly: '90',
    acceptedUsdMonthly: '90',
    accepted: 1,
  })
  await move({ state: 'failed', reason: 'Rolled back.' })
  const { totals, data } = await list('&state=failed&feature=faq-intent')
  expect(totals).toMatchObject({ acceptedUsdMonthly: '0', leakedUsdMonthly: '90', leaked: 1, claimed: 1 })
  expect(data.map(({ state }) => state)).toEqual(['failed'])
})

test('a warning about scores can be dismissed but never accepted', async () => {
  const { search, one, move } = await start()
  await search(makeFinding({ type: 'measurement_warning', family: 'notice', to: null }))
  expect((await one()).nextStates).toEqual(['in_review', 'dismissed'])
  expect((await move({ state: 'accepted' })).status).toBe(409)
})

test('viewers and keys read and decide nothing', async () => {
  const { search, list, key } = await start()
  await search(makeFinding())
  const { id } = (await list()).data[0]!
  const viewer = await createMember(app, { role: 'viewer' })
  const path = `/v1/opportunities/${id}`
  const patch = { method: 'PATCH', body: { state: 'in_review' } }
  expect((await send(app, path, { headers: { cookie: viewer.cookie } })).status).toBe(200)
  expect((await send(app, path, { headers: { cookie: viewer.cookie }, ...patch })).status).toBe(403)
  expect((await send(app, path, { key, ...patch })).status).toBe(403)
  const stranger = await createMember(app, { role: 'editor', projects: [] })
  expect((await send(app, path, { headers: { cookie: stranger.cookie }, ...patch })).status).toBe(404)
})

test('settings are of a project, refused when they make no sense, and ask for a new search', async () => {
  const { project } = await start()
  const put = (body: object) =>
    send(app, `/v1/savings-settings/${project.id}`, { ...editor, method: 'PUT', body })
  const features = [{ feature: 'loan-intake', residency: 'eu' }]
  expect(await put({ qualityMargin: 0.05, features })).toMatchObject({
    status: 200,
    body: {
      isRefreshing: true,
      refreshedAt: null,
      settings: {
        qualityMargin: 0.05,
        minSavingUsd: '1',
        features: [{ feature: 'loan-intake', residency: 'eu', excluded: false, allowedProviders: [] }],
      },
    },
  })
  expect((await put({ qualityMargin: 2 })).status).toBe(422)
  expect((await put({ minSavingUsd: '-1' })).status).toBe(422)
  expect((await put({ features: [...features, ...features] })).status).toBe(422)
})
