import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterFile } from './after-file.ts'

export interface Received {
  at: number
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  url: string
  /** What came, oldest first. */
  received: Received[]
  /** How it answers from now on. */
  answer(how: (response: ServerResponse, message: Received) => void): void
}

/** A real server on loopback that takes messages; 200 to everything, unless it is told otherwise. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let respond: Parameters<Receiver['answer']>[0] = (response) => response.end('ok')
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { url = '', headers } = request
    const message = { at: performance.now(), path: url, headers, body: Buffer.concat(chunks).toString() }
    received.push(message)
    respond(response, message)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  afterFile(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: (how) => {
      respond = how
    },
  }
}
