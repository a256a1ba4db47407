import type { AppContext } from '#server/context.ts'
import { makePartitions } from '#server/db/partitions.ts'
import { sweepRemovedProjects } from '#server/people/projects.ts'
import { priceUnpriced } from '#server/prices/price-unpriced.ts'
import { runReprice } from '#server/prices/run-reprice.ts'

export interface Job {
  name: string
  everySeconds: number
  /** Safe to run in several instances at once. */
  run(ctx: AppContext): Promise<unknown>
}

export const createJobs = (): Job[] => [
  { name: 'make-partitions', everySeconds: 6 * 3600, run: (ctx) => makePartitions(ctx.db, ctx.clock()) },
  { name: 'sweep-removed-projects', everySeconds: 30, run: sweepRemovedProjects },
  { name: 'price-unpriced', everySeconds: 5, run: priceUnpriced },
  { name: 'run-reprice', everySeconds: 2, run: runReprice },
]
