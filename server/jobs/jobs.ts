import { watchRules } from '#server/alert-rules/watch-rules.ts'
import { deliverAlerts } from '#server/alerts/deliver-alerts.ts'
import { pruneDeliveries } from '#server/alerts/prune-deliveries.ts'
import { watchOutbox } from '#server/alerts/watch-outbox.ts'
import { buildBudgets } from '#server/budgets/build-budgets.ts'
import { checkForecasts } from '#server/budgets/check-forecasts.ts'
import { extendPeriods } from '#server/budgets/extend-periods.ts'
import { sweepCounters } from '#server/budgets/sweep-counters.ts'
import { verifyBudgets } from '#server/budgets/verify-budgets.ts'
import { sweepBudgets } from '#server/budgets/watch-budgets.ts'
import type { AppContext } from '#server/context.ts'
import { sendDigests } from '#server/digests/send-digests.ts'
import { watchDatabase } from '#server/metrics/watch-database.ts'
import { sweepRemovedProjects } from '#server/people/projects.ts'
import { priceUnpriced } from '#server/prices/price-unpriced.ts'
import { runReprice } from '#server/prices/run-reprice.ts'
import { buildZone } from '#server/rollups/build-zone.ts'
import { sweepZones } from '#server/rollups/sweep-zones.ts'
import { watchRollups } from '#server/rollups/watch-rollups.ts'
import { refreshSavings } from '#server/savings/refresh-savings.ts'
import { tendPartitions } from '#server/settings/tend-partitions.ts'

export interface Job {
  name: string
  everySeconds: number
  /** Safe to run in several instances at once. */
  run(ctx: AppContext): Promise<unknown>
}

export const createJobs = (): Job[] => [
  { name: 'tend-partitions', everySeconds: 3600, run: tendPartitions },
  { name: 'build-zone', everySeconds: 2, run: buildZone },
  { name: 'sweep-zones', everySeconds: 60, run: sweepZones },
  { name: 'watch-rollups', everySeconds: 6 * 3600, run: watchRollups },
  { name: 'deliver-alerts', everySeconds: 1, run: deliverAlerts },
  { name: 'watch-rules', everySeconds: 60, run: (ctx) => watchRules(ctx) },
  { name: 'watch-outbox', everySeconds: 15, run: watchOutbox },
  { name: 'prune-deliveries', everySeconds: 3600, run: pruneDeliveries },
  { name: 'watch-database', everySeconds: 15, run: watchDatabase },
  { name: 'sweep-removed-projects', everySeconds: 30, run: sweepRemovedProjects },
  { name: 'extend-periods', everySeconds: 60, run: extendPeriods },
  { name: 'build-budgets', everySeconds: 2, run: buildBudgets },
  { name: 'sweep-budgets', everySeconds: 60, run: sweepBudgets },
  { name: 'check-forecasts', everySeconds: 300, run: checkForecasts },
  { name: 'verify-budgets', everySeconds: 6 * 3600, run: verifyBudgets },
  { name: 'sweep-counters', everySeconds: 600, run: sweepCounters },
  { name: 'send-digests', everySeconds: 30, run: sendDigests },
  { name: 'price-unpriced', everySeconds: 5, run: priceUnpriced },
  { name: 'run-reprice', everySeconds: 2, run: runReprice },
  { name: 'refresh-savings', everySeconds: 10, run: refreshSavings },
]
