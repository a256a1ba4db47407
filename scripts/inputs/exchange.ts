import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { WireRequest } from './build-request.ts'

export interface WireAnswer {
  status: number
  headers: Map<string, string>
  body: string
}

export interface Exchange {
  /** Undefined: the connection was closed without one, or it never came. */
  answer: WireAnswer | undefined
  milliseconds: number
  timedOut: boolean
}

const GIVE_UP_MS = 8_000
/** A request that is not complete is never answered: after this long the client ends its side, as one that goes away. */
const END_AFTER_MS = 2_000

/** Sends the bytes over a socket of their own and reads until the answer is complete or the connection ends. */
export function exchange(url: string, request: WireRequest): Promise<Exchange> {
  const { protocol, hostname, port } = new URL(url)
  const address = { host: hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) }
  const start = performance.now()
  return new Promise((done) => {
    const socket = protocol === 'https:' ? connectTls({ ...address, servername: hostname }) : connect(address)
    let received = Buffer.alloc(0)
    let isOver = false
    const finish = (timedOut: boolean) => {
      if (isOver) return
      isOver = true
      clearTimeout(giveUp)
      clearTimeout(endOwnSide)
      socket.destroy()
      const milliseconds = performance.now() - start
      done({ answer: parseAnswer(received, request.method)?.answer, milliseconds, timedOut })
    }
    const giveUp = setTimeout(() => finish(true), GIVE_UP_MS)
    const endOwnSide = setTimeout(() => socket.end(), END_AFTER_MS)
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (parseAnswer(received, request.method)?.isComplete) finish(false)
    })
    // The server may close before it has read everything: what it has said until then counts.
    socket.on('error', () => finish(false))
    socket.on('close', () => finish(false))
    socket.write(request.bytes)
  })
}

/** Reads an HTTP/1.1 answer; undefined until its head is there. A body without a length ends with the connection. */
export function parseAnswer(
  bytes: Buffer,
  method: string,
): { answer: WireAnswer; isComplete: boolean } | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const status = Number(statusLine.split(' ')[1])
  const rest = bytes.subarray(end + 4)
  if (status >= 100 && status < 200) return parseAnswer(rest, method)
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const { body, isComplete } = readBody(rest, headers, method)
  return { answer: { status, headers, body: body.toString() }, isComplete }
}

function readBody(rest: Buffer, headers: Map<string, string>, method: string) {
  if (method === 'HEAD') return { body: Buffer.alloc(0), isComplete: true }
  if (/chunked/i.test(headers.get('transfer-encoding') ?? '')) return readChunks(rest)
  const length = headers.get('content-length')
  if (length === undefined) return { body: rest, isComplete: false }
  return { body: rest.subarray(0, Number(length)), isComplete: rest.length >= Number(length) }
}

function readChunks(rest: Buffer): { body: Buffer; isComplete: boolean } {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = rest.indexOf('\r\n', at)
    if (lineEnd === -1) return { body: Buffer.concat(chunks), isComplete: false }
    const size = Number.parseInt(rest.subarray(at, lineEnd).toString(), 16)
    if (!(size > 0)) return { body: Buffer.concat(chunks), isComplete: size === 0 }
    chunks.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
    if (at > rest.length) return { body: Buffer.concat(chunks), isComplete: false }
  }
}
