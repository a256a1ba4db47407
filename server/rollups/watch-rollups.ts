import type { AppContext } from '#server/context.ts'
import { verifyRollups } from './verify-rollups.ts'

const DAYS_BACK = 2
const DAY_MS = 86_400_000

/** Compares the sums of the last days with their events, so that a wrong one is known before somebody sees it. */
export async function watchRollups(ctx: AppContext): Promise<void> {
  const from = new Date(ctx.clock().getTime() - DAYS_BACK * DAY_MS).toISOString().slice(0, 10)
  const { mismatches } = await verifyRollups(ctx, { from, to: null })
  const rows = mismatches.reduce(
    (sum, { labels, labelDays, seriesDays, userDays }) => sum + labels + labelDays + seriesDays + userDays,
    0,
  )
  ctx.metrics.rollupMismatches.set(rows)
  if (rows > 0)
    ctx.log.error({ mismatches }, 'sums differ from their events: see "spendscope rollups verify"')
}
