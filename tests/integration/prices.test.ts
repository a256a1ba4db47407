import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { updateProject } from '#server/people/update-project.ts'
import { addModelAlias, addPriceOverride, retireEntry } from '#server/prices/edit-price-book.ts'
import { priceUnpriced } from '#server/prices/price-unpriced.ts'
import { approveReprice, getRepriceRun, previewReprice, undoReprice } from '#server/prices/reprice-runs.ts'
import { runReprice } from '#server/prices/run-reprice.ts'
import {
  CreateModelAlias,
  CreatePriceOverride,
  RepriceFilter,
  type UnpricedModel,
} from '#shared/api/prices.ts'
import type { SpendBy } from '#shared/api/spend.ts'
import { chatEvent } from '#tests/support/events.ts'
import { expectRollupsEqualEvents } from '#tests/support/rollup-invariants.ts'
import { adminCookie } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
/** The session of the only person. */
let cookie: string
beforeAll(async () => {
  app = await startTestApplication()
  cookie = await adminCookie(app)
})
const setRole = (role: string) => app.ctx.db.execute(sql`update users set role = ${role}`)

const ME = 'ada@example.com'
const USAGE = { input: 1_000_000, output: 1_000_000 }
const own = (overrides: object) => chatEvent({ provider: 'acme', model: 'llm-1', usage: USAGE, ...overrides })
const price = (rates: Record<string, string>, more: object = {}) =>
  CreatePriceOverride.parse({ provider: 'acme', model: 'llm-1', prices: { rates }, ...more })

async function spend(key: string): Promise<SpendBy> {
  return (await send<SpendBy>(app, '/v1/spend/by?range=7d', { key })).body
}

async function costOf(key: string, event: object): Promise<[string | null, string]> {
  const { body } = await send<{ events: { costUsd: string | null; costStatus: string }[] }>(
    app,
    '/v1/events',
    {
      key,
      body: event,
      headers: { prefer: 'return=representation' },
    },
  )
  return [body.events[0]!.costUsd, body.events[0]!.costStatus]
}

/** Lets the database believe that the last change of prices is long known to everybody. */
const settle = () =>
  app.ctx.db.execute(sql`
    with a as (update price_overrides set created_at = created_at - interval '1 minute', retired_at = retired_at - interval '1 minute')
    update model_aliases set created_at = created_at - interval '1 minute'`)

test('an own price counts at once, the project’s before the installation’s, and until it is retired', async () => {
  const { key, project } = await createTestProject(app)
  const other = await createTestProject(app)
  expect(await costOf(key, own({}))).toEqual([null, 'unpriced'])
  const everywhere = await addPriceOverride(app.ctx, price({ input: '1', output: '2' }), ME)
  expect(await costOf(key, own({}))).toEqual(['3', 'priced'])
  const here = await addPriceOverride(
    app.ctx,
    price({ input: '0.5', output: '0' }, { projectId: project.id }),
    ME,
  )
  expect(await costOf(key, own({ model: ' LLM-1 ' }))).toEqual(['0.5', 'priced'])
  expect(await costOf(other.key, own({}))).toEqual(['3', 'priced'])
  await retireEntry(app.ctx, { table: 'price_overrides', id: here }, ME)
  expect(await costOf(key, own({}))).toEqual(['3', 'priced'])
  await retireEntry(app.ctx, { table: 'price_overrides', id: everywhere }, ME)
  expect(await costOf(key, own({}))).toEqual([null, 'unpriced'])
})

test('an own price counts from its start to its end, start inclusive', async () => {
  const { key, project } = await createTestProject(app)
  const at = (seconds: number) => new Date(Date.now() - 3_600_000 + seconds * 1_000).toISOString()
  const [start, end] = [at(0), at(60)]
  const dated = { projectId: project.id, effectiveFrom: start, effectiveUntil: end }
  await addPriceOverride(app.ctx, price({ input: '1', output: '1' }, dated), ME)
  expect((await costOf(key, own({ timestamp: at(-1) })))[1]).toBe('unpriced')
  expect((await costOf(key, own({ timestamp: start })))[0]).toBe('2')
  expect((await costOf(key, own({ timestamp: at(59) })))[0]).toBe('2')
  expect((await costOf(key, own({ timestamp: end })))[1]).toBe('unpriced')
})

test('an own name stands for a model of the catalogue', async () => {
  const { key, project } = await createTestProject(app)
  const deployment = chatEvent({ provider: 'azure', model: 'prod-chat-eu' })
  expect(await costOf(key, deployment)).toEqual([null, 'unpriced'])
  const alias = {
    projectId: project.id,
    provider: 'azure',
    name: 'prod-chat-eu',
    targetProvider: 'openai',
    targetModel: 'gpt-4o',
  }
  await addModelAlias(app.ctx, CreateModelAlias.parse(alias), ME)
  expect(await costOf(key, { ...deployment, id: 'second' })).toEqual(['0.005615', 'priced'])
})

test('the setting of a project says which cost counts', async () => {
  const { key, project } = await createTestProject(app)
  expect(await costOf(key, chatEvent({ costUsd: 1 }))).toEqual(['0.005615', 'priced'])
  await updateProject(app.ctx, project.id, { costBasis: 'reported' }, ME)
  expect(await costOf(key, chatEvent({ costUsd: 1 }))).toEqual(['1', 'reported'])
  expect(await costOf(key, chatEvent({}))).toEqual(['0.005615', 'priced'])
})

test('what nobody can price waits in the inbox with its tokens, and is priced by itself when a price appears', async () => {
  const { key, project } = await createTestProject(app)
  const body = [own({ model: 'llm-2' }), own({ model: 'llm-2' }), own({ model: 'llm-3' }), chatEvent()]
  await send(app, '/v1/events', { key, body })
  const inbox = async () =>
    (await send<{ data: UnpricedModel[] }>(app, '/v1/prices/unpriced', { key })).body.data
  expect((await inbox()).map(({ model, events, tokens, reason }) => [model, events, tokens, reason])).toEqual(
    [
      ['llm-2', 2, 4_000_000, 'unknown_model'],
      ['llm-3', 1, 2_000_000, 'unknown_model'],
    ],
  )
  await addPriceOverride(
    app.ctx,
    price({ input: '1', output: '2' }, { model: 'llm-2', projectId: project.id }),
    ME,
  )
  await settle()
  await priceUnpriced(app.ctx)
  await runReprice(app.ctx)
  expect((await inbox()).map(({ model }) => model)).toEqual(['llm-3'])
  const { total, coverage } = await spend(key)
  expect([total.costUsd, coverage.unpriced]).toEqual(['6.005615', 1])
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('a new price changes no stored event until a previewed run is approved; undo takes it all back', async () => {
  const { key, project } = await createTestProject(app)
  const days = [0, 1, 2].map((n) => new Date(Date.now() - n * 86_400_000).toISOString())
  const body = [
    ...days.map((timestamp) => chatEvent({ timestamp })),
    chatEvent({ model: 'gpt-4o-mini' }),
    chatEvent({ model: 'unheard-of' }),
  ]
  await send(app, '/v1/events', { key, body })
  const before = await spend(key)
  const twice = CreatePriceOverride.parse({
    projectId: project.id,
    provider: 'openai',
    model: 'gpt-4o',
    prices: { rates: { input: '5', cacheRead: '2.5', output: '20' } },
  })
  await addPriceOverride(app.ctx, twice, ME)
  expect((await spend(key)).total).toEqual(before.total)

  const filter = RepriceFilter.parse({ projectId: project.id })
  const { id } = await previewReprice(app.ctx, filter, ME)
  await expect(approveReprice(app.ctx, id, ME)).rejects.toMatchObject({ code: 'wrong_state' })
  await runReprice(app.ctx)
  const preview = await getRepriceRun(app.ctx, id)
  expect(preview).toMatchObject({ state: 'previewed', summary: { events: 5, changed: 3 } })
  expect(preview.summary!.byModel.find(({ model }) => model === 'gpt-4o')).toEqual({
    provider: 'openai',
    model: 'gpt-4o',
    events: 3,
    changed: 3,
    beforeUsd: '0.016845',
    afterUsd: '0.03369',
  })
  expect(preview.summary!.byDay.map(({ changed }) => changed)).toEqual([1, 1, 1])
  expect((await spend(key)).total).toEqual(before.total)

  await approveReprice(app.ctx, id, ME)
  await runReprice(app.ctx)
  expect(await getRepriceRun(app.ctx, id)).toMatchObject({
    state: 'done',
    changed: 3,
    differenceUsd: '0.016845',
  })
  // 3 x 0.01123, and gpt-4o-mini: 86 x 0.15 + 1,920 x 0.075 + 300 x 0.60 per million = 0.0003369
  expect((await spend(key)).total.costUsd).toBe('0.0340269')
  await expectRollupsEqualEvents(app.ctx, project.id)

  await undoReprice(app.ctx, id, ME)
  await runReprice(app.ctx)
  expect(await getRepriceRun(app.ctx, id)).toMatchObject({ state: 'undone', changed: 0, differenceUsd: '0' })
  expect((await spend(key)).total).toEqual(before.total)
  await expectRollupsEqualEvents(app.ctx, project.id)
  const audit = await app.ctx.db.execute(
    sql`select action, actor from audit_entries where subject = ${id} and action like 'reprice%' order by id`,
  )
  expect(audit.map(({ action }) => action)).toEqual([
    'reprice.approved',
    'reprice.done',
    'reprice.undoing',
    'reprice.undone',
  ])
})

test('a preview is not approved when prices have changed since', async () => {
  const { project } = await createTestProject(app)
  const { id } = await previewReprice(app.ctx, RepriceFilter.parse({ projectId: project.id }), ME)
  await runReprice(app.ctx)
  await addPriceOverride(app.ctx, price({ input: '9' }, { projectId: project.id }), ME)
  await expect(approveReprice(app.ctx, id, ME)).rejects.toMatchObject({ code: 'preview_outdated' })
})

test('events that arrive while a run works are counted exactly', async () => {
  const { key, project } = await createTestProject(app)
  const batch = () => Array.from({ length: 200 }, (_, n) => own({ feature: `f${n % 5}`, provider: 'busy' }))
  for (let n = 0; n < 8; n++) await send(app, '/v1/events', { key, body: batch() })
  await addPriceOverride(
    app.ctx,
    price({ input: '1', output: '1' }, { provider: 'busy', projectId: project.id }),
    ME,
  )
  const { id } = await previewReprice(app.ctx, RepriceFilter.parse({ projectId: project.id }), ME)
  await runReprice(app.ctx)
  await approveReprice(app.ctx, id, ME)
  const arriving = Promise.all(
    Array.from({ length: 6 }, () => send(app, '/v1/events', { key, body: batch() })),
  )
  await Promise.all([runReprice(app.ctx), runReprice(app.ctx), arriving])
  const { total, coverage } = await spend(key)
  expect([total.costUsd, coverage.requests, coverage.unpriced]).toEqual([String(14 * 200 * 2), 14 * 200, 0])
  await expectRollupsEqualEvents(app.ctx, project.id)
})

test('who may do what: editors add prices, admins approve, keys read the inbox', async () => {
  const as = (path: string, body?: unknown, method?: string) =>
    send(app, path, { headers: { cookie }, ...(body !== undefined && { body }), ...(method && { method }) })
  const { key } = await createTestProject(app)
  expect((await send(app, '/v1/prices/overrides', { key, body: {} })).status).toBe(403)
  const wanted = { provider: 'acme', model: 'x', prices: { rates: { input: '1' } } }
  await setRole('editor')
  const added = await as('/v1/prices/overrides', wanted)
  expect(added.status).toBe(201)
  expect((await as('/v1/prices/overrides', { ...wanted, prices: { rates: { words: '1' } } })).status).toBe(
    422,
  )
  const run = await as('/v1/reprice-runs', {})
  expect(run.status).toBe(202)
  expect((await as(`/v1/reprice-runs/${run.body.id}/approve`, {})).status).toBe(403)
  expect((await as(`/v1/prices/overrides/${added.body.id}`, undefined, 'DELETE')).status).toBe(204)
  expect((await as(`/v1/prices/overrides/${added.body.id}`, undefined, 'DELETE')).status).toBe(404)
  await setRole('viewer')
  for (const path of ['prices/overrides', 'prices/aliases', 'prices/unpriced', 'reprice-runs'])
    expect((await as(`/v1/${path}`)).status, path).toBe(200)
  expect((await as('/v1/prices/overrides', wanted)).status).toBe(403)
  expect((await as('/v1/prices/aliases', {})).status).toBe(403)
  expect((await as('/v1/reprice-runs', {})).status).toBe(403)
})
