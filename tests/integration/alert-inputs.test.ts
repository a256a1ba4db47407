import { beforeAll, expect, test } from 'vitest'
import { adminCookie } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const SLACK = 'https://hooks.slack.example/services/T0/B0/token'
/** What a field may be sent as by mistake, or on purpose. */
const NASTY = [
  'a\u0000b',
  '\ud800',
  '',
  '0',
  '999999999',
  1e308,
  1.5,
  null,
  {},
  [],
  ['999999999'],
  { team: ['\ud800'] },
  '0000-01-01T00:00:00Z',
  'https://[::1',
  'localtime',
]

let app: TestApplication
let cookie: string
let fields: Record<string, object>
beforeAll(async () => {
  app = await startTestApplication()
  cookie = await adminCookie(app)
  const { project } = await createTestProject(app)
  const channel = await ask<{ id: string }>('POST', 'channels', {
    kind: 'slack',
    name: 'S',
    webhookUrl: SLACK,
  })
  const common = { projectId: project.id, channelIds: [channel.body.id] }
  fields = {
    budgets: {
      ...common,
      name: 'B',
      amountUsd: '1',
      scope: {},
      groupBy: null,
      period: 'day',
      cycleDay: null,
      timeZone: 'UTC',
      thresholds: [50],
      forecastThreshold: 100,
      silence: null,
      owner: 'Ann',
      url: 'https://wiki.example.com',
    },
    'alert-rules': { ...common, kind: 'silence', settings: { hours: 5 } },
    channels: { kind: 'slack', name: 'S', isDefault: false, webhookUrl: SLACK },
    digests: { ...common, name: 'D', period: 'week', timeZone: 'UTC', hour: 8 },
  }
})

const ask = <T>(method: string, path: string, body?: unknown) =>
  send<T>(app, `/v1/${path}`, { headers: { cookie }, method, ...(body !== undefined && { body }) })

test.each(['budgets', 'alert-rules', 'channels', 'digests'])(
  'whatever a field of %s is sent as, the server does not fail',
  async (noun) => {
    const sound = fields[noun]!
    const made = await ask<{ id: string }>('POST', noun, sound)
    expect(made.status).toBe(201)
    const failed: unknown[] = []
    for (const field of Object.keys(sound)) {
      for (const value of NASTY) {
        const statuses = [
          (await ask('POST', noun, { ...sound, [field]: value })).status,
          (await ask('PATCH', `${noun}/${made.body.id}`, { [field]: value })).status,
        ]
        if (statuses.some((status) => status >= 500)) failed.push({ field, value, statuses })
      }
    }
    expect(failed).toEqual([])
  },
)

test.each(['budgets', 'alert-rules', 'digests'])(
  '%s of a project that is not there are not made',
  async (noun) => {
    expect(await ask('POST', noun, { ...fields[noun]!, projectId: '999999999' })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
  },
)

test('nor for any address of an alert or a message', async () => {
  const failed: unknown[] = []
  for (const value of ['%00', '-1', '999999999999999999', '0000-01-01T00:00:00Z', '__proto__', '1e9'])
    for (const [method, path] of [
      ['GET', `alerts?state=${value}`],
      ['GET', `alerts?before=${value}`],
      ['GET', `alerts?budget=${value}`],
      ['GET', `alerts?range=${value}`],
      ['GET', `alerts?range=7d&timeZone=${value}`],
      ['GET', `alerts/${value}`],
      ['GET', `budgets/1/status?group=${value}`],
      ['GET', `budgets/1/burn?period=${value}`],
      ['GET', `deliveries/dead?channel=${value}`],
      ['GET', `digests/pictures/${value}/${value}`],
      ['POST', `alerts/${value}/acknowledge`],
      ['POST', `deliveries/${value}/resend`],
    ] as const) {
      const { status } = await ask(method, path)
      if (status < 200 || status >= 500) failed.push({ method, path, status })
    }
  expect(failed).toEqual([])
})
