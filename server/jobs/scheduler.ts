import type { AppContext } from '#server/context.ts'
import type { Job } from './jobs.ts'

/** Runs each job now and then at its interval, one run at a time, until the server stops. */
export function startScheduler(ctx: AppContext, jobs: readonly Job[]): void {
  const timers: NodeJS.Timeout[] = []
  for (const job of jobs) {
    let running = false
    const run = async () => {
      if (running) return
      running = true
      try {
        await job.run(ctx)
        ctx.metrics.jobSucceeded.set({ job: job.name }, ctx.clock().getTime() / 1000)
      } catch (error) {
        ctx.metrics.jobFailed.set({ job: job.name }, ctx.clock().getTime() / 1000)
        ctx.log.error({ err: error, job: job.name }, 'a job failed; it is tried again at its next time')
      } finally {
        running = false
      }
    }
    timers.push(setInterval(run, job.everySeconds * 1000))
  }
  ctx.stopping.addEventListener('abort', () => timers.forEach(clearInterval))
}
