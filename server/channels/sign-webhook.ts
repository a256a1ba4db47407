import { Webhook } from 'standardwebhooks'

/**
 * The headers of https://www.standardwebhooks.com: the body that is sent is signed byte by byte, with the time of this
 * attempt. During a rotation each secret signs.
 */
export function signWebhook(
  { id, at, body }: { id: string; at: Date; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body))
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}
