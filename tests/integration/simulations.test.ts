import { beforeAll, expect, test } from 'vitest'
import { storeFindings } from '#server/savings/lifecycle/store-findings.ts'
import type { Simulation, SimulationLine } from '#shared/api/simulations.ts'
import { chatEvent } from '#tests/support/events.ts'
import { makeFinding } from '#tests/support/finding.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(new Date('2026-05-31T12:00:00Z'))
})

/** Each costs 0.005615 USD: 86 x 2.50 + 1,920 x 1.25 + 300 x 10.00 per million. */
const event = (more: object = {}) => chatEvent({ timestamp: '2026-05-20T10:00:00Z', feature: 'faq', ...more })

async function start(events: object[]) {
  const { project, key } = await createTestProject(app)
  for (let at = 0; at < events.length; at += 500)
    await send(app, '/v1/events', { key, body: events.slice(at, at + 500) })
  const lines = async (body: object) => {
    const answer = await send<string>(app, '/v1/simulations', {
      key,
      body: { projectId: project.id, ...body },
    })
    if (answer.status !== 200) throw new Error(`a simulation was answered ${answer.status}: ${answer.body}`)
    return answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as SimulationLine)
  }
  const simulate = async (change: object, more: object = {}): Promise<Simulation> => {
    const last = (await lines({ change, ...more })).at(-1)!
    if (last.kind !== 'result') throw new Error('the simulation has no result')
    return last.simulation
  }
  return { project, key, lines, simulate }
}

const MINI = { provider: 'openai', model: 'gpt-4o-mini' }

test('another model of the same provider: the same tokens at its prices, output within a range', async () => {
  const { simulate } = await start([event()])
  // 86 x 0.15 + 1,920 x 0.075 + 300 x 0.60 per million; 150 and 450 tokens of output at the ends.
  expect(await simulate({ model: MINI })).toMatchObject({
    requests: 1,
    simulated: 1,
    leftOut: {},
    currentUsd: '0.005615',
    simulatedUsd: { lowUsd: '0.0002469', expectedUsd: '0.0003369', highUsd: '0.0004269' },
    savingUsdMonthly: { lowUsd: '0.0051881', expectedUsd: '0.0052781', highUsd: '0.0053681' },
    days: [{ date: '2026-05-20', currentUsd: '0.005615', expectedUsd: '0.0003369' }],
  })
})

test('scores of the other model are held against those of the requests, task by task', async () => {
  const scored = (count: number, more: object) =>
    Array.from({ length: count }, (_, n) => event({ quality: n % 20 === 0 ? 0 : 1, task: 'triage', ...more }))
  const { simulate } = await start([
    ...scored(100, {}),
    ...scored(200, MINI),
    ...scored(20, { ...MINI, task: 'too-few' }),
    ...scored(40, { task: 'too-few' }),
  ])
  const { quality } = await simulate({ model: MINI }, { scope: { model: ['gpt-4o'] } })
  expect(quality).toMatchObject([
    { task: 'triage', current: { scored: 100, mean: 0.95 }, target: { scored: 200, mean: 0.95 } },
  ])
  // Wilson: 0.95 of 200 is 0.9104 at the least, 0.95 of 100 is 0.9785 at the most.
  expect(quality[0]!.lowerBound).toBeCloseTo(-Math.sqrt(0.0396 ** 2 + 0.0285 ** 2), 3)
  expect((await simulate({ batchPercent: 50 })).quality).toEqual([])
})

test('another provider knows nothing of the cache and counts tokens in its own way', async () => {
  const { simulate } = await start([event()])
  const { simulatedUsd } = await simulate({ model: { provider: 'anthropic', model: 'claude-haiku-4-5' } })
  // 2,006 x 1 + 300 x 5; (60 + 1,344) x 1 + 150 x 5; (112 + 2,496) x 1 + 450 x 5 per million.
  expect(simulatedUsd).toEqual({ lowUsd: '0.002154', expectedUsd: '0.003506', highUsd: '0.004858' })
})

test('a cache rate, a batch share and a tier move exactly what they are about', async () => {
  const { simulate } = await start([event()])
  const expected = async (change: object) => (await simulate(change)).simulatedUsd.expectedUsd
  expect(await expected({ cacheReadPercent: 0 })).toBe('0.008015')
  expect(await expected({ cacheReadPercent: 50 })).toBe('0.00676125')
  expect(await expected({ batchPercent: 100 })).toBe('0.0028075')
  expect(await expected({ batchPercent: 50 })).toBe('0.00421125')
  // Priority: 86 x 4.25 + 1,920 x 2.125 + 300 x 17.
  expect(await expected({ serviceTier: 'priority' })).toBe('0.0095455')
})

test('a share of the traffic moves that share of the cost', async () => {
  const { simulate } = await start([event(), event()])
  const { simulatedUsd, currentUsd } = await simulate({ batchPercent: 100 }, { sharePercent: 25 })
  expect(currentUsd).toBe('0.01123')
  expect(simulatedUsd.expectedUsd).toBe('0.00982625')
})

test('more to pay is a negative saving', async () => {
  const { simulate } = await start([event()])
  expect((await simulate({ cacheReadPercent: 0 })).savingUsdMonthly.expectedUsd).toBe('-0.0024')
})

test('what nobody can price is left out of both sums, with its reason', async () => {
  const { simulate } = await start([
    event(),
    event({ model: 'no-such-model' }),
    event({ usage: { prompt_tokens: 127_900, completion_tokens: 300 } }),
  ])
  expect(await simulate({ model: MINI })).toMatchObject({
    requests: 3,
    simulated: 1,
    leftOut: { cost_unknown: 1, context_too_small: 1 },
    currentUsd: '0.005615',
  })
  const unknown = await simulate({ model: { provider: 'openai', model: 'unheard-of' } })
  expect(unknown).toMatchObject({
    simulated: 0,
    leftOut: { unknown_model: 2, cost_unknown: 1 },
    currentUsd: '0',
  })
})

test('only the scope and the days that were named are priced again', async () => {
  const { simulate } = await start([
    event(),
    event({ feature: 'other' }),
    event({ timestamp: '2026-04-20T10:00:00Z' }),
    event({ model: 'gpt-4.1' }),
  ])
  const { requests } = await simulate(
    { batchPercent: 10 },
    { scope: { feature: ['faq'], model: ['gpt-4o'] } },
  )
  expect(requests).toBe(1)
  expect((await simulate({ batchPercent: 10 }, { days: 60 })).requests).toBe(4)
})

test('long work tells how far it is, and every event is in the result once', async () => {
  const { lines } = await start(Array.from({ length: 2_300 }, () => event()))
  const all = await lines({ change: { batchPercent: 100 } })
  expect(all.slice(0, -1)).toEqual(
    [0, 1_000, 2_000, 2_300].map((done) => ({ kind: 'progress', done, of: 2_300 })),
  )
  expect(all.at(-1)).toMatchObject({ simulation: { simulated: 2_300, currentUsd: '12.9145' } })
}, 30_000)

test('latency is compared where both models were seen at work', async () => {
  const timed = (model: string, latencyMs: number) =>
    Array.from({ length: 30 }, (_, n) => event({ model, latencyMs: latencyMs + n }))
  const { simulate } = await start([...timed('gpt-4o', 900), ...timed('gpt-4o-mini', 300)])
  const scope = { model: ['gpt-4o'] }
  expect((await simulate({ model: MINI }, { scope })).latency).toEqual({
    current: { requests: 30, p50Ms: 914, p95Ms: 928 },
    target: { requests: 30, p50Ms: 314, p95Ms: 328 },
  })
  expect((await simulate({ model: { ...MINI, model: 'gpt-4.1-nano' } }, { scope })).latency).toBeNull()
})

test('it says what becomes of open opportunities over the same traffic', async () => {
  const { simulate, project } = await start([event()])
  const scope = { feature: 'faq' }
  const cache = { type: 'prompt_caching', family: 'cache', to: null, key: 'cache' } as const
  await storeFindings(app.ctx, Number(project.id), [
    makeFinding({ scope }),
    makeFinding({ scope, ...cache }),
    makeFinding({ scope: { feature: 'else' }, key: 'else' }),
  ])
  const { opportunities } = await simulate({ batchPercent: 100 }, { scope: { feature: ['faq'] } })
  expect(opportunities).toMatchObject([
    { effect: 'smaller', savingUsd: '100', remainingUsd: '50' },
    { effect: 'smaller', savingUsd: '100', remainingUsd: '50' },
  ])
  const { opportunities: replaced } = await simulate({ model: MINI }, { scope: { feature: ['faq'] } })
  expect(replaced.map(({ effect, remainingUsd }) => [effect, remainingUsd === '0'])).toEqual([
    ['replaced', true],
    ['smaller', false],
  ])
})

test.each([
  { change: {} },
  { change: { batchPercent: 101 } },
  { change: { serviceTier: 'vip' } },
  { change: { batchPercent: 1 }, days: 91 },
  { change: { batchPercent: 1 }, sharePercent: 0 },
  { change: { batchPercent: 1 }, colour: 'red' },
])('%j is refused', async (body) => {
  const { project, key } = await createTestProject(app)
  const answer = await send(app, '/v1/simulations', { key, body: { projectId: project.id, ...body } })
  expect(answer.status).toBe(422)
})

test('a key simulates only in its own project', async () => {
  const [mine, other] = [await createTestProject(app), await createTestProject(app)]
  const body = { projectId: other.project.id, change: { batchPercent: 1 } }
  expect((await send(app, '/v1/simulations', { key: mine.key, body })).status).toBe(404)
})
