import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { addModelAlias, addPriceOverride } from '#server/prices/edit-price-book.ts'
import { CreateModelAlias, CreatePriceOverride } from '#shared/api/prices.ts'
import { chatEvent } from '#tests/support/events.ts'
import { olderCatalogue } from '#tests/support/older-catalogue.ts'
import { createTestProject, type TestApplication } from '#tests/support/test-application.ts'

const ME = 'ada@example.com'
const DAY_MS = 86_400_000

/** Beside demo events: two models without a price, own prices and names, and last month priced by an older catalogue. */
export async function fillPriceBook(app: TestApplication) {
  const { project } = await createTestProject(app)
  const now = app.ctx.clock()
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString()
  const waiting = [
    ...Array.from({ length: 12 }, () => ({ provider: 'acme', model: 'llm-1' })),
    ...Array.from({ length: 3 }, () => ({ provider: 'azure', model: 'prod-chat-eu' })),
  ]
  const post = (ctx: TestApplication['ctx'], events: Record<string, unknown>[]) =>
    ingestEvents(
      ctx,
      Number(project.id),
      events.map((event) => ({ pointer: '', value: chatEvent(event) })),
    )
  await post(
    app.ctx,
    waiting.map((event) => ({ ...event, timestamp: daysAgo(1) })),
  )
  const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1) - DAY_MS).toISOString()
  await post(
    { ...app.ctx, catalogue: olderCatalogue() },
    Array.from({ length: 20 }, () => ({ timestamp: lastMonth })),
  )
  const own = { provider: 'anthropic', model: 'claude-sonnet-4-5', note: 'Contract 2026-7' }
  const rates = { input: '2.4', cacheRead: '0.24', output: '12' }
  await addPriceOverride(
    app.ctx,
    CreatePriceOverride.parse({ ...own, prices: { rates }, effectiveFrom: daysAgo(12) }),
    ME,
  )
  const alias = {
    provider: 'azure',
    name: 'prod-embed',
    targetProvider: 'openai',
    targetModel: 'gpt-4o-mini',
  }
  await addModelAlias(app.ctx, CreateModelAlias.parse(alias), ME)
  return project
}
