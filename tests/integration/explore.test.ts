import { beforeAll, expect, test } from 'vitest'
import { declareTag } from '#server/ingest/declare-tag.ts'
import type { Exploration, MetricValue } from '#shared/api/explore.ts'
import { EXPLORE_METRICS } from '#shared/api/explore-metrics.ts'
import type { SpendBy } from '#shared/api/spend.ts'
import { divideHalfEven, formatUsd, parseUsd } from '#shared/money.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { projectWith } from '#tests/support/project-with.ts'
import { send, startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const DAY_MS = 86_400_000

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(NOW)
})

async function explore(key: string, query: string): Promise<Exploration> {
  const { status, body } = await send<Exploration>(app, `/v1/explore?${query}`, { key })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

interface Sample {
  timestamp: string
  model: string
  feature: string
  team: string
  userId: string
  status: 'ok' | 'error'
  latencyMs: number
  usage: { input: number; cacheRead: number; output: number }
}

/** Over 20 days, with labels that do not move together; `dall-e-99` has no price. */
const SAMPLES: Sample[] = Array.from({ length: 700 }, (_, i) => ({
  timestamp: new Date(NOW.getTime() - ((i * 7_919_000_003) % (20 * DAY_MS))).toISOString(),
  model: ['gpt-4o', 'gpt-4o-mini', 'dall-e-99', 'text-embedding-3-small'][i % 4]!,
  feature: ['search', 'chat', 'review'][(i >> 2) % 3]!,
  team: ['red', 'blue'][(i >> 1) % 2]!,
  userId: `user-${i % 5}`,
  status: i % 11 === 0 ? 'error' : 'ok',
  latencyMs: 40 + ((i * 389) % 9_000),
  usage: {
    input: 100 + ((i * 37) % 900),
    cacheRead: i % 4 === 0 ? (i * 17) % 800 : 0,
    output: i % 4 === 3 ? 0 : (i * 13) % 400,
  },
}))

const PICO: Record<string, { input: bigint; cacheRead: bigint; output: bigint } | undefined> = {
  'gpt-4o': { input: 2_500_000n, cacheRead: 1_250_000n, output: 10_000_000n },
  'gpt-4o-mini': { input: 150_000n, cacheRead: 75_000n, output: 600_000n },
  'text-embedding-3-small': { input: 20_000n, cacheRead: 0n, output: 0n },
}

const add = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0)
const total = (events: Sample[], side: keyof Sample['usage']) => add(events.map(({ usage }) => usage[side]))

function costOf(events: Sample[]): { known: Sample[]; cost: bigint } {
  const known = events.filter(({ model }) => PICO[model])
  const costs = known.map(({ model, usage }) => {
    const { input, cacheRead, output } = PICO[model]!
    return BigInt(usage.input) * input + BigInt(usage.cacheRead) * cacheRead + BigInt(usage.output) * output
  })
  return { known, cost: costs.reduce((sum, cost) => sum + cost, 0n) }
}

/** Every metric that is exact, added up by hand. */
const BY_HAND: Record<string, (events: Sample[]) => MetricValue> = {
  cost: (events) => (costOf(events).known.length === 0 ? null : formatUsd(costOf(events).cost)),
  requests: (events) => events.length,
  tokens: (events) => total(events, 'input') + total(events, 'cacheRead') + total(events, 'output'),
  inputTokens: (events) => total(events, 'input'),
  cacheReadTokens: (events) => total(events, 'cacheRead'),
  cacheWriteTokens: () => 0,
  outputTokens: (events) => total(events, 'output'),
  costPerRequest: (events) => {
    const { known, cost } = costOf(events)
    return known.length === 0 ? null : formatUsd(divideHalfEven(cost, BigInt(known.length)))
  },
  cacheHitRate: (events) =>
    total(events, 'cacheRead') / (total(events, 'cacheRead') + total(events, 'input')),
  errorRate: (events) => events.filter(({ status }) => status === 'error').length / events.length,
}

const nearestRank = (events: Sample[], share: number) =>
  events.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b)[Math.ceil(share * events.length) - 1]!

function dayIn(zone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  return (instant) => format.format(new Date(instant))
}

test('every metric of every pair of labels is what adding up by hand gives, in days of any zone', async () => {
  const { key } = await projectWith(
    app,
    SAMPLES.map((sample) => chatEvent({ ...sample })),
  )
  for (const timeZone of ['UTC', 'Asia/Kathmandu']) {
    const day = dayIn(timeZone)
    const first = day(new Date(NOW.getTime() - 6 * DAY_MS).toISOString())
    const shown = SAMPLES.filter(({ timestamp }) => day(timestamp) >= first)
    for (const [metric, byHand] of Object.entries(BY_HAND)) {
      const question = `range=7d&timeZone=${timeZone}&metric=${metric}&groupBy=model&subgroupBy=team&limit=20`
      const { series, buckets, total: all, groups } = await explore(key, question)
      expect(groups).toBe(series.length)
      expect(all.value, question).toEqual(byHand(shown))
      for (const { key: model, subkey, value, values } of series) {
        const ofPair = shown.filter((event) => event.model === model && event.team === subkey)
        expect(value, `${question} ${model} ${subkey}`).toEqual(byHand(ofPair))
        const byDay = buckets.map(({ start }) =>
          ofPair.filter(({ timestamp }) => day(timestamp) === day(start)),
        )
        expect(values, `${question} ${model} ${subkey}`).toEqual(
          byDay.map((events) => (events.length === 0 ? null : byHand(events))),
        )
      }
    }
  }
})

test('groups by subgroups add up to the total, to the last digit, and so do shown ones and other', async () => {
  const { key } = await projectWith(
    app,
    SAMPLES.map((sample) => chatEvent({ ...sample })),
  )
  const whole = (await explore(key, 'groupBy=model&range=30d')).total
  for (const limit of [1, 3, 20]) {
    const {
      series,
      total: all,
      groups,
    } = await explore(key, `groupBy=model&subgroupBy=feature&range=30d&limit=${limit}`)
    expect(groups).toBe(12)
    expect(series.length).toBe(Math.min(12, limit + 1))
    expect(series.at(-1)!.key === null).toBe(limit < 12)
    const usd = (values: MetricValue[]) =>
      values.reduce((sum: bigint, v) => sum + parseUsd(String(v ?? '0')), 0n)
    expect(formatUsd(usd(series.map(({ value }) => value)))).toBe(whole.value)
    expect(formatUsd(usd(series.flatMap(({ values }) => values)))).toBe(whole.value)
    expect(add(series.map(({ requests }) => requests))).toBe(whole.requests)
    expect(add(series.map(({ share }) => share ?? 0))).toBeCloseTo(1, 10)
    expect(all).toEqual(whole)
  }
})

test('percentiles are within 3 % of the nearest rank, for days and for hours, also of what is other', async () => {
  const { key } = await projectWith(
    app,
    SAMPLES.map((sample) => chatEvent({ ...sample })),
  )
  const isClose = (value: MetricValue, exact: number, of: string) => {
    expect(Math.abs(Number(value) - exact) / exact, of).toBeLessThanOrEqual(0.03)
  }
  const day = dayIn('UTC')
  for (const [metric, share] of [
    ['latencyP50', 0.5],
    ['latencyP95', 0.95],
  ] as const) {
    for (const bucket of ['day', 'hour', 'week']) {
      const answer = await explore(key, `metric=${metric}&groupBy=model&range=7d&bucket=${bucket}&limit=2`)
      const shown = SAMPLES.filter(({ timestamp }) => day(timestamp) >= '2026-11-12')
      isClose(answer.total.value, nearestRank(shown, share), `${metric} by ${bucket}`)
      const [a, b, other] = answer.series
      const rest = shown.filter(({ model }) => model !== a!.key && model !== b!.key)
      isClose(other!.value, nearestRank(rest, share), `${metric} of other by ${bucket}`)
      // The week before, cut within its last day.
      const before = SAMPLES.filter(
        ({ timestamp }) => timestamp >= '2026-11-05' && timestamp < '2026-11-11T14:30:00Z',
      )
      isClose(answer.total.previous, nearestRank(before, share), `${metric} before, by ${bucket}`)
    }
  }
})

test('a ratio of what is other is made of sums, and an unknown cost is on neither side of it', async () => {
  const at = { timestamp: '2026-11-18T10:00:00Z' }
  const { key } = await projectWith(app, [
    ...Array.from({ length: 5 }, () => chatEvent({ ...at, model: 'gpt-4o' })),
    chatEvent({ ...at, model: 'unheard-of', costUsd: 3 }),
    chatEvent({ ...at, model: 'unheard-of' }),
    chatEvent({ ...at, model: 'also-unheard-of', costUsd: 1 }),
    chatEvent({ ...at, model: 'also-unheard-of', status: 'error' }),
    chatEvent({ ...at, model: 'quite-unheard-of' }),
  ])
  const cost = await explore(key, 'metric=costPerRequest&range=24h&limit=1')
  expect(cost.series.map(({ key: model, value }) => [model, value])).toEqual([
    ['unheard-of', '3'],
    [null, formatUsd(divideHalfEven(parseUsd(CHAT_EVENT_USD) * 5n + parseUsd('1'), 6n))],
  ])
  expect(cost.series.every(({ share }) => share === null)).toBe(true)
  const errors = await explore(key, 'metric=errorRate&range=24h&limit=1')
  expect(errors.series.map(({ key: model, value }) => [model, value])).toEqual([
    ['gpt-4o', 0],
    [null, 0.2],
  ])
  const unknown = await explore(key, 'metric=costPerRequest&range=24h&model=quite-unheard-of')
  expect([unknown.total.value, unknown.total.costUsd, unknown.series[0]!.value]).toEqual([null, null, null])
  expect(unknown.coverage).toMatchObject({ requests: 1, unpriced: 1 })
})

test('the largest groups are those of the metric', async () => {
  const at = { timestamp: '2026-11-18T10:00:00Z' }
  const { key } = await projectWith(app, [
    chatEvent({ ...at, feature: 'dear', costUsd: 90, latencyMs: 10 }),
    ...Array.from({ length: 3 }, () =>
      chatEvent({ ...at, feature: 'busy', model: 'gpt-4o-mini', latencyMs: 9 }),
    ),
    chatEvent({
      ...at,
      feature: 'wordy',
      usage: { prompt_tokens: 1, completion_tokens: 9_999 },
      model: 'gpt-4o-mini',
    }),
  ])
  const largest = async (metric: string) =>
    (await explore(key, `metric=${metric}&groupBy=feature&range=24h&limit=1`)).series[0]!.key
  expect(await largest('requests')).toBe('busy')
  expect(await largest('latencyP95')).toBe('busy')
  expect(await largest('outputTokens')).toBe('wordy')
  expect(await largest('cacheReadTokens')).toBe('busy')
})

test('what is cumulative ends with the total and with now', async () => {
  const { key } = await projectWith(
    app,
    SAMPLES.map((sample) => chatEvent({ ...sample })),
  )
  const days = 'range=2026-11-01..2026-11-30&cumulative=true'
  for (const metric of Object.keys(EXPLORE_METRICS)) {
    const { total: all, series, buckets, previousValues } = await explore(key, `${days}&metric=${metric}`)
    const ended = buckets.filter(({ start }) => Date.parse(start) > NOW.getTime()).length
    expect(ended).toBe(12)
    expect(all.values.slice(-ended), metric).toEqual(Array.from({ length: ended }, () => null))
    expect(all.values.at(-ended - 1), metric).toEqual(all.value)
    expect(previousValues!.slice(-ended), metric).toEqual(Array.from({ length: ended }, () => null))
    for (const { values, value } of series) expect(values.at(-ended - 1), metric).toEqual(value)
  }
  const { total: cost } = await explore(key, days)
  const points = cost.values.flatMap((value) => (value === null ? [] : [parseUsd(String(value))]))
  expect(points.every((value, i) => i === 0 || value >= points[i - 1]!)).toBe(true)
})

test('the spend of Explore is the spend of the other routes', async () => {
  const { key } = await projectWith(
    app,
    SAMPLES.map((sample) => chatEvent({ ...sample })),
  )
  const query = 'groupBy=feature&range=30d&limit=2&team=red'
  const { body } = await send<SpendBy>(app, `/v1/spend/by?${query}`, { key })
  const { series, total: all, coverage, readFrom } = await explore(key, query)
  expect(series.map(({ key: name, value, share, slot }) => [name, value, share, slot])).toEqual([
    ...body.rows.map((row) => [row.key, row.costUsd, row.share, row.slot]),
    [null, body.other!.costUsd, body.other!.share, null],
  ])
  expect([all.value, all.previous, coverage]).toEqual([
    body.total.costUsd,
    body.previous!.costUsd,
    body.coverage,
  ])
  expect(readFrom).toBe(body.readFrom)
})

test('a tag that is not declared is read from events, and the answer names it', async () => {
  const { project, key } = await projectWith(app, [
    chatEvent({ timestamp: '2026-11-18T10:00:00Z', tags: { customer: 'acme', plan: 'pro' } }),
  ])
  const query = 'range=2026-11-18..2026-11-19&compare=none'
  const before = await explore(key, `${query}&groupBy=tag:customer&subgroupBy=tag:plan`)
  expect([before.readFrom, before.undeclaredTags]).toEqual(['events', ['customer', 'plan']])
  expect(before.series.map(({ key: customer, subkey }) => [customer, subkey])).toEqual([['acme', 'pro']])
  await declareTag(app.ctx, project.id, 'customer', 'ann@example.com')
  const half = await explore(key, `${query}&groupBy=tag:customer&tag=${encodeURIComponent('plan=pro')}`)
  // Declared today, so that the events of this morning do not carry it in their series.
  expect([half.readFrom, half.undeclaredTags]).toEqual(['events', ['customer', 'plan']])
  const byUser = await explore(key, `${query}&groupBy=user&subgroupBy=model`)
  expect([byUser.readFrom, byUser.undeclaredTags]).toEqual(['events', []])
})
