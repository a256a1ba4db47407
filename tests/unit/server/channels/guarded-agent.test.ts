import type { LookupAddress } from 'node:dns'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGuardedAgent } from '#server/channels/guarded-agent.ts'
import { mayConnect } from '#server/channels/may-connect.ts'

const HTTPS = { protocol: 'https:', port: 443 }

let server: Server
let port: number
let connections = 0
beforeAll(async () => {
  server = createServer((_request, response) => response.end('reached'))
  server.on('connection', () => connections++)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((done) => server.close(done)))

/** What becomes of a request: the answer, or the code of the error. */
async function reach(address: string, networks: readonly string[] = [], lookup?: never): Promise<string> {
  try {
    const url = new URL(address)
    const { agent } = createGuardedAgent(url, networks, lookup)
    try {
      const { body } = await request(url, { dispatcher: agent })
      return await body.text()
    } finally {
      await agent.destroy()
    }
  } catch (error) {
    return (error as { code: string }).code
  }
}

const HOSTS = [
  ...['127.0.0.1', 'localhost', 'localhost.', 'LOCALHOST', '127.1', '2130706433', '0x7f000001', '0177.0.0.1'],
  ...[
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
  ],
  ...['[64:ff9b:1::7f00:1]', '[2002:7f00:1::]', '[2001:0:7f00:1::]', '[fec0::1]', '[fe80::1]', '[fd00::1]'],
  ...[
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[100::1]',
    '[5f00::1]',
    '169.254.169.254',
    '100.100.100.200',
    '10.0.0.1',
  ],
  ...['172.16.0.1', '192.168.0.1', '100.64.0.1', '198.18.0.1', '192.0.2.1', '192.0.0.192', '192.88.99.1'],
  ...['224.0.0.1', '240.0.0.1', '255.255.255.255', '①②⑦.⓪.⓪.①', '127。0。0。1'],
]

/** With its dot `localhost.` is a name that resolvers know or not. */
const UNREACHED = ['EBLOCKED', 'ENOTFOUND']

test.each(HOSTS)('no message goes to %s, by no protocol and port', async (host) => {
  const before = connections
  for (const address of [`https://${host}/`, `https://${host}:8443/`, `http://${host}:${port}/`])
    expect(UNREACHED).toContain(await reach(address))
  expect(connections).toBe(before)
})

test('a network that the operator opened is reached, and no other one', async () => {
  expect(await reach(`http://127.0.0.1:${port}/`, ['127.0.0.0/8'])).toBe('reached')
  expect(await reach(`http://localhost:${port}/`, ['127.0.0.0/8', '::1/128'])).toBe('reached')
  expect(await reach(`http://[::ffff:127.0.0.1]:${port}/`, ['127.0.0.0/8'])).toBe('reached')
  expect(await reach(`http://127.0.0.1:${port}/`, ['10.0.0.0/8', 'fd00::/8'])).toBe('EBLOCKED')
})

test('a public receiver is sent to by https, on the ports of web servers only', () => {
  const may = (protocol: string, at: number) => mayConnect('93.184.215.14', { protocol, port: at }, [])
  expect([443, 8443, 25, 5432, 22, 80, 6379].filter((at) => may('https:', at))).toEqual([443, 8443])
  expect([80, 443].filter((at) => may('http:', at))).toEqual([])
  expect(mayConnect('2606:2800:21f:cb07:6820:80da:af6b:8b2c', HTTPS, [])).toBe(true)
  expect(
    ['', 'localhost', '1.2.3', 'fe80::1%eth0'].filter((address) => mayConnect(address, HTTPS, [])),
  ).toEqual([])
})

/** A name server whose answers change. */
function answering(...answers: LookupAddress[][]) {
  return ((_name: string, _options: object, done: (error: null, addresses: LookupAddress[]) => void) =>
    done(null, answers.shift()!)) as never
}

test('a name that is public at first and private then leads nowhere the second time', async () => {
  const outside = { address: '127.0.0.1', family: 4 }
  const inside = { address: '127.0.0.2', family: 4 }
  const lookup = answering([outside], [inside])
  const address = `http://rebinding.example:${port}/`
  const networks = ['127.0.0.1/32']
  expect(await reach(address, networks, lookup)).toBe('reached')
  expect(await reach(address, networks, lookup)).toBe('EBLOCKED')
})

test('one private address among public ones is enough to block a name', async () => {
  const mixed = [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]
  expect(await reach('https://mixed.example/', [], answering(mixed))).toBe('EBLOCKED')
  expect(await reach('https://nobody.example/', [], answering([]))).toBe('EBLOCKED')
})
