import { request } from 'undici'
import type { AppContext } from '#server/context.ts'
import { BlockedAddressError, createGuardedAgent } from './guarded-agent.ts'
import type { Outcome } from './outgoing.ts'

const TIMEOUT_MS = 15_000
const MOST_READ = 16_384
/** Of an answer, in characters: enough to see what it is about. */
const MOST_KEPT = 1_000

/** Blocked, refused and unknown are told alike: nobody may learn from it what is in the network of the server. */
const UNREACHABLE = 'The address could not be reached.'
const TIMEOUTS = [
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_ABORTED',
]

export interface HttpMessage {
  url: string
  headers?: Record<string, string>
  body: string
}

/** Posts once, follows nothing, reads no more than 16 KB of the answer. Does not reject. */
export async function postGuarded(ctx: AppContext, { url, headers, body }: HttpMessage): Promise<Outcome> {
  try {
    const { agent, isPrivate } = createGuardedAgent(new URL(url), ctx.config.allowedPrivateCidrs)
    try {
      const response = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: { 'content-type': 'application/json', 'user-agent': 'spendscope', ...headers },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ctx.outbox.giveUp]),
      })
      const answer = await readBeginning(response.body)
      return { ...outcomeOf(response), ...(!isPrivate() && { answer }) }
    } finally {
      await agent.destroy()
    }
  } catch (error) {
    return { error: describe(error) }
  }
}

function outcomeOf({
  statusCode,
  headers,
}: {
  statusCode: number
  headers: Record<string, unknown>
}): Outcome {
  if (statusCode >= 200 && statusCode < 300) return { status: statusCode }
  const retryAfterSeconds = readRetryAfter(headers['retry-after'])
  const redirected = statusCode >= 300 && statusCode < 400
  return {
    status: statusCode,
    error: redirected
      ? `It answered ${statusCode}: redirects are not followed.`
      : `It answered ${statusCode}.`,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  }
}

/** Seconds only: a date would be by the clock of the receiver. */
function readRetryAfter(header: unknown): number | undefined {
  return typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : undefined
}

async function readBeginning(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let read = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    read += chunk.length
    if (read >= MOST_READ) break
  }
  const text = Buffer.concat(chunks).subarray(0, MOST_READ).toString('utf8')
  // What Postgres and screens cannot show is a receiver's mistake, and no reason to fail.
  return text
    .toWellFormed()
    .replace(/[\p{Cc}]+/gu, ' ')
    .slice(0, MOST_KEPT)
}

function describe(error: unknown): string {
  if (error instanceof BlockedAddressError) return UNREACHABLE
  const { code = '', name } = error as { code?: string; name?: string }
  if (name === 'TimeoutError' || TIMEOUTS.includes(code)) return 'There was no answer within 15 seconds.'
  if (name === 'AbortError') return 'The server was stopped.'
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return 'The certificate of the receiver is not valid.'
  return UNREACHABLE
}
