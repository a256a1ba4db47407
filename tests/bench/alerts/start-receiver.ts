import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface BenchReceiver {
  url: string
  /** Name of what crossed -> when the first attempt to tell of it came, in ms of `performance.now()`. */
  toldAt: Map<string, number>
  stop(): Promise<void>
}

/** Takes messages on loopback, and looks for names of this form in them: several where they are told together. */
export async function startReceiver(name: RegExp): Promise<BenchReceiver> {
  const toldAt = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const at = performance.now()
    let body = ''
    for await (const chunk of request) body += chunk
    for (const [found] of body.matchAll(name)) if (!toldAt.has(found)) toldAt.set(found, at)
    response.end('ok')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    toldAt,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
