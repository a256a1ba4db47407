import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { AppContext } from '#server/context.ts'
import type { AppEnv } from './env.ts'

/** Sends values as NDJSON as they come. Whoever leaves ends the work; what fails is logged as `failure`. */
export function streamLines(
  ctx: AppContext,
  c: Context<AppEnv>,
  lines: AsyncGenerator<object>,
  failure: string,
): Response {
  c.header('content-type', 'application/x-ndjson')
  return stream(
    c,
    async (answer) => {
      for await (const line of lines) {
        if (answer.aborted) return
        await answer.write(`${JSON.stringify(line)}\n`)
      }
    },
    async (error) => {
      ctx.log.error({ requestId: c.var.requestId, err: error }, failure)
      c.env.outgoing.destroy()
    },
  )
}
