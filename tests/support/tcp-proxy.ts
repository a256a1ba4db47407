import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * What the cable does. `hold`: bytes wait until it passes again, as packets that are lost and sent again.
 * `swallow`: bytes and ends vanish, and whoever was connected then stays cut off for ever, without a word.
 * `hang-up`: takes connections and ends them, as a load balancer does that has nobody behind it.
 */
type CableMode = 'pass' | 'hold' | 'swallow' | 'hang-up'

export interface TcpProxy {
  port: number
  set(mode: CableMode): void
  /** Resets every connection. */
  cut(): void
  /** Resets a connection as soon as that many bytes of answers have passed; undefined: no more. */
  cutAnswersAfter(bytes: number | undefined): void
  /** How many can still speak. */
  connections(): number
  close(): Promise<void>
}

export type Upstream = { path: string } | { host: string; port: number }

interface Pair {
  client: Socket
  upstream: Socket
  answered: number
  /** Has lost bytes: nothing that it could still say makes sense. */
  isDead: boolean
  held: (() => void)[]
}

/** A cable to `to` that can be damaged. */
export async function startTcpProxy(to: Upstream): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  /** Who came when nothing passed. */
  const strangers = new Set<Socket>()
  let mode: CableMode = 'pass'
  let cutAfter: number | undefined

  const drop = (pair: Pair) => {
    pairs.delete(pair)
    pair.client.resetAndDestroy()
    if ('path' in to) pair.upstream.destroy()
    else pair.upstream.resetAndDestroy()
  }

  function relay(pair: Pair, from: Socket, into: Socket) {
    const pass = (act: () => void) => {
      if (mode === 'swallow') pair.isDead = true
      else if (mode === 'hold' || pair.held.length > 0) pair.held.push(act)
      else if (!pair.isDead) act()
    }
    from.on('data', (chunk) =>
      pass(() => {
        if (from === pair.upstream) pair.answered += chunk.length
        if (cutAfter !== undefined && pair.answered > cutAfter) drop(pair)
        else if (!into.write(chunk)) {
          from.pause()
          into.once('drain', () => from.resume())
        }
      }),
    )
    from.on('end', () => pass(() => into.end()))
    // Writing to somebody who is gone ends here; reading tells the other side below.
    from.on('error', () => {})
    from.on('close', () =>
      pass(() => {
        pairs.delete(pair)
        into.destroySoon()
      }),
    )
  }

  function join(client: Socket) {
    const upstream = connect({ ...to, allowHalfOpen: true, noDelay: true })
    const pair: Pair = { client, upstream, answered: 0, isDead: false, held: [] }
    pairs.add(pair)
    relay(pair, client, upstream)
    relay(pair, upstream, client)
  }

  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (client) => {
    if (mode === 'pass') {
      join(client)
      client.resume()
      return
    }
    strangers.add(client)
    client.on('error', () => {})
    client.on('close', () => strangers.delete(client))
    if (mode === 'hang-up') client.end()
    if (mode !== 'hold') client.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    set(next) {
      const was = mode
      mode = next
      if (mode !== 'pass') return
      if (was === 'hold')
        for (const client of strangers) {
          strangers.delete(client)
          join(client)
          client.resume()
        }
      for (const { held } of pairs) for (const act of held.splice(0)) act()
    },
    cut() {
      for (const pair of pairs) drop(pair)
    },
    cutAnswersAfter(bytes) {
      cutAfter = bytes
      for (const pair of pairs) pair.answered = 0
    },
    connections: () => [...pairs].filter(({ isDead }) => !isDead).length,
    async close() {
      for (const pair of pairs) drop(pair)
      for (const client of strangers) client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
