import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Of receivers in the public network. */
const PUBLIC_PORTS: ReadonlySet<number> = new Set([443, 8443])
/** ipaddr.js takes addresses such as ::127.0.0.1 for public ones. */
const IPV4_COMPATIBLE = ipaddr.parseCIDR('::/96')

export interface Endpoint {
  protocol: string
  port: number
}

/** Where a message may not go; told to nobody in other words than where nobody listens. */
export function mayConnect(
  address: string,
  { protocol, port }: Endpoint,
  networks: readonly string[],
): boolean {
  if (isIn(address, networks)) return true
  return protocol === 'https:' && PUBLIC_PORTS.has(port) && isPublic(address)
}

/** Whether the operator opened one of these private networks. */
export function isIn(address: string, networks: readonly string[]): boolean {
  const ip = parse(address)
  return ip !== undefined && networks.some((network) => matches(ip, ipaddr.parseCIDR(network)))
}

function isPublic(address: string): boolean {
  const ip = parse(address)
  return ip !== undefined && ip.range() === 'unicast' && !matches(ip, IPV4_COMPATIBLE)
}

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** An IPv4 address in the form of an IPv6 one is what it stands for. */
const parse = (address: string): Address | undefined =>
  isIP(address) !== 0 ? ipaddr.process(address) : undefined

const matches = (ip: Address, range: [Address, number]) => ip.kind() === range[0].kind() && ip.match(range)
