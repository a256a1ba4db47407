import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ClientError } from '#server/errors.ts'

const MOST_BYTES = 65_536

/** Forms and settings are small; only ingest takes more, and counts for itself. */
export function limitBody(): MiddlewareHandler {
  return bodyLimit({
    maxSize: MOST_BYTES,
    onError: () => {
      throw new ClientError(413, 'payload_too_large', `The body is larger than ${MOST_BYTES} bytes.`, {
        pointer: '',
      })
    },
  })
}
