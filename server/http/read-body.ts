import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { createTurns } from '#server/create-turns.ts'
import { ClientError } from '#server/errors.ts'
import { MAX_BODY_BYTES, MAX_UNPACKED_BYTES } from '#shared/api/usage-event.ts'

const unpack = promisify(gunzip)

/** What is unpacked at the same time adds up in memory, and waits for the same few threads. */
const UNPACKED_AT_ONCE = 1

/**
 * Makes what reads a body as text: at most 1 MiB on the wire, 8 MiB unpacked, strict UTF-8, identity or gzip.
 * It throws a ClientError 400, 413 or 415.
 */
export function createBodyReader(): (incoming: IncomingMessage) => Promise<string> {
  const turn = createTurns(UNPACKED_AT_ONCE)
  return async function readBody(incoming) {
    const { isPacked } = readHeaders(incoming)
    const bytes = await readBytes(incoming)
    return decode(isPacked ? await turn(() => gunzipWithin(bytes)) : bytes)
  }
}

function readHeaders(incoming: IncomingMessage): { isPacked: boolean } {
  const encoding = incoming.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new ClientError(415, 'unsupported_encoding', 'The content encoding is gzip or none.', {
      pointer: '',
    })
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(incoming.headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset))
    throw new ClientError(415, 'unsupported_media_type', 'The charset is UTF-8.', { pointer: '' })
  return { isPacked: encoding === 'gzip' }
}

/** Straight from the socket, by its events: a web stream or an iterator around it costs as much as pricing the event. */
function readBytes(incoming: IncomingMessage): Promise<Uint8Array> {
  if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge(MAX_BODY_BYTES)
  return new Promise((resolve, reject) => {
    // Who left while the key was looked up tells nobody any more.
    if (incoming.destroyed) return reject(incompleteBody())
    const chunks: Uint8Array[] = []
    let size = 0
    const take = (chunk: Uint8Array) => {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size <= MAX_BODY_BYTES) return
      // A refusal must leave the socket open for its answer, and nothing in memory.
      incoming.off('data', take).pause()
      chunks.length = 0
      reject(tooLarge(MAX_BODY_BYTES))
    }
    const cut = () => !incoming.readableEnded && reject(incompleteBody())
    incoming.on('data', take).on('error', cut).on('close', cut)
    incoming.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
  })
}

async function gunzipWithin(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await unpack(bytes, { maxOutputLength: MAX_UNPACKED_BYTES })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(MAX_UNPACKED_BYTES)
    throw invalidEncoding('The body is not gzip.')
  }
}

function decode(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw invalidEncoding('The body is not UTF-8.')
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text
}

const BYTE_ORDER_MARK = '\uFEFF'

const tooLarge = (most: number) =>
  new ClientError(413, 'payload_too_large', `The body is larger than ${most} bytes.`, { pointer: '' })
const incompleteBody = () =>
  new ClientError(400, 'incomplete_body', 'The connection ended before the body did.', { pointer: '' })
const invalidEncoding = (detail: string) => new ClientError(400, 'invalid_encoding', detail, { pointer: '' })
