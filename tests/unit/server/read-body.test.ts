import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { createBodyReader } from '#server/http/read-body.ts'

const HEAD = 'POST / HTTP/1.1\r\nhost: x\r\n'

/** Sends it over a connection of its own, and gives the request to `read` when the server has it. */
async function receive<T>(
  bytes: string | Buffer,
  read: (incoming: IncomingMessage, leave: () => void) => Promise<T>,
): Promise<T> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(bytes)
  const [incoming] = (await once(server, 'request')) as [IncomingMessage]
  try {
    return await read(incoming, () => socket.destroy())
  } finally {
    socket.destroy()
    server.close()
  }
}

test('who left before the body is asked for is told of as one who left in its middle', async () => {
  const readBody = createBodyReader()
  const read = receive(`${HEAD}content-length: 10\r\n\r\nhalf`, async (incoming, leave) => {
    leave()
    await once(incoming, 'close').catch(() => {})
    return readBody(incoming)
  })
  await expect(read).rejects.toMatchObject({ code: 'incomplete_body' })
})

test('who left when all was sent, and before it was read, is not waited for', async () => {
  const read = receive(`${HEAD}content-length: 4\r\n\r\nhalf`, async (incoming, leave) => {
    await new Promise((done) => setTimeout(done, 50))
    const body = createBodyReader()(incoming)
    incoming.pause().destroy()
    leave()
    return body
  })
  await expect(read).rejects.toMatchObject({ code: 'incomplete_body' })
})

test('a body that waited for its reader is whole, without its byte order mark', async () => {
  const body = '\uFEFF{"a":"ä"}'
  const text = `${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  const read = receive(text, async (incoming) => {
    await new Promise((done) => setTimeout(done, 50))
    return createBodyReader()(incoming)
  })
  expect(await read).toBe('{"a":"ä"}')
})

test('half a character is no UTF-8', async () => {
  const text = Buffer.concat([Buffer.from(`${HEAD}content-length: 1\r\n\r\n`), Buffer.from([0xc3])])
  const read = receive(text, (incoming) => createBodyReader()(incoming))
  await expect(read).rejects.toMatchObject({ code: 'invalid_encoding' })
})
