import { request } from 'undici'
import type { Stage } from './stage.ts'

interface Spend {
  total: { requests: number }
  coverage: { priced: number }
}

/** @throws when table or dashboard hold other events than were acknowledged, or some without a price. */
export async function checkCounts({ server, database }: Stage, acknowledged: number): Promise<void> {
  const [row] = await database.sql`select count(*)::int as events from usage_events`
  const answer = await request(`${server.url}/v1/spend/by?range=7d&compare=none`, {
    headers: { authorization: `Bearer ${server.key}` },
  })
  const { total, coverage } = (await answer.body.json()) as Spend
  const counts = { acknowledged, stored: row?.events, shown: total.requests, priced: coverage.priced }
  if (new Set(Object.values(counts)).size > 1) throw new Error(`not the same: ${JSON.stringify(counts)}`)
}
