import type { DatabaseAddress } from '#server/db/client.ts'
import type { Upstream } from './tcp-proxy.ts'

/** The same server, another database. */
export function atDatabase(address: DatabaseAddress, database: string): DatabaseAddress {
  if (!('url' in address)) return { ...address, database }
  const url = new URL(address.url)
  url.pathname = `/${database}`
  return { url: url.href }
}

/** Where its TCP connections, or those to its socket, go. */
export function upstreamOf(address: DatabaseAddress): Upstream {
  if (!('url' in address)) return { path: `${address.socketFolder}/.s.PGSQL.${address.port}` }
  const { hostname, port } = new URL(address.url)
  return { host: hostname, port: Number(port || 5432) }
}

/** The same database by way of a port of this machine. */
export function throughCable(address: DatabaseAddress, port: number): string {
  const url = new URL('url' in address ? address.url : `postgres://${address.user}@x/${address.database}`)
  url.host = `127.0.0.1:${port}`
  return url.href
}

/** The same database as DATABASE_URL names it: the folder of a socket is a percent-encoded host. */
export function toUrl(address: DatabaseAddress): string {
  if ('url' in address) return address.url
  const { user, socketFolder, port, database } = address
  return `postgres://${user}@${encodeURIComponent(socketFolder)}:${port}/${database}`
}
