import { beforeAll, expect, test } from 'vitest'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import { buildZone } from '#server/rollups/build-zone.ts'
import { changeZone } from '#server/settings/change-zone.ts'
import { formatListParam } from '#shared/api/list-param.ts'
import type { SpendBy, SpendOverTime } from '#shared/api/spend.ts'
import { formatUsd, parseUsd } from '#shared/money.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { projectWith } from '#tests/support/project-with.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const DAY_MS = 86_400_000

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(NOW)
})

const at = (iso: string) => ({ timestamp: iso })
const spendBy = async (key: string, query: string) =>
  (await send<SpendBy>(app, `/v1/spend/by?${query}`, { key })).body
const overTime = async (key: string, query: string) =>
  (await send<SpendOverTime>(app, `/v1/spend/over-time?${query}`, { key })).body

interface Sample {
  timestamp: string
  model: string
  feature: string
  team: string
  userId: string
  usage: { input: number; output: number }
}

/** Spread over 70 days, with labels that do not move together; costs from a price that is known by heart. */
function samples(): Sample[] {
  return Array.from({ length: 900 }, (_, i) => ({
    timestamp: new Date(NOW.getTime() - ((i * 7_919_000_003) % (70 * DAY_MS))).toISOString(),
    model: ['gpt-4o', 'gpt-4o-mini', 'text-embedding-3-small'][i % 3]!,
    feature: ['', 'search', 'chat', 'review, draft'][(i >> 2) % 4]!,
    team: ['red', 'blue'][(i >> 1) % 2]!,
    userId: ['ann', 'bob', 'cy', 'di', 'ed'][(i >> 3) % 5]!,
    usage: { input: 100 + ((i * 37) % 900), output: i % 3 === 2 ? 0 : (i * 13) % 400 },
  }))
}

const PICO: Record<string, [bigint, bigint]> = {
  'gpt-4o': [2_500_000n, 10_000_000n],
  'gpt-4o-mini': [150_000n, 600_000n],
  'text-embedding-3-small': [20_000n, 0n],
}

const costOf = ({ model, usage }: Sample) =>
  BigInt(usage.input) * PICO[model]![0] + BigInt(usage.output) * PICO[model]![1]
const sumOf = (events: Sample[]) => formatUsd(events.reduce((sum, event) => sum + costOf(event), 0n))
const post = ({ feature, ...event }: Sample) => chatEvent({ ...event, ...(feature && { feature }) })

const countOf = (dated: { day: string }[], day: string) => dated.filter((sample) => sample.day === day).length

/** Clock of an instant, `14:30:00`. */
function timeIn(zone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' })
  return (instant) => format.format(new Date(instant))
}

/** Calendar day of an instant, by Node's own zone data. */
function dayIn(zone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  return (instant) => format.format(new Date(instant))
}

/** The day so many days later, of which there is one in every zone. */
const shiftDay = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

async function moveTo(zone: string): Promise<void> {
  await changeZone(app.ctx, zone, 'test')
  await buildZone(app.ctx)
  app.ctx.memory.zone.clear()
  expect((await loadActiveZone(app.ctx))?.name).toBe(zone)
}

test.each(['Pacific/Auckland', 'UTC'])(
  'every rollup gives the same exact sums as adding up by hand, with days kept of %s',
  async (installed) => {
    await moveTo(installed)
    const all = samples()
    const { key } = await projectWith(app, all.map(post))
    const questions: { query: string; group: keyof Sample; keep: (event: Sample) => boolean }[] = [
      { query: 'groupBy=model', group: 'model', keep: () => true },
      { query: 'groupBy=feature', group: 'feature', keep: () => true },
      {
        query: 'groupBy=feature&feature=search,chat',
        group: 'feature',
        keep: (e) => ['search', 'chat'].includes(e.feature),
      },
      { query: 'groupBy=user', group: 'userId', keep: () => true },
      { query: 'groupBy=feature&model=gpt-4o', group: 'feature', keep: (e) => e.model === 'gpt-4o' },
      { query: 'groupBy=team&-feature=', group: 'team', keep: (e) => e.feature !== '' },
      {
        query: 'groupBy=team&feature=&-model=gpt-4o',
        group: 'team',
        keep: (e) => e.feature === '' && e.model !== 'gpt-4o',
      },
      {
        query: `groupBy=model&feature=${encodeURIComponent('review\\, draft')}`,
        group: 'model',
        keep: (e) => e.feature === 'review, draft',
      },
    ]
    const until = NOW.getTime() + 570_000 // the end of this quarter of an hour
    for (const zone of ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
      const day = dayIn(zone)
      const time = timeIn(zone)
      const cut = time(new Date(until).toISOString())
      const last = shiftDay(day(NOW.toISOString()), -35)
      const first = day(new Date(NOW.getTime() - 29 * DAY_MS).toISOString())
      const dated = all.map((event) => ({ event, day: day(event.timestamp) }))
      for (const { query, group, keep } of questions) {
        const kept = dated.filter((sample) => keep(sample.event) && sample.day >= first)
        const inRange = kept.map((sample) => sample.event)
        const keys = [...new Set(inRange.map((event) => event[group] as string))]
        const expected = Object.fromEntries(
          keys.map((k) => [k, sumOf(inRange.filter((event) => event[group] === k))]),
        )
        const before = dated.filter(
          ({ event, day: its }) =>
            keep(event) &&
            its >= shiftDay(first, -35) &&
            (its < last || (its === last && time(event.timestamp) < cut)),
        )
        const by = await spendBy(key, `${query}&range=30d&timeZone=${zone}`)
        const message = `${query} in ${zone}`
        expect(by.previous, message).toMatchObject({
          costUsd: sumOf(before.map(({ event }) => event)),
          requests: before.length,
        })
        expect(Object.fromEntries(by.rows.map((row) => [row.key, row.costUsd])), message).toEqual(expected)
        expect(by.total, message).toMatchObject({ costUsd: sumOf(inRange), requests: inRange.length })

        const series = await overTime(key, `${query}&range=30d&timeZone=${zone}`)
        expect(
          series.previous!.map((point) => point.requests),
          message,
        ).toEqual(series.buckets.map(({ start }) => countOf(before, shiftDay(day(start), -35))))
        const byDay = series.buckets.map((bucket) => {
          const bucketDay = day(bucket.start)
          return kept.flatMap((sample) => (sample.day === bucketDay ? [sample.event] : []))
        })
        expect(
          series.total.map((point) => [point.costUsd, point.requests]),
          message,
        ).toEqual(byDay.map((events) => [events.length ? sumOf(events) : null, events.length]))
      }
    }
  },
)

test('keys beyond the limit are added up as other, to the last digit', async () => {
  const all = samples()
  const { key } = await projectWith(app, all.map(post))
  const by = await spendBy(key, 'groupBy=model&limit=1&range=90d')
  expect(by.rows.map((row) => row.key)).toEqual(['gpt-4o'])
  expect(by.other).toMatchObject({ keys: 2, costUsd: sumOf(all.filter((event) => event.model !== 'gpt-4o')) })
  const series = await overTime(key, 'groupBy=model&limit=1&range=90d')
  expect(series.series.map(({ key: name }) => name)).toEqual(['gpt-4o', null])
  const points = series.series.flatMap(({ values }) => values.map(({ costUsd }) => parseUsd(costUsd ?? '0')))
  expect(formatUsd(points.reduce<bigint>((sum, cost) => sum + cost, 0n))).toBe(by.total.costUsd)
})

test.each(['UTC', 'Asia/Kathmandu'])(
  'users beyond the limit are what the project has beside the largest, in %s',
  async (zone) => {
    const { key } = await projectWith(app, samples().map(post))
    const query = `groupBy=user&range=30d&timeZone=${zone}`
    const whole = await spendBy(key, `${query}&limit=20`)
    const few = await spendBy(key, `${query}&limit=2`)
    expect(few.rows).toEqual(whole.rows.slice(0, 2))
    const others = whole.rows.slice(2)
    const add = (amounts: (string | null)[]) =>
      formatUsd(amounts.reduce((sum, amount) => sum + parseUsd(amount!), 0n))
    expect(few.other).toMatchObject({
      keys: 3,
      costUsd: add(others.map((row) => row.costUsd)),
      requests: others.reduce((sum, row) => sum + row.requests, 0),
      previous: { costUsd: add(others.map((row) => row.previous!.costUsd)) },
    })
    expect([few.total, few.previous, few.coverage]).toEqual([whole.total, whole.previous, whole.coverage])

    const wholeSeries = await overTime(key, `${query}&limit=20`)
    const fewSeries = await overTime(key, `${query}&limit=2`)
    expect(fewSeries.total).toEqual(wholeSeries.total)
    expect(fewSeries.previous).toEqual(wholeSeries.previous)
    expect(fewSeries.series.slice(0, 2)).toEqual(wholeSeries.series.slice(0, 2))
    const requests = fewSeries.series[2]!.values.map((point) => point.requests)
    expect(requests).toEqual(
      fewSeries.buckets.map((_, at) =>
        wholeSeries.series.slice(2).reduce((sum, { values }) => sum + values[at]!.requests, 0),
      ),
    )
  },
)

test('coverage says how much of the total is known', async () => {
  const { key } = await projectWith(app, [
    chatEvent(at('2026-11-18T10:00:00Z')),
    chatEvent({ ...at('2026-11-18T10:00:00Z'), model: 'unheard-of' }),
    chatEvent({ ...at('2026-11-18T10:00:00Z'), model: 'unheard-of', costUsd: 0.5 }),
    chatEvent({ ...at('2026-11-18T10:00:00Z'), usage: { prompt_tokens: -1, completion_tokens: 1 } }),
  ])
  const { coverage, total } = await spendBy(key, 'range=7d')
  expect(coverage).toMatchObject({ requests: 4, priced: 1, reported: 1, unpriced: 1, invalid: 1, partial: 0 })
  expect(coverage.shares).toEqual({ priced: 0.25, reported: 0.25, unpriced: 0.25, invalid: 0.25, partial: 0 })
  expect(total.costUsd).toBe(formatUsd(parseUsd(CHAT_EVENT_USD) + parseUsd('0.5')))
})

test('what has no known cost is null, what has no events is 0 in total and a gap in time', async () => {
  const { key } = await projectWith(app, [chatEvent({ ...at('2026-11-18T10:00:00Z'), model: 'unheard-of' })])
  const by = await spendBy(key, 'range=7d')
  expect([by.total.costUsd, by.rows[0]?.costUsd, by.rows[0]?.share]).toEqual([null, null, null])
  const { key: empty } = await createTestProject(app)
  expect((await spendBy(empty, 'range=7d')).total).toMatchObject({ costUsd: '0', requests: 0 })
  expect((await overTime(empty, 'range=7d')).total[0]).toEqual({ costUsd: null, requests: 0 })
})

test('a model keeps its colour whatever else is shown', async () => {
  const { key } = await projectWith(app, samples().map(post))
  const colour = async (query: string) =>
    (await spendBy(key, query)).rows.find((row) => row.key === 'gpt-4o-mini')!.slot
  const first = await colour('range=90d')
  expect(first).toBeGreaterThanOrEqual(1)
  expect(await colour('range=90d&model=gpt-4o-mini')).toBe(first)
  expect(await colour('range=90d&-model=gpt-4o&limit=1')).toBe(first)
})

test('a key sees the spend of its own project only', async () => {
  const { key } = await projectWith(app, [chatEvent(at('2026-11-18T10:00:00Z'))])
  const other = await createTestProject(app)
  expect((await spendBy(other.key, 'range=7d')).total.requests).toBe(0)
  expect((await spendBy(other.key, 'range=7d&groupBy=project')).rows).toEqual([])
  expect((await spendBy(key, `range=7d&project=${other.project.id}`)).total.requests).toBe(0)
  const ingestOnly = await createTestProject(app, ['ingest'])
  expect((await send(app, '/v1/spend/by', { key: ingestOnly.key })).status).toBe(403)
  expect((await send(app, '/v1/spend/by')).status).toBe(401)
})

test.each([
  'range=bogus',
  'range=2026-11-08..2026-11-01',
  'range=2026-02-30..2026-03-01',
  'timeZone=Mars/Olympus',
  'timeZone=GMT%2B5',
  'groupBy=colour',
  "groupBy=model'--",
  'limit=0',
  'nonsense=1',
  'range=2000-01-01..2026-11-01',
  'range=9999-12-31..9999-12-31',
  'model=%00',
])('a query with %s is answered 400', async (query) => {
  const { key } = await createTestProject(app)
  const { status, headers } = await send(app, `/v1/spend/over-time?${query}`, { key })
  expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json'])
})

test('filters take hostile text as text', async () => {
  const { key } = await projectWith(app, [chatEvent(at('2026-11-18T10:00:00Z'))])
  const hostile = encodeURIComponent("gpt-4o' or '1'='1")
  expect((await spendBy(key, `range=7d&model=${hostile}`)).total.requests).toBe(0)
  expect((await spendBy(key, `range=7d&model=${hostile}&feature=${hostile}`)).total.requests).toBe(0)
})

test('a filter finds names that hold quotes, backslashes, braces and commas', async () => {
  const names = ['say "hi"', 'C:\\new', '{a,b}', 'null', "o'clock"]
  const features = names.map((feature) => chatEvent({ ...at('2026-11-18T10:00:00Z'), feature }))
  const { key } = await projectWith(app, features)
  const requestsOf = async (filter: string) => (await spendBy(key, `range=7d&${filter}`)).total.requests
  for (const name of names) {
    const value = encodeURIComponent(formatListParam([name]))
    expect([name, await requestsOf(`feature=${value}`), await requestsOf(`-feature=${value}`)]).toEqual([
      name,
      1,
      names.length - 1,
    ])
  }
})
