import { setTimeout as sleep } from 'node:timers/promises'
import type { AppContext } from '#server/context.ts'
import { buildBudgets } from './build-budgets.ts'

const PATIENCE_MS = 2_000

/** Counts a budget that is new or changed, so that mostly the answer tells of it; the job goes on with a long one. */
export async function countSoon(ctx: AppContext): Promise<void> {
  const counting = buildBudgets(ctx).catch((error) =>
    ctx.log.warn({ err: error }, 'a budget is not counted yet; the job goes on with it'),
  )
  await Promise.race([counting, sleep(PATIENCE_MS, undefined, { ref: false })])
}
