import { performance } from 'node:perf_hooks'
import { secretPlace } from '#server/channels/create-channel.ts'
import type { OpenChannel, Outcome } from '#server/channels/outgoing.ts'
import { sendMessage } from '#server/channels/send-message.ts'
import type { AppContext } from '#server/context.ts'
import { SealError } from '#server/seal-secrets.ts'
import { type Claim, claimDeliveries } from './claim-deliveries.ts'
import { composeMessage } from './compose-message.ts'
import { judgeAttempt } from './judge-attempt.ts'
import { settleDeliveries } from './settle-deliveries.ts'

/** Messages on the way from this instance, each of another channel. */
const MOST_AT_ONCE = 16

/**
 * Sends what is due, one message a channel at a time, without waiting for the answers: a receiver that hangs keeps
 * only itself busy. Each that is done looks for the next one.
 */
export async function deliverAlerts(ctx: AppContext): Promise<void> {
  const places = MOST_AT_ONCE - ctx.outbox.size
  if (ctx.stopping.aborted || places <= 0) return
  for (const claim of await claimDeliveries(ctx, places)) {
    const work = deliver(ctx, claim)
      .then(() => deliverAlerts(ctx))
      .catch((error) => ctx.log.error({ err: error }, 'a delivery failed; it is tried again after its lease'))
    ctx.outbox.track(work)
  }
}

async function deliver(ctx: AppContext, claim: Claim): Promise<void> {
  const startedAt = performance.now()
  const outcome = await attempt(ctx, claim)
  const durationMs = performance.now() - startedAt
  const tried = {
    kind: claim.deliveries[0]!.kind,
    attempts: claim.attempts + 1,
    ageSeconds: claim.ageSeconds,
  }
  const verdict = judgeAttempt(tried, outcome, Math.random())
  const isOurs = await settleDeliveries(ctx, claim, { outcome, durationMs, verdict })
  if (!isOurs) ctx.log.warn({ channel: claim.channel.id }, 'an attempt took longer than its lease')
  ctx.metrics.deliveryAttempts.inc({ channel: claim.channel.kind, result: verdict.state })
}

async function attempt(ctx: AppContext, { channel, deliveries }: Claim): Promise<Outcome> {
  try {
    const message = composeMessage(deliveries, {
      publicUrl: ctx.config.publicUrl,
      at: ctx.clock(),
      sign: ctx.sealer.sign,
    })
    return await sendMessage(ctx, openChannel(ctx, channel), message)
  } catch (error) {
    if (error instanceof SealError)
      return { error: `The secret of this channel cannot be read: ${error.message}. Enter it again.` }
    ctx.log.error({ err: error, channel: channel.id }, 'a message could not be made')
    return { error: 'The message could not be made: see the log of the server.' }
  }
}

function openChannel(ctx: AppContext, channel: Claim['channel']): OpenChannel {
  const open = (sealed: string | null) =>
    sealed === null ? undefined : ctx.sealer.open(sealed, secretPlace(channel.id))
  return { ...channel, secret: open(channel.secret), previousSecret: open(channel.previousSecret) }
}
