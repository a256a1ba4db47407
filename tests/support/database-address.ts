import type { DatabaseAddress } from '#server/db/client.ts'

/** The same server, another database. */
export function atDatabase(address: DatabaseAddress, database: string): DatabaseAddress {
  if (!('url' in address)) return { ...address, database }
  const url = new URL(address.url)
  url.pathname = `/${database}`
  return { url: url.href }
}
