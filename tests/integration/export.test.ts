import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventPage, ExportedEvent } from '#shared/api/events.ts'
import type { SpendBy } from '#shared/api/spend.ts'
import { formatUsd, parseUsd } from '#shared/money.ts'
import { toUrl } from '#tests/support/database-address.ts'
import { chatEvent } from '#tests/support/events.ts'
import { EXPORT_SAMPLES, SAMPLED_AT } from '#tests/support/export-samples.ts'
import { importFile } from '#tests/support/import-file.ts'
import { projectWith } from '#tests/support/project-with.ts'
import { expectRollupsEqualEvents } from '#tests/support/rollup-invariants.ts'
import { runProgram } from '#tests/support/run-program.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const MOST_SERIES = 20
const NOW = new Date('2026-11-18T14:20:30.000Z')
const folder = makeTempFolder()

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication({ maxSeriesPerProject: MOST_SERIES })
  app.setNow(NOW)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const exportText = async (key: string, query = '') =>
  (await send<string>(app, `/v1/events/export?range=7d&${query}`, { key })).body
const exportEvents = async (key: string, query = '') =>
  (await exportText(key, query))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): ExportedEvent => JSON.parse(line))

/** Without what differs between two projects by nature. */
const comparable = (events: ExportedEvent[]) =>
  events.map(({ computed, ...event }) => ({
    ...event,
    computed: { ...computed, projectId: undefined, projectName: undefined },
  }))

function importText(projectId: string, name: string, text: string) {
  const file = join(folder, name)
  writeFileSync(file, text)
  return importFile(app.ctx, projectId, file)
}

test.each(['ndjson', 'csv'])(
  'what is exported as %s is imported as the same events with the same costs',
  async (format) => {
    const { key, project } = await projectWith(app, EXPORT_SAMPLES)
    const before = await exportEvents(key)
    expect(new Set(before.map(({ computed }) => computed.costStatus))).toEqual(
      new Set(['priced', 'partial', 'reported', 'unpriced', 'invalid']),
    )
    const copy = await createTestProject(app)
    const text = await exportText(key, `format=${format}`)
    const result = await importText(copy.project.id, `round-trip.${format}`, text)
    expect(result).toMatchObject({ accepted: EXPORT_SAMPLES.length, rejected: 0, isComplete: true })
    expect(comparable(await exportEvents(copy.key))).toEqual(comparable(before))
    await expectRollupsEqualEvents(app.ctx, copy.project.id)
    for (const { id } of [copy.project, project]) {
      const again = await importText(id, `again.${format}`, text)
      expect(again).toMatchObject({ accepted: 0, duplicates: EXPORT_SAMPLES.length, rejected: 0 })
    }
  },
)

test('an exported event says what was posted, and beside it what it costs and why', async () => {
  const { key, project } = await projectWith(app, EXPORT_SAMPLES.slice(0, 3))
  const events = await exportEvents(key)
  const { id, ...first } = EXPORT_SAMPLES[0]!
  expect(events.find((event) => event.id === id)).toEqual({
    id,
    ...first,
    computed: {
      projectId: project.id,
      projectName: project.name,
      costUsd: '0.005615',
      costStatus: 'priced',
      costReason: null,
      inputTokens: 86,
      cacheReadTokens: 1920,
      cacheWriteTokens: 0,
      outputTokens: 300,
      reasoningTokens: 0,
      lines: expect.arrayContaining([expect.objectContaining({ class: 'cacheRead', costUsd: '0.0024' })]),
    },
  })
  const unknown = events.find((event) => event.id === EXPORT_SAMPLES[2]!.id)!.computed
  expect([unknown.costUsd, unknown.costStatus, unknown.costReason]).toEqual([
    null,
    'unpriced',
    'unknown_model',
  ])
})

test('labels beyond the most that a project may have are exported as they were sent', async () => {
  const features = Array.from({ length: MOST_SERIES + 5 }, (_, n) => `feature ${n}`)
  const { key } = await projectWith(
    app,
    features.map((feature) => chatEvent({ timestamp: SAMPLED_AT, feature })),
  )
  const { rows } = (await send<SpendBy>(app, '/v1/spend/by?range=7d&groupBy=feature&limit=50', { key })).body
  expect(rows.map((row) => row.key)).toContain('__other__')
  expect(new Set((await exportEvents(key)).map((event) => event.feature))).toEqual(new Set(features))
})

test('no cell of the CSV is a formula, and unknown cost is an empty cell', async () => {
  const { key } = await projectWith(app, EXPORT_SAMPLES)
  const text = await exportText(key, 'format=csv')
  expect(text.split('\r\n')[0]).toMatch(
    /^id,timestamp,provider,model,.*,tags,computed\.projectId,.*computed\.costUsd,/,
  )
  const rows = parse(text, { columns: true }) as Record<string, string>[]
  expect(rows).toHaveLength(EXPORT_SAMPLES.length)
  for (const cell of rows.flatMap((row) => Object.values(row)))
    expect(cell.trimStart()).not.toMatch(/^[=+\-@]/)
  const hostile = rows.find((row) => row.errorCode !== '')!
  expect([hostile.feature, hostile.environment, hostile.task, hostile.errorCode, hostile.team]).toEqual([
    `'=HYPERLINK("http://evil.example","x")`,
    "'+prod",
    "'-1+1",
    "'@timeout",
    "''=quoted",
  ])
  expect(
    rows.filter((row) => row['computed.costStatus'] === 'invalid').map((row) => row['computed.costUsd']),
  ).toEqual([''])
})

test('range, zone and filters are those of spend', async () => {
  const days = Array.from({ length: 60 }, (_, i) =>
    chatEvent({
      timestamp: new Date(NOW.getTime() - i * 11 * 3_600_000).toISOString(),
      team: ['red', 'blue', 'a,b'][i % 3],
      userId: `user-${i % 4}`,
      tags: { customer: ['acme', 'a=b'][i % 2]! },
      ...(i % 2 && { feature: 'search' }),
    }),
  )
  const { key } = await projectWith(app, days)
  for (const query of [
    'range=7d&timeZone=Asia/Kathmandu',
    'range=mtd&team=red,blue',
    'range=30d&-team=red&feature=',
    'range=24h&timeZone=America/New_York&provider=openai',
    'range=2026-11-01..2026-11-02&timeZone=Pacific/Auckland',
    `range=30d&team=${encodeURIComponent('a\\,b')}`,
    'range=30d&model=none',
    'range=30d&-user=user-1&tag=customer%3Dacme',
    `range=30d&tag=${encodeURIComponent('customer=a=b')}&-team=red`,
  ]) {
    const text = await send<string>(app, `/v1/events/export?${query}`, { key })
    const events = text.body.split('\n').flatMap((line): ExportedEvent[] => (line ? [JSON.parse(line)] : []))
    const { total } = (await send<SpendBy>(app, `/v1/spend/by?${query}`, { key })).body
    const cost = events.reduce((sum, { computed }) => sum + parseUsd(computed.costUsd!), 0n)
    expect([events.length, formatUsd(cost)], query).toEqual([total.requests, total.costUsd])
  }
})

test('what is filtered in the list is what is exported', async () => {
  const events = Array.from({ length: 12 }, (_, i) =>
    chatEvent({
      timestamp: new Date(NOW.getTime() - i * 10 * 60_000).toISOString(),
      model: i % 3 ? 'gpt-4o' : 'unheard-of',
      traceId: `trace-${i % 4}`,
      sessionId: `session-${i % 2}`,
      ...(i % 5 === 0 && { status: 'error', errorCode: '429' }),
    }),
  )
  const { key } = await projectWith(app, events)
  for (const query of [
    'range=1h',
    'range=24h&status=error&errorCode=429',
    'range=6h&costStatus=unpriced',
    'range=6h&minCostUsd=0.001&traceId=trace-1,trace-2',
    'range=6h&sessionId=session-0&-model=gpt-4o',
  ]) {
    const { data } = (await send<EventPage>(app, `/v1/events/list?${query}`, { key })).body
    const text = (await send<string>(app, `/v1/events/export?${query}`, { key })).body
    const exported = text.split('\n').flatMap((line): string[] => (line ? [JSON.parse(line).id] : []))
    expect(exported.length, query).toBeGreaterThan(0)
    expect(exported, query).toEqual(data.map(({ id }) => id).reverse())
  }
})

test('an export of everything goes project by project, and leaves a record for each', async () => {
  const { key, project, keyId } = await projectWith(app, [chatEvent({ timestamp: SAMPLED_AT })])
  const answer = await send<string>(app, '/v1/events/export?range=7d&format=csv&model=gpt-4o', { key })
  expect(answer.headers.get('content-type')).toContain('text/csv')
  expect(answer.headers.get('content-disposition')).toBe(
    'attachment; filename="spendscope-events-2026-11-12-to-2026-11-18.csv"',
  )
  const rows = await app.ctx.db.execute(
    sql`select actor, details from audit_entries where action = 'events.export' and subject = ${project.id}`,
  )
  expect(rows).toEqual([
    {
      actor: `key ${keyId}`,
      details: expect.objectContaining({
        format: 'csv',
        from: '2026-11-12T00:00:00.000Z',
        until: '2026-11-19T00:00:00.000Z',
        filters: [
          { label: 'model', keep: true, values: ['gpt-4o'] },
          { label: 'project', keep: true, values: [project.id] },
        ],
      }),
    },
  ])
})

test('a key exports its own project only, and only with the scope read', async () => {
  const { key } = await projectWith(app, [chatEvent({ timestamp: SAMPLED_AT })])
  const other = await createTestProject(app)
  expect(await exportText(other.key)).toBe('')
  expect(await exportText(key, `project=${other.project.id}`)).toBe('')
  const ingestOnly = await createTestProject(app, ['ingest'])
  const status = async (query: string, asker?: string) =>
    (await send(app, `/v1/events/export${query}`, asker === undefined ? {} : { key: asker })).status
  expect(await status('', ingestOnly.key)).toBe(403)
  expect(await status('')).toBe(401)
  for (const query of [
    '?format=xml',
    '?range=bogus',
    '?timeZone=Mars/Olympus',
    '?groupBy=model',
    '?model=%00',
  ])
    expect(await status(query, key), query).toBe(400)
})

test('the answer is packed for a client that takes gzip', async () => {
  const { key } = await projectWith(app, EXPORT_SAMPLES)
  const request = get(`${app.url}/v1/events/export?range=7d`, {
    headers: { authorization: `Bearer ${key}`, 'accept-encoding': 'gzip;q=0.5' },
  })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  expect(response.headers['content-encoding']).toBe('gzip')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  expect(gunzipSync(Buffer.concat(chunks)).toString()).toBe(await exportText(key))
})

test('the command writes the same as the API, packed when its name says so', {
  timeout: 120_000,
}, async () => {
  const { key, project } = await projectWith(app, EXPORT_SAMPLES)
  const range = '2026-11-12..2026-11-18'
  const out = join(folder, 'out.csv.gz')
  const { code, output } = await runProgram(
    ['export', '--project', project.name, '--range', range, '--filter=-model=unheard-of', '--out', out],
    { DATABASE_URL: toUrl(app.address), SPENDSCOPE_DATA: app.ctx.config.dataFolder },
  )
  expect([code, output]).toEqual([0, ''])
  const query = `format=csv&range=${range}&-model=unheard-of`
  const answer = await send<string>(app, `/v1/events/export?${query}`, { key })
  expect(gunzipSync(readFileSync(out)).toString()).toBe(answer.body)
})
