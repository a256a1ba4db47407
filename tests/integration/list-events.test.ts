import { beforeAll, expect, test } from 'vitest'
import { listEvents } from '#server/events/list-events.ts'
import { type EventPage, ListEventsQuery, type ListedEvent } from '#shared/api/events.ts'
import type { SpendBy } from '#shared/api/spend.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { projectWith } from '#tests/support/project-with.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const MINUTE_MS = 60_000

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(NOW)
})

const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE_MS).toISOString()

const list = async (key: string, query = '') =>
  (await send<EventPage>(app, `/v1/events/list?${query}`, { key })).body
const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id)

/** Follows `next` to the end. */
async function listAll(key: string, query: string): Promise<{ events: ListedEvent[]; pages: number }> {
  const events: ListedEvent[] = []
  for (let pages = 1, before = ''; ; pages++) {
    const page = await list(key, query + before)
    events.push(...page.data)
    if (page.next === null) return { events, pages }
    before = `&before=${encodeURIComponent(page.next)}`
  }
}

test('an event is listed with what it cost, and an unknown cost is null with its reason', async () => {
  const known = chatEvent({ timestamp: minutesAgo(5), feature: 'search', latencyMs: 920 })
  const unknown = chatEvent({
    timestamp: minutesAgo(4),
    model: 'unheard-of',
    status: 'error',
    errorCode: '429',
  })
  const { key, project } = await projectWith(app, [known, unknown])
  const { data, next } = await list(key)
  expect(next).toBeNull()
  expect(data).toEqual([
    expect.objectContaining({
      id: unknown.id,
      status: 'error',
      errorCode: '429',
      costUsd: null,
      costStatus: 'unpriced',
      costReason: 'unknown_model',
    }),
    {
      id: known.id,
      timestamp: known.timestamp.replace('Z', '000Z'),
      projectId: project.id,
      provider: 'openai',
      model: 'gpt-4o',
      modelSlot: expect.any(Number),
      feature: 'search',
      status: 'ok',
      errorCode: null,
      latencyMs: 920,
      costUsd: CHAT_EVENT_USD,
      costStatus: 'priced',
      costReason: null,
      inputTokens: 2006,
      cacheReadTokens: 1920,
      outputTokens: 300,
    },
  ])
})

test('pages follow each other newest first without a gap, also among events of one instant', async () => {
  const events = Array.from({ length: 45 }, (_, i) => chatEvent({ timestamp: minutesAgo(i >> 3) }))
  const { key } = await projectWith(app, events)
  const expected = [...events]
    .sort((a, b) =>
      a.timestamp === b.timestamp ? (a.id < b.id ? 1 : -1) : a.timestamp < b.timestamp ? 1 : -1,
    )
    .map(({ id }) => id)
  const { events: all, pages } = await listAll(key, 'limit=7')
  expect([idsOf(all), pages]).toEqual([expected, 7])
})

test('a rare event far back is found over several pages of bounded work', async () => {
  const many = Array.from({ length: 10_600 }, (_, i) =>
    chatEvent({ timestamp: minutesAgo(1 + i / 1_000), usage: { input: 1, output: 1 } }),
  )
  const rare = chatEvent({ timestamp: minutesAgo(50), feature: 'rare' })
  const { key } = await projectWith(app, [...many, rare])
  const first = await list(key, 'feature=rare')
  expect(first.data).toEqual([])
  expect(first.readTo).not.toBeNull()
  const { events, pages } = await listAll(key, 'feature=rare')
  expect([idsOf(events), pages]).toEqual([[rare.id], 2])
})

test('pages over several projects leave none out, however unequal their numbers', async () => {
  const busy = await projectWith(
    app,
    Array.from({ length: 60 }, (_, i) => chatEvent({ timestamp: minutesAgo(i / 10), team: 'both' })),
  )
  const quiet = await projectWith(
    app,
    Array.from({ length: 5 }, (_, i) => chatEvent({ timestamp: minutesAgo(i), team: 'both' })),
  )
  const found: ListedEvent[] = []
  const project = `${busy.project.id},${quiet.project.id}`
  for (let before: string | undefined, isFirst = true; isFirst || before; isFirst = false) {
    const query = ListEventsQuery.parse({ project, limit: '4', ...(before && { before }) })
    const page = await listEvents(app.ctx, query, undefined)
    found.push(...page.data)
    before = page.next ?? undefined
  }
  expect(found.filter(({ projectId }) => projectId === quiet.project.id)).toHaveLength(5)
  expect(found).toHaveLength(65)
  expect(new Set(idsOf(found)).size).toBe(65)
  expect(found.map(({ timestamp }) => timestamp)).toEqual(
    found
      .map(({ timestamp }) => timestamp)
      .sort()
      .reverse(),
  )
})

test('each filter keeps what it says, and label filters keep what they keep of spend', async () => {
  const events = Array.from({ length: 24 }, (_, i) =>
    chatEvent({
      timestamp: minutesAgo(i),
      model: ['gpt-4o', 'gpt-4o-mini', 'unheard-of'][i % 3]!,
      team: ['red', 'blue'][i % 2]!,
      userId: `user-${i % 4}`,
      sessionId: `session ${i % 5}`,
      traceId: `trace-${i >> 1}`,
      tags: { customer: ['acme', 'a=b'][i % 2]! },
      ...(i % 6 === 0 && { status: 'error', errorCode: i % 12 ? 'timeout' : '429' }),
    }),
  )
  const { key } = await projectWith(app, events)
  const picked = async (query: string) => idsOf((await listAll(key, `limit=50&${query}`)).events)
  const those = (matches: (event: (typeof events)[number], i: number) => boolean) =>
    idsOf(events.filter(matches))
  expect(await picked('status=error')).toEqual(those((_, i) => i % 6 === 0))
  expect(await picked('status=ok&team=red')).toEqual(those((_, i) => i % 6 !== 0 && i % 2 === 0))
  expect(await picked('errorCode=429')).toEqual(those((_, i) => i % 12 === 0))
  expect(await picked('costStatus=unpriced,invalid')).toEqual(those((_, i) => i % 3 === 2))
  expect(await picked('minCostUsd=0.005')).toEqual(those((_, i) => i % 3 === 0))
  expect(await picked('minCostUsd=0.005616')).toEqual([])
  expect(await picked('traceId=trace-3')).toEqual(those((_, i) => i >> 1 === 3))
  expect(await picked('sessionId=session 2,session 4')).toEqual(those((_, i) => i % 5 === 2 || i % 5 === 4))
  expect(await picked('user=user-1&-model=gpt-4o')).toEqual(those((_, i) => i % 4 === 1 && i % 3 !== 0))
  expect(await picked(`tag=${encodeURIComponent('customer=a=b')}`)).toEqual(those((_, i) => i % 2 === 1))
  for (const query of ['team=red&-model=gpt-4o', 'user=user-3', 'tag=customer%3Dacme&-team=blue']) {
    const { total } = (await send<SpendBy>(app, `/v1/spend/by?range=24h&${query}`, { key })).body
    expect((await picked(query)).length, query).toBe(total.requests)
  }
})

test('the range bounds what is listed, and an id is found beyond it', async () => {
  const ages = { now: 2, hours: 200, yesterday: 1_500, weeks: 30_000 }
  const events = Object.entries(ages).map(([id, age]) => chatEvent({ id, timestamp: minutesAgo(age) }))
  const { key } = await projectWith(app, events)
  expect(idsOf((await list(key)).data)).toEqual(['now'])
  expect(idsOf((await list(key, 'range=6h')).data)).toEqual(['now', 'hours'])
  expect(idsOf((await list(key, 'range=7d')).data)).toEqual(['now', 'hours', 'yesterday'])
  expect(idsOf((await list(key, 'range=2026-11-17..2026-11-17&timeZone=Asia/Tokyo')).data)).toEqual([
    'yesterday',
  ])
  expect(idsOf((await list(key, 'id=weeks,nothing')).data)).toEqual(['weeks'])
})

test('a key lists its own project only, and only with the scope read', async () => {
  const { key, project } = await projectWith(app, [chatEvent({ timestamp: minutesAgo(1), id: 'own' })])
  const other = await createTestProject(app)
  expect((await list(other.key)).data).toEqual([])
  expect((await list(other.key, `project=${project.id}`)).data).toEqual([])
  expect((await list(other.key, 'id=own')).data).toEqual([])
  expect(idsOf((await list(key, `project=${project.id}`)).data)).toEqual(['own'])
  const ingestOnly = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/events/list', { key: ingestOnly.key })).status).toBe(403)
  expect((await send(app, '/v1/events/list')).status).toBe(401)
})

test.each([
  'range=bogus',
  'range=2h',
  'limit=0',
  'limit=201',
  'before=nonsense',
  'before=2026-11-18T14:20:30Z~1~',
  'minCostUsd=-1',
  'minCostUsd=NaN',
  'costStatus=cheap',
  'status=failed',
  'id=%00',
  'timeZone=Mars/Olympus',
  'groupBy=model',
])('a query that says nothing sensible is refused: %s', async (query) => {
  const { key } = await createTestProject(app)
  expect((await send(app, `/v1/events/list?${query}`, { key })).status).toBe(400)
})
