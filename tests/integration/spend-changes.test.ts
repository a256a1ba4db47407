import { beforeAll, expect, test } from 'vitest'
import { addPriceOverride } from '#server/prices/edit-price-book.ts'
import type { SpendBy } from '#shared/api/spend.ts'
import type { SpendChanges } from '#shared/api/spend-changes.ts'
import type { SpendPriceChanges } from '#shared/api/spend-price-changes.ts'
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

const daysAgo = (days: number, part: object = {}) =>
  chatEvent({ timestamp: new Date(NOW.getTime() - days * DAY_MS).toISOString(), ...part })
const repeat = (count: number, event: () => object) => Array.from({ length: count }, event)

async function changes(key: string, query = 'range=7d'): Promise<SpendChanges> {
  const { status, body } = await send<SpendChanges>(app, `/v1/spend/changes?${query}`, { key })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(sumOf(body)).toBe(signed(body.changeUsd))
  return body
}

/** `parseUsd` reads amounts, which are never negative. */
const signed = (text: string) => (text.startsWith('-') ? -parseUsd(text.slice(1)) : parseUsd(text))
const sumOf = ({ parts }: SpendChanges) => parts.reduce((sum, { amountUsd }) => sum + signed(amountUsd), 0n)
const moved = ({ parts }: SpendChanges) => parts.filter(({ amountUsd }) => amountUsd !== '0')
const usd = (count: number) => formatUsd(parseUsd(CHAT_EVENT_USD) * BigInt(count))

test('more requests of a feature are volume, with the feature that grew', async () => {
  const { key } = await projectWith(app, [
    ...repeat(4, () => daysAgo(8, { feature: 'search' })),
    ...repeat(4, () => daysAgo(1, { feature: 'search' })),
    ...repeat(2, () => daysAgo(8, { feature: 'chat' })),
    ...repeat(5, () => daysAgo(1, { feature: 'chat' })),
  ])
  const said = await changes(key)
  expect(said.changeUsd).toBe(usd(3))
  expect(moved(said)).toEqual([
    {
      kind: 'volume',
      amountUsd: usd(3),
      driver: { feature: 'chat', model: null, toModel: null, previous: 2, current: 5 },
    },
  ])
})

test('the same requests on a cheaper model are mix, from one model to the other', async () => {
  const { key } = await projectWith(app, [
    ...repeat(6, () => daysAgo(9, { feature: 'search' })),
    ...repeat(2, () => daysAgo(2, { feature: 'search' })),
    ...repeat(4, () => daysAgo(2, { feature: 'search', model: 'gpt-4o-mini' })),
  ])
  const [mix, ...others] = moved(await changes(key))
  expect(others).toEqual([])
  expect(mix).toMatchObject({
    kind: 'mix',
    driver: { feature: 'search', model: 'gpt-4o', toModel: 'gpt-4o-mini' },
  })
  expect(signed(mix!.amountUsd)).toBeLessThan(0n)
})

test('longer prompts and a better cache are told apart, with their figures', async () => {
  const used = (input: number, cacheRead: number) => ({ usage: { input, cacheRead, output: 100 } })
  const { key } = await projectWith(app, [
    ...repeat(3, () => daysAgo(9, used(1_000, 0))),
    ...repeat(3, () => daysAgo(2, used(800, 1_200))),
  ])
  const parts = moved(await changes(key))
  expect(parts.map(({ kind }) => kind)).toEqual(['promptLength', 'cache'])
  expect(parts[0]!.driver).toMatchObject({ model: 'gpt-4o', previous: 1_000, current: 2_000 })
  expect(parts[1]!.driver).toMatchObject({ previous: 0, current: 0.6 })
  // 3 x 1,000 tokens more at 2.50 per 1M; then 3 x 1,200 at half of it.
  expect(parts.map(({ amountUsd }) => amountUsd)).toEqual(['0.0075', '-0.0045'])
})

test('an own price that begins between the periods is price, and marked on the day', async () => {
  const made = await createTestProject(app)
  const price = (input: string, from: string | null, until: string | null) =>
    addPriceOverride(
      app.ctx,
      {
        projectId: String(made.project.id),
        provider: 'openai',
        model: 'house-model',
        prices: { rates: { input, output: '10' } },
        effectiveFrom: from,
        effectiveUntil: until,
        note: '',
      },
      'test',
    )
  await price('4', null, '2026-11-14T00:00:00Z')
  await price('3', '2026-11-14T00:00:00Z', null)
  const event = (days: number) =>
    daysAgo(days, { model: 'house-model', usage: { input: 1_000_000, output: 0 } })
  await send(app, '/v1/events', { key: made.key, body: [event(9), event(5), event(2), event(2)] })

  const said = await changes(made.key)
  // Before 4; now one at 4 and two at 3: volume +8, price -2.
  expect(moved(said).map(({ kind, amountUsd }) => [kind, amountUsd])).toEqual([
    ['volume', '8'],
    ['price', '-2'],
  ])
  expect(moved(said)[1]!.driver).toMatchObject({ model: 'house-model', previous: 4 })
  expect(moved(said)[1]!.driver!.current).toBeCloseTo(10 / 3, 3)

  const { body } = await send<SpendPriceChanges>(app, '/v1/spend/price-changes?range=7d', { key: made.key })
  expect(body.data).toEqual([
    {
      at: '2026-11-14T00:00:00.000Z',
      provider: 'openai',
      model: 'house-model',
      prices: [{ class: 'input', previous: '4', current: '3' }],
    },
  ])
  const other = await createTestProject(app)
  const unseen = await send<SpendPriceChanges>(app, '/v1/spend/price-changes?range=7d', { key: other.key })
  expect(unseen.body.data).toEqual([])
})

test('what has no price is in no part and counted on both sides', async () => {
  const unpriced = (days: number) => daysAgo(days, { model: 'dall-e-99' })
  const { key } = await projectWith(app, [unpriced(9), unpriced(2), unpriced(2), daysAgo(2)])
  const said = await changes(key)
  expect(said.changeUsd).toBe(usd(1))
  expect(said.coverage).toMatchObject({ requests: 3, unpriced: 2 })
  expect(said.previousCoverage).toMatchObject({ requests: 1, unpriced: 1 })
})

test.each(['7d', '30d', '24h', 'mtd', '2026-11-03..2026-11-12'])(
  'whatever moved in %s, the parts add up and the totals are those of spend',
  async (range) => {
    const events = Array.from({ length: 600 }, (_, i) => ({
      timestamp: new Date(NOW.getTime() - ((i * 7_919_000_003) % (60 * DAY_MS))).toISOString(),
      model: ['gpt-4o', 'gpt-4o-mini', 'dall-e-99', 'text-embedding-3-small', 'claude-sonnet-4-5'][i % 5]!,
      ...(i % 5 === 4 && { provider: 'anthropic' }),
      feature: ['review', 'search', 'chat'][(i >> 2) % 3]!,
      usage: {
        input: 100 + ((i * 37) % 900),
        cacheRead: (i * 13) % 300,
        output: i % 5 === 3 ? 0 : (i * 13) % 400,
      },
    })).map((part) => chatEvent(part))
    const { key } = await projectWith(app, events)
    for (const filter of ['', '&feature=chat', '&timeZone=Asia/Kathmandu']) {
      const said = await changes(key, `range=${range}${filter}`)
      const { body } = await send<SpendBy>(app, `/v1/spend/by?range=${range}${filter}`, { key })
      expect(said.current).toEqual(body.total)
      expect(said.previous).toEqual(body.previous)
      expect(said.coverage).toEqual(body.coverage)
    }
  },
)

test('a key without the scope read is refused', async () => {
  const { key } = await createTestProject(app, ['ingest'])
  for (const path of ['changes', 'price-changes'])
    expect((await send(app, `/v1/spend/${path}`, { key })).status).toBe(403)
})
