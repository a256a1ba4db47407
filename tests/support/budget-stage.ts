import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect } from 'vitest'
import { checkBudgets } from '#server/budgets/check-budgets.ts'
import { createBudget } from '#server/budgets/create-budget.ts'
import { updateBudget } from '#server/budgets/update-budget.ts'
import type { AppContext } from '#server/context.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { CreateBudget, UpdateBudget } from '#shared/api/budgets.ts'
import { chatEvent } from './events.ts'
import { connectOther } from './other-instance.ts'
import { createTestProject, startTestApplication, type TestApplication } from './test-application.ts'

export const NOW = new Date('2026-11-18T14:20:30.000Z')
export const ACTOR = 'ann@example.com'
export const HOUR = 3_600_000

/** What a batch that crosses every threshold leaves behind. */
export const ALL_AT_ONCE = ['50 recorded', '80 recorded', '100 firing fired pending']

/** Two instances, a channel for all and one for who names it, and a project that is new for each test. */
interface BudgetStage {
  app: TestApplication
  other: AppContext
  projectId: string
}

/** Sets the stage for the tests of a file, each of which begins at `NOW`. */
export function stageBudgets() {
  const stage = {} as BudgetStage
  beforeAll(async () => {
    stage.app = await startTestApplication()
    stage.other = await connectOther(stage.app)
    await stage.app.ctx.db.execute(sql`
      insert into channels (name, kind, settings, created_by, is_default)
      values ('default', 'webhook', '{}', 'ann', true), ('special', 'webhook', '{}', 'ann', false)`)
  })
  beforeEach(async () => {
    stage.app.setNow(NOW)
    stage.projectId = (await createTestProject(stage.app)).project.id
  })
  return {
    stage: (): BudgetStage => stage,
    /** Ingests so many events of 0.005615, at the time that it is. */
    spend: async (count: number, event: Record<string, unknown> = {}, ctx = stage.app.ctx) => {
      const items = Array.from({ length: count }, (_, i) => ({
        pointer: `/${i}`,
        value: chatEvent({ timestamp: ctx.clock().toISOString(), ...event }),
      }))
      const { rejected } = await ingestEvents(ctx, Number(stage.projectId), items)
      expect(rejected).toEqual([])
    },
    /** Ten events of 0.005615 are its amount. */
    make: (budget: object = {}) => {
      const wanted = { name: 'Daily', projectId: stage.projectId, amountUsd: '0.05615', ...budget }
      return createBudget(stage.app.ctx, CreateBudget.parse(wanted), ACTOR)
    },
    edit: (id: string, change: object) => updateBudget(stage.app.ctx, id, UpdateBudget.parse(change), ACTOR),
    check: (ctx = stage.app.ctx) => checkBudgets(ctx, 'latest'),
    alertsOf: (budgetId: string) => readAlerts(stage.app.ctx, budgetId),
    /** Its alerts with what became of their messages, such as `100 firing fired pending`. */
    summary: async (budgetId: string) =>
      (await readAlerts(stage.app.ctx, budgetId)).map(({ threshold, state, messages }) => {
        const sent = (messages ?? []).map((message) => `${message.kind} ${message.state}`)
        return [threshold, state, ...sent].join(' ')
      }),
  }
}

interface StoredAlert extends Record<string, unknown> {
  threshold: number
  state: string
  day: string
  facts: { spentUsd: string; delayedBySeconds?: number; unpricedEvents: number }
  messages:
    | { kind: string; state: string; channel: string; payload: Record<string, unknown>; nextAt: string }[]
    | null
}

const readAlerts = async (ctx: AppContext, budgetId: string): Promise<StoredAlert[]> => [
  ...(await ctx.db.execute<StoredAlert>(sql`
    select threshold, state, to_char(period_start at time zone 'UTC', 'MM-DD"T"HH24:MI') as day, facts, (
      select json_agg(json_build_object('kind', d.kind, 'state', d.state, 'channel', c.name, 'payload', payload,
        'nextAt', to_char(next_at at time zone 'UTC', 'MM-DD"T"HH24:MI')) order by d.id)
      from deliveries d join channels c on c.id = d.channel_id where alert_id = a.id) as messages
    from alerts a where budget_id = ${Number(budgetId)} order by a.period_start, a.threshold, a.id`)),
]
