import type { AppContext } from '#server/context.ts'
import type { OpenChannel, Outcome, Outgoing } from './outgoing.ts'
import { postGuarded } from './post-guarded.ts'
import { renderDiscord } from './render-discord.ts'
import { renderPagerDuty } from './render-pagerduty.ts'
import { renderSlack } from './render-slack.ts'
import { renderTeams } from './render-teams.ts'
import { renderWebhook } from './render-webhook.ts'
import { sendEmail } from './send-email.ts'
import { signWebhook } from './sign-webhook.ts'

/** Tries once to send a message, within 20 s. Does not reject; the secret of the channel is in no part of the outcome. */
export async function sendMessage(
  ctx: AppContext,
  channel: OpenChannel,
  message: Outgoing,
): Promise<Outcome> {
  const outcome = await send(ctx, channel, message)
  const { answer } = outcome
  return answer === undefined ? outcome : { ...outcome, answer: withoutSecrets(answer, channel) }
}

function send(ctx: AppContext, channel: OpenChannel, message: Outgoing): Promise<Outcome> {
  const { kind, settings, secret, previousSecret } = channel
  switch (kind) {
    case 'webhook': {
      const body = renderWebhook(message)
      const secrets = [secret!, ...(previousSecret === undefined ? [] : [previousSecret])]
      return postGuarded(ctx, {
        url: settings.url!,
        body,
        headers: signWebhook({ ...message, body }, secrets),
      })
    }
    case 'slack':
      return postGuarded(ctx, { url: secret!, body: renderSlack(message) })
    case 'discord':
      return postGuarded(ctx, { url: secret!, body: renderDiscord(message) })
    case 'teams':
      return postGuarded(ctx, { url: secret!, body: renderTeams(message) })
    case 'pagerduty':
      return postGuarded(ctx, { url: ctx.config.pagerDutyUrl, body: renderPagerDuty(message, secret!) })
    case 'email':
      return sendEmail(ctx, channel, message)
    default:
      return kind satisfies never
  }
}

/** A receiver may say back what it was sent. */
function withoutSecrets(text: string, { secret, previousSecret }: OpenChannel): string {
  const secrets = [secret, previousSecret].filter((one) => one !== undefined)
  return secrets.reduce((clean, one) => clean.replaceAll(one, '***'), text)
}
