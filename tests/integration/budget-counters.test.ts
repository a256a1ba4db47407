import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { buildBudgets } from '#server/budgets/build-budgets.ts'
import { createBudget } from '#server/budgets/create-budget.ts'
import { updateBudget } from '#server/budgets/update-budget.ts'
import { verifyCounters } from '#server/budgets/verify-counters.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { CreateBudget, UpdateBudget } from '#shared/api/budgets.ts'
import { byEffort } from '#tests/support/effort.ts'
import { chatEvent } from '#tests/support/events.ts'
import {
  createTestProject,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const ACTOR = 'ann@example.com'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(NOW)
})

async function ingest(projectId: string, events: object[]) {
  const items = events.map((value, i) => ({ pointer: `/${i}`, value }))
  await ingestEvents(app.ctx, Number(projectId), items)
}

const make = (budget: object) =>
  createBudget(app.ctx, CreateBudget.parse({ name: 'b', amountUsd: '1', ...budget }), ACTOR)
const edit = (id: string, change: object) => updateBudget(app.ctx, id, UpdateBudget.parse(change), ACTOR)

/** Counted by hand: the events of each budget and period, label by label, without any of the product's SQL. */
async function countByHand(budgetId: string) {
  const [budget] = await app.ctx.db.execute<Record<string, never>>(
    sql`select *, project_id from budgets where id = ${Number(budgetId)}`,
  )
  const {
    scope,
    group_by: groupBy,
    project_id: projectId,
  } = budget as unknown as {
    scope: Record<string, string[]>
    group_by: string | null
    project_id: number | null
  }
  const periods = await app.ctx.db.execute<{ id: string; from: string; until: string }>(sql`
    select id::text, extract(epoch from starts_at)::text as from, extract(epoch from ends_at)::text as until
    from budget_periods where budget_id = ${Number(budgetId)} and starts_at < ${NOW.toISOString()}`)
  const events = await app.ctx.db.execute<Record<string, string>>(sql`
    select extract(epoch from occurred_at)::text as at, s.project_id::text as project, model, team, environment,
      coalesce(user_id, '') as user, coalesce(cost_pico_usd, 0)::text as cost, cost_status as status
    from usage_events e join series s on s.id = e.series_id`)
  return periods.map(({ id, from, until }) => {
    const groups = new Map<string, { cost: bigint; requests: number; unpriced: number }>()
    for (const event of events) {
      if (Number(event.at) < Number(from) || Number(event.at) >= Number(until)) continue
      if (projectId !== null && event.project !== String(projectId)) continue
      if (Object.entries(scope).some(([label, values]) => !values.includes(event[label]!))) continue
      const key = groupBy === null ? '' : event[groupBy]!
      const group = groups.get(key) ?? { cost: 0n, requests: 0, unpriced: 0 }
      group.cost += BigInt(event.cost!)
      group.requests++
      group.unpriced += ['unpriced', 'partial', 'invalid'].includes(event.status!) ? 1 : 0
      groups.set(key, group)
    }
    return {
      id,
      groups: [...groups].sort().map(([key, { cost, ...rest }]) => ({ key, cost: String(cost), ...rest })),
    }
  })
}

async function readCounters(periodIds: string[]) {
  const rows = await app.ctx.db.execute<{
    id: string
    key: string
    cost: string
    requests: number
    unpriced: number
  }>(sql`
    select period_id::text as id, group_key as key, cost_pico_usd::text as cost, requests::int, unpriced::int
    from budget_counters where requests <> 0 order by group_key`)
  return periodIds.map((id) => ({
    id,
    groups: rows
      .filter((row) => row.id === id)
      .map(({ id: _, ...row }) => row)
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  }))
}

async function expectCounted(budgetId: string) {
  const byHand = await countByHand(budgetId)
  expect(byHand.length).toBeGreaterThan(1)
  expect(await readCounters(byHand.map(({ id }) => id))).toEqual(byHand)
}

const anyEvent = fc
  .record(
    {
      id: fc.integer({ min: 0, max: 40 }).map((n) => `e${n}`),
      minutesAgo: fc.integer({ min: -4, max: 60 * 24 * 70 }),
      model: fc.constantFrom('gpt-4o', 'gpt-4o-mini', 'nobody-knows-it'),
      team: fc.constantFrom('red', 'blue'),
      environment: fc.constantFrom('production', 'staging'),
      userId: fc.constantFrom('ann', 'bob', 'cy'),
    },
    { requiredKeys: ['id', 'minutesAgo', 'model'] },
  )
  .map(({ minutesAgo, ...event }) =>
    chatEvent({ ...event, timestamp: new Date(NOW.getTime() - minutesAgo * 60_000).toISOString() }),
  )

const anyScope = fc.record(
  {
    model: fc.subarray(['gpt-4o', 'gpt-4o-mini', 'nobody-knows-it'], { minLength: 1 }),
    team: fc.subarray(['red', 'blue', ''], { minLength: 1 }),
    environment: fc.constant(['production']),
    user: fc.subarray(['ann', 'bob', ''], { minLength: 1 }),
  },
  { requiredKeys: [] },
)

const anyBudget = fc
  .record({
    scope: anyScope,
    groupBy: fc.constantFrom(null, 'team', 'user', 'model'),
    period: fc.constantFrom('day', 'week', 'month', 'quarter', 'cycle'),
    timeZone: fc.constantFrom(
      'UTC',
      'Asia/Kathmandu',
      'America/Havana',
      'Pacific/Chatham',
      'Australia/Lord_Howe',
    ),
    isGlobal: fc.boolean(),
  })
  .filter(({ scope, groupBy }) => groupBy === null || scope[groupBy as keyof typeof scope]?.length !== 1)
  .map((budget) => ({ ...budget, ...(budget.period === 'cycle' && { cycleDay: 17 }) }))

test('whatever is sent, however often and late, a budget counts what its events add up to', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyEvent, { maxLength: 12 }), { minLength: 1, maxLength: 5 }),
      fc.array(anyBudget, { minLength: 1, maxLength: 3 }),
      anyBudget,
      async (posts, budgets, other) => {
        const { project } = await createTestProject(app)
        const scoped = ({ isGlobal, ...budget }: typeof other) => ({
          ...budget,
          projectId: isGlobal ? null : project.id,
        })
        await ingest(project.id, posts[0]!)
        // Series and events come while budgets are made and counted.
        const [made] = await Promise.all([
          Promise.all(budgets.map((budget) => make(scoped(budget)))),
          ...posts.map((post) => ingest(project.id, post)),
        ])
        await buildBudgets(app.ctx)
        const edited = made[0]!.id
        const { cycleDay = null, ...change } = { cycleDay: undefined, ...scoped(other) }
        await Promise.all([
          edit(edited, { ...change, cycleDay }),
          ...posts.map((post) =>
            ingest(
              project.id,
              post.map((event) => ({ ...event, id: `late-${event.id}` })),
            ),
          ),
        ])
        await Promise.all(posts.map((post) => ingest(project.id, post)))
        await buildBudgets(app.ctx)
        for (const { id } of made) await expectCounted(id)
      },
    ),
    { numRuns: byEffort(5, 40) },
  )
  expect((await verifyCounters(app.ctx, null)).mismatches).toEqual([])
})
