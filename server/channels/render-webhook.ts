import type { Outgoing } from './outgoing.ts'

const MOST_BYTES = 20_480

/** `{ type, timestamp, data }`, as Standard Webhooks advise; no longer than 20 KB. */
export function renderWebhook({ type, at, title, text, severity, link, data, items }: Outgoing): string {
  const write = (listed: number) =>
    JSON.stringify({
      type,
      timestamp: at.toISOString(),
      data: {
        title,
        text,
        severity,
        url: link ?? null,
        ...data,
        ...(items.length > 0 && { alerts: items.slice(0, listed), more: items.length - listed }),
      },
    })
  let listed = items.length
  let body = write(listed)
  while (Buffer.byteLength(body) > MOST_BYTES && listed > 0) body = write(--listed)
  return body
}
