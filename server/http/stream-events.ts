import { isDeepStrictEqual } from 'node:util'
import type { Context } from 'hono'
import type { AppContext } from '#server/context.ts'
import { ClientError, UnavailableError } from '#server/errors.ts'
import { followEvents, type LiveBatch } from '#server/events/follow-events.ts'
import { type Principal, visibleProjects } from '#server/people/permissions.ts'
import type { EventFilters } from '#shared/api/events.ts'
import { parseInstant } from '#shared/time.ts'
import type { AppEnv } from './env.ts'
import { toStream } from './to-stream.ts'

/** Sent when there is nothing to tell, so that neither end takes the other for gone. */
const QUIET_MS = 15_000
/** A browser that lost the stream asks again after this long. */
const RETRY_MS = 2_000

interface Stream {
  filters: EventFilters
  /** Where an earlier stream ended, as its client says. */
  after: string | undefined
  /** Asks anew who it is and what they may see. @throws ClientError when they may no longer. */
  identifyAgain(): Promise<Principal>
  /** Returns what gives the place back. @throws when there is none. */
  takePlace(): () => void
}

/** Sends what happens as server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function streamEvents(ctx: AppContext, c: Context<AppEnv>, stream: Stream): Response {
  if (ctx.stopping.aborted) throw new UnavailableError('The server stops. Connect again.')
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  }
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  const leavePlace = stream.takePlace()
  const left = new AbortController()
  const signal = AbortSignal.any([ctx.stopping, left.signal])
  const visible = visibleProjects(c.var.who)
  const { filters, after } = stream
  const batches = followEvents(ctx, {
    filters,
    visible,
    after: parseInstant(after ?? '')?.text,
    signal,
  })
  const check = async () => {
    if (!isDeepStrictEqual(visibleProjects(await stream.identifyAgain()), visible))
      throw new ClientError(403, 'forbidden', 'You may see other projects now.')
  }
  const text = toStream(
    toMessages(batches, check, () => ctx.clock().getTime()),
    {
      onEnd() {
        left.abort()
        leavePlace()
      },
      onFailure(error) {
        ctx.log.warn({ requestId: c.var.requestId, err: error }, 'a stream of events broke off')
        c.env.outgoing.destroy()
      },
    },
  )
  return c.body(text, 200, headers)
}

/** Access is checked again as often as a quiet stream gives a sign of life. */
async function* toMessages(
  batches: AsyncGenerator<LiveBatch | null>,
  check: () => Promise<void>,
  now: () => number,
): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`
  let checkedAt = now()
  for await (const batch of batches) {
    if (batch) yield toMessage(batch)
    if (now() - checkedAt < QUIET_MS) continue
    checkedAt = now()
    const problem = await check().then(
      () => undefined,
      (error) => error,
    )
    if (problem instanceof ClientError) {
      yield `event: end\ndata: ${JSON.stringify({ code: problem.code })}\n\n`
      return
    }
    if (problem) throw problem
    yield ': quiet\n\n'
  }
}

function toMessage({ position, ...message }: LiveBatch): string {
  return `id: ${position}\nevent: events\ndata: ${JSON.stringify(message)}\n\n`
}
