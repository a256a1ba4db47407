import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterFile } from './after-file.ts'

export interface MailServer {
  url: string
  /** Envelope and raw text of what was taken. */
  mails: { to: string[]; raw: string }[]
  /** Refuses from now on with this SMTP status; undefined: takes everything. */
  refuse(status: number | undefined): void
}

/** A real SMTP server on loopback. */
export async function startMailServer(): Promise<MailServer> {
  const mails: MailServer['mails'] = []
  let status: number | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        if (status !== undefined) return done(Object.assign(new Error('not taken'), { responseCode: status }))
        const to = session.envelope.rcptTo.map(({ address }) => address)
        mails.push({ to, raw: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterFile(() => new Promise((done) => server.close(done)))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (next) => {
      status = next
    },
  }
}
