import { type LookupAddress, lookup as lookUpName } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { isIn, mayConnect } from './may-connect.ts'

const CONNECT_MS = 10_000

export class BlockedAddressError extends Error {
  readonly code = 'EBLOCKED'
}

export interface GuardedAgent {
  agent: Agent
  /** Whether the receiver is in a private network; known once it was found. */
  isPrivate(): boolean
}

/**
 * Connects only where a message may go. The address is judged when it is known and the same one is connected to, so
 * that a name with another answer the next time leads nowhere else.
 * @throws BlockedAddressError for an address that stands in the URL itself.
 */
export function createGuardedAgent(
  url: URL,
  networks: readonly string[],
  lookup: typeof lookUpName = lookUpName,
): GuardedAgent {
  const endpoint = {
    protocol: url.protocol,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
  }
  let isPrivate = false
  const judge = (address: string) => {
    if (!mayConnect(address, endpoint, networks)) return false
    isPrivate ||= isIn(address, networks)
    return true
  }
  // A name that is an address is never looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !judge(host)) throw new BlockedAddressError('the address is blocked')
  const guardedLookup: LookupFunction = (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '')
      // One that leads inside is enough: who answers so means no good.
      if (addresses.length === 0 || !addresses.every(({ address }) => judge(address)))
        return done(new BlockedAddressError('the address is blocked'), '')
      if (options.all) done(null, addresses)
      else done(null, addresses[0]!.address, addresses[0]!.family)
    })
  const connect = { lookup: guardedLookup, timeout: CONNECT_MS }
  return { agent: new Agent({ connect, pipelining: 0, connections: 1 }), isPrivate: () => isPrivate }
}
