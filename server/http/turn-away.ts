import type { IncomingMessage, RequestListener } from 'node:http'
import type { AppContext } from '#server/context.ts'
import type { Problem } from '#shared/api/problem.ts'
import { FULL } from './middleware/limit-in-flight.ts'
import { requestIdOf } from './middleware/request-id.ts'
import type { AllPlaces } from './places.ts'

const INGEST = '/v1/events'
const RETRY_AFTER_SECONDS = '1'

/**
 * Answers 503 to requests that find no place, before anything else is made of them: several times cheaper than by
 * the way of all requests, so that an overload of refusals leaves time for what was let in.
 */
export function turnAwayWhenFull(
  ctx: AppContext,
  places: AllPlaces,
  listener: RequestListener,
): RequestListener {
  return (incoming, outgoing) => {
    const route = routeOf(incoming)
    const reason = route && places[route === INGEST ? 'ingest' : 'other'].whyFull(incoming)
    if (!reason) return listener(incoming, outgoing)
    const requestId = requestIdOf(incoming.headers['x-request-id'])
    ctx.metrics.requestsRefused.inc({ reason })
    ctx.metrics.httpRequests.inc({ route, status: 503 })
    ctx.log.warn({ requestId, reason }, 'turned away: no place')
    const body = JSON.stringify(describe(requestId))
    outgoing.writeHead(503, {
      'content-type': 'application/problem+json',
      'content-length': Buffer.byteLength(body),
      'retry-after': RETRY_AFTER_SECONDS,
      'x-request-id': requestId,
      ...(ctx.stopping.aborted && { connection: 'close' }),
    })
    outgoing.end(body)
  }
}

function routeOf({ method, url }: IncomingMessage): '/v1/events' | '/v1/*' | undefined {
  if (method === 'POST' && url === INGEST) return INGEST
  return url?.startsWith('/v1/') ? '/v1/*' : undefined
}

const describe = (requestId: string): Problem => ({
  type: 'about:blank',
  title: 'Not available just now',
  status: 503,
  detail: FULL,
  code: 'unavailable',
  requestId,
})
