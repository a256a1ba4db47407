import type { AppContext } from '#server/context.ts'
import { makePartitions } from '#server/db/partitions.ts'

export interface Job {
  name: string
  everySeconds: number
  /** Safe to run in several instances at once. */
  run(ctx: AppContext): Promise<unknown>
}

export const createJobs = (): Job[] => [
  { name: 'make-partitions', everySeconds: 6 * 3600, run: (ctx) => makePartitions(ctx.db, ctx.clock()) },
]
