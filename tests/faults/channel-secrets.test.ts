import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { beforeAll, expect, test } from 'vitest'
import { afterFile } from '#tests/support/after-file.ts'
import { queueAlerts, readDeliveries } from '#tests/support/alerts.ts'
import { type Rig, startRig } from '#tests/support/fault-rig.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { adminCookie } from '#tests/support/sign-in.ts'
import { send } from '#tests/support/test-application.ts'

const PASSWORD = 'planted-mail-password'
const ROUTING_KEY = `planted${'r'.repeat(25)}`
const TOKENS = ['planted-slack-token', 'planted-teams-token', 'planted-discord-token'] as const
const PLANTED = [PASSWORD, ROUTING_KEY, ...TOKENS, 'planted-refused-token']

let rig: Rig
let cookie: string
let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
  rig = await startRig({
    environment: {
      SMTP_URL: `smtp://mailer:${PASSWORD}@127.0.0.1:${await startRudeMailServer()}`,
      SMTP_FROM: 'spend@example.com',
      ALERT_EMAIL_DOMAINS: 'example.com',
      PAGERDUTY_URL: `${receiver.url}/v2/enqueue`,
      LOG_LEVEL: 'trace',
    },
  })
  cookie = await adminCookie({ ctx: rig.ctx, url: rig.server.url })
})

/** Lets nobody in, and says back what the password was. */
async function startRudeMailServer(): Promise<number> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      done(Object.assign(new Error(`who knows ${password}?`), { responseCode: 535 })),
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterFile(() => new Promise((done) => server.close(done)))
  return (server.server.address() as AddressInfo).port
}

/** All that the server has answered, but for where a secret is told once. */
const answered: string[] = []

async function ask<T = Record<string, unknown>>(
  path: string,
  options: { method?: string; body?: unknown } = {},
) {
  const answer = await send<T>(rig.server, path, { ...options, headers: { cookie } })
  if (!path.endsWith('/rotate') && answer.status !== 201)
    answered.push(JSON.stringify([answer.body, [...answer.headers]]))
  return answer
}

async function create(channel: object): Promise<{ id: string; secret: string | null }> {
  const { status, body } = await ask<{ id: string; secret: string | null }>('/v1/channels', {
    body: { name: 'Planted', ...channel },
  })
  expect(status).toBe(201)
  const { secret, ...shown } = body
  answered.push(JSON.stringify(shown))
  return { id: shown.id, secret }
}

async function makeChannels() {
  const webhook = await create({ kind: 'webhook', url: receiver.url })
  const hooks = await Promise.all(
    (['slack', 'teams', 'discord'] as const).map((kind, i) =>
      create({ kind, webhookUrl: `${receiver.url}/services/${TOKENS[i]}` }),
    ),
  )
  const pager = await create({ kind: 'pagerduty', routingKey: ROUTING_KEY })
  const mail = await create({ kind: 'email', recipients: ['ann@example.com'] })
  return { webhook, all: [webhook, ...hooks, pager, mail] }
}

test('no secret of a channel is in a log, an answer, an export or the audit log, whatever goes wrong', async () => {
  const { webhook, all } = await makeChannels()
  const rotated = await ask<{ secret: string }>(`/v1/channels/${webhook.id}/rotate`, { method: 'POST' })
  const secrets = [...PLANTED, webhook.secret!.slice(6), rotated.body.secret.slice(6)]
  receiver.answer((response, { path, headers, body }) => {
    response.writeHead(400).end(JSON.stringify({ path, headers, body, secrets }))
  })
  const queued: number[] = []
  for (const { id } of all) {
    queued.push(...(await queueAlerts(rig.ctx, Number(id))))
    expect((await ask<{ state: string }>(`/v1/channels/${id}/test`, { method: 'POST' })).body.state).toBe(
      'failed',
    )
  }
  await expect
    .poll(async () => (await readDeliveries(rig.ctx, queued)).every(({ attempts }) => attempts > 0), {
      timeout: 30_000,
    })
    .toBe(true)
  await refuseAndFail(all[1]!.id)
  await readEverything(all.map(({ id }) => id))
  const log = JSON.stringify(rig.server.log())
  expect(log.length).toBeGreaterThan(1_000)
  const everything = [log, ...answered].join('\n')
  expect(everything).toContain('It answered 400.')
  expect(everything).toContain('The mail server answered 535.')
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([])
})

/** Bad input with a secret in it, and a database that fails while it is stored. */
async function refuseAndFail(slack: string): Promise<void> {
  const refused = 'https://me:planted-refused-token@hooks.example.com'
  const change = (body: object) => ask(`/v1/channels/${slack}`, { method: 'PATCH', body })
  expect((await change({ webhookUrl: refused })).status).toBe(422)
  expect((await change({ webhookUrl: 'planted-refused-token' })).status).toBe(422)
  expect((await change({ routingKey: ROUTING_KEY })).status).toBe(422)
  await rig.ctx.db.execute(sql`alter table channels rename column secret to secret_of_old`)
  const failed = await change({ webhookUrl: `${receiver.url}/services/${TOKENS[0]}` })
  await rig.ctx.db.execute(sql`alter table channels rename column secret_of_old to secret`)
  expect(failed.status).toBe(500)
}

async function readEverything(channels: string[]): Promise<void> {
  const alerts = await ask<{ data: { id: string }[] }>('/v1/alerts')
  expect(alerts.body.data).toHaveLength(channels.length)
  const paths = [
    ...alerts.body.data.map(({ id }) => `/v1/alerts/${id}`),
    ...channels.map((id) => `/v1/deliveries/dead?channel=${id}`),
    '/v1/channels',
    '/v1/audit',
    '/v1/audit/facets',
    '/v1/events/export',
    '/v1/settings',
    '/v1/about',
    '/metrics',
  ]
  for (const path of paths) expect([path, (await ask(path)).status]).toEqual([path, 200])
}
