import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { DatabaseAddress } from '#server/db/client.ts'

export interface DatabaseProxy {
  address: DatabaseAddress
  /** From now on nothing gets through and nothing is closed, as when a network drops packets. */
  hold(): void
  /** What was held back goes on, as TCP would repeat it. */
  release(): void
  close(): void
}

/** Stands between a server and its Postgres. */
export async function startDatabaseProxy(target: DatabaseAddress): Promise<DatabaseProxy> {
  const sockets = new Set<Socket>()
  let isHeld = false
  const join = (from: Socket, to: Socket) => {
    sockets.add(from)
    from.on('data', (chunk) => to.write(chunk))
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    if (isHeld) from.pause()
  }
  const server = createServer((client) => {
    const database = connectTo(target)
    join(client, database)
    join(database, client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: { url: urlOf(target, (server.address() as AddressInfo).port) },
    hold() {
      isHeld = true
      for (const socket of sockets) socket.pause()
    },
    release() {
      isHeld = false
      for (const socket of sockets) socket.resume()
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function connectTo(target: DatabaseAddress): Socket {
  if (!('url' in target)) return connect(`${target.socketFolder}/.s.PGSQL.${target.port}`)
  const { hostname, port } = new URL(target.url)
  return connect(Number(port || 5432), hostname)
}

function urlOf(target: DatabaseAddress, port: number): string {
  if (!('url' in target)) return `postgres://${target.user}@127.0.0.1:${port}/${target.database}`
  const url = new URL(target.url)
  url.host = `127.0.0.1:${port}`
  return url.href
}
