import { setTimeout as sleep } from 'node:timers/promises'
import type { AppContext } from '#server/context.ts'
import { checkBudgets } from './check-budgets.ts'
import { endAlerts } from './end-alerts.ts'
import { extendPeriods } from './extend-periods.ts'

/** What is committed within it is looked at together. */
const TOGETHER_MS = 150
/** After a failure: what is missed until then is found by the sweep. */
const AGAIN_MS = 1_000

/**
 * Looks at all budgets when the server starts, and at what this instance has counted soon after each commit, until the
 * server stops. Posts never wait for it.
 */
export async function watchBudgets(ctx: AppContext): Promise<void> {
  await attempt(ctx, () => extendPeriods(ctx).then(() => sweepBudgets(ctx)))
  while (!ctx.stopping.aborted) {
    await ctx.touched.wait(ctx.stopping)
    await sleep(TOGETHER_MS)
    const periods = ctx.touched.take()
    if (periods.length > 0) await attempt(ctx, () => checkBudgets(ctx, periods))
  }
}

async function attempt({ stopping, log }: AppContext, look: () => Promise<void>): Promise<void> {
  if (stopping.aborted) return
  try {
    await look()
  } catch (error) {
    if (stopping.aborted) return
    log.error({ err: error }, 'budgets could not be looked at; the next sweep does it')
    await sleep(AGAIN_MS)
  }
}

/** Looks at the current and the previous period of every budget: for what nobody was there to see. */
export async function sweepBudgets(ctx: AppContext): Promise<void> {
  await checkBudgets(ctx, 'latest')
  await endAlerts(ctx)
}
