import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface RawConnection {
  socket: Socket
  /** All that the server has sent so far. */
  received(): string
  /** Resolves when what was received matches. @throws when the server closes before. */
  receives(pattern: RegExp): Promise<string>
  closed: Promise<unknown>
}

/** A connection that sends what it is told to, as no HTTP library would. */
export async function openConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.on('data', (chunk) => (text += chunk)).on('error', () => {})
  const closed = new Promise((done) => socket.once('close', done))
  await once(socket, 'connect')
  const receives = async (pattern: RegExp) => {
    while (!pattern.test(text)) {
      const more = await Promise.race([once(socket, 'data'), closed.then(() => 'closed')])
      if (more === 'closed' && !pattern.test(text)) throw new Error(`closed after: ${text}`)
    }
    return text
  }
  return { socket, received: () => text, receives, closed }
}

/** The head of a post; its body is for the caller to send. */
export function headOfPost(key: string, framing: string): string {
  return [
    'POST /v1/events HTTP/1.1',
    'host: localhost',
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    framing,
    '\r\n',
  ].join('\r\n')
}
