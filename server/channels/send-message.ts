import type { AppContext } from '#server/context.ts'
import { hideSecrets } from './hide-secrets.ts'
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
  const secrets = [channel.secret, channel.previousSecret, mailPassword(ctx)]
  return answer === undefined ? outcome : { ...outcome, answer: hideSecrets(answer, secrets) }
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

const mailPassword = ({ config }: AppContext) => config.smtp && new URL(config.smtp.url).password
