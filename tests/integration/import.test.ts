import { exec } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProject } from '#server/people/projects.ts'
import { rebuildRollups } from '#server/rollups/rebuild-rollups.ts'
import { toCsvCell } from '#shared/csv/csv-cell.ts'
import { toUrl } from '#tests/support/database-address.ts'
import { chatEvent } from '#tests/support/events.ts'
import { importFile } from '#tests/support/import-file.ts'
import { expectRollupsEqualEvents } from '#tests/support/rollup-invariants.ts'
import { type Run, runProgram, startProgram } from '#tests/support/run-program.ts'
import { makeTempFolder } from '#tests/support/temp-folder.ts'
import { startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

const DAY_MS = 86_400_000
const PROGRAM = fileURLToPath(new URL('../../bin/spendscope.mjs', import.meta.url))
const runInShell = promisify(exec)
const folder = makeTempFolder()

let app: TestApplication
let environment: Record<string, string>
let checkpoints: string
beforeAll(async () => {
  app = await startTestApplication()
  const { dataFolder } = app.ctx.config
  environment = { DATABASE_URL: toUrl(app.address), SPENDSCOPE_DATA: dataFolder }
  checkpoints = join(dataFolder, 'imports')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function writeFile(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

const newProject = async (name: string) => (await createProject(app.ctx, { name })).id

const ndjson = (events: unknown[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('')

const readLines = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Mends a file of rejected lines by hand. */
const mend = (file: string, wrong: string, right: string) =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(wrong, right))

const agoMs = (ms: number) => new Date(Date.now() - ms).toISOString()

async function sumsOf(projectId: string) {
  await expectRollupsEqualEvents(app.ctx, projectId)
  const [sums] = await app.ctx.db.execute<{ events: number; cost: string }>(sql`
    select count(*)::int as events, sum(cost_pico_usd)::text as cost from usage_events
    where project_id = ${Number(projectId)}`)
  return sums!
}

test('NDJSON, its gzip, CSV and what another program writes give the same events and costs', {
  timeout: 120_000,
}, async () => {
  const events = Array.from({ length: 1_200 }, (_, n) => ({
    id: `e-${n}`,
    timestamp: agoMs((n % 50) * DAY_MS),
    provider: 'openai',
    model: 'gpt-4o',
    usage: { input: 10 + n, output: n % 7 },
    feature: ['search', 'a, "b"', '=1+1'][n % 3]!,
    tags: { region: `eu-${n % 2}` },
  }))
  const header = 'id,timestamp,provider,model,usage.input,usage.output,feature,tags.region'
  const rows = events.map(({ id, timestamp, provider, model, usage, feature, tags }) =>
    [id, timestamp, provider, model, `${usage.input}`, `${usage.output}`, feature, tags.region].map(
      toCsvCell,
    ),
  )
  const csv = `\uFEFF${[header, ...rows].join('\r\n')}\r\n`
  const plain = writeFile('same.ndjson', ndjson(events))
  const packed = writeFile('packed.jsonl', gzipSync(ndjson(events)))
  const table = writeFile('same.csv', csv)
  const projects = await Promise.all(['Plain', 'Packed', 'Table', 'Piped'].map(newProject))
  const stored = { lines: 1_200, accepted: 1_200, duplicates: 0, rejected: 0, isComplete: true }
  expect(await importFile(app.ctx, projects[0]!, plain)).toMatchObject(stored)
  expect(await importFile(app.ctx, projects[1]!, packed)).toMatchObject(stored)
  expect(await importFile(app.ctx, projects[2]!, table)).toMatchObject(stored)
  const rejects = join(folder, 'piped.rejected.ndjson')
  const piped = `import - --format csv --project Piped --rejects '${rejects}' --json`
  const { stdout } = await runInShell(`cat '${table}' | '${process.execPath}' '${PROGRAM}' ${piped}`, {
    env: { ...process.env, ...environment },
  })
  expect(JSON.parse(stdout)).toMatchObject(stored)
  const sums = await Promise.all(projects.map(sumsOf))
  expect(sums).toEqual(projects.map(() => ({ events: 1_200, cost: sums[0]!.cost })))
  // The same content, whatever the format: each is a repeat of the others.
  for (const file of [plain, packed, table])
    expect(await importFile(app.ctx, projects[0]!, file)).toMatchObject({ accepted: 0, duplicates: 1_200 })
})

test('what is wrong is named by line and written to a file that can be mended and imported', {
  timeout: 120_000,
}, async () => {
  const project = await newProject('Mended')
  const withoutId = { ...chatEvent(), id: undefined }
  const blank = { ...chatEvent(), model: ' ' }
  const old = chatEvent({ timestamp: agoMs(400 * DAY_MS) })
  const older = chatEvent({ timestamp: agoMs(500 * DAY_MS) })
  const good = chatEvent()
  const events = [good, withoutId, withoutId, blank, old, older, { ...good, model: 'gpt-4o-mini' }]
  const file = writeFile('wrong.ndjson', `${ndjson(events)}\n{"broken\n`)
  const { rejectsFile, ...first } = await importFile(app.ctx, project, file)
  expect(first).toMatchObject({ lines: 8, accepted: 3, duplicates: 0, rejected: 5 })
  expect(first.problems).toMatchObject([
    { code: 'invalid_value', lines: 1, firstLine: 4, lastLine: 4, pointer: '/model' },
    { code: 'timestamp_out_of_range', lines: 2, firstLine: 5, lastLine: 6, pointer: '/timestamp' },
    { code: 'id_conflict', lines: 1, firstLine: 7 },
    { code: 'invalid_json', lines: 1, firstLine: 9 },
  ])
  const rejected = readLines(rejectsFile)
  expect(rejected.map(({ line }) => line)).toEqual([4, 5, 6, 7, 9])
  expect(rejected[0]).toEqual({
    line: 4,
    code: 'invalid_value',
    pointer: '/model',
    detail: 'model: is blank',
    text: JSON.stringify(blank),
  })

  mend(rejectsFile, String.raw`\"model\":\" \"`, String.raw`\"model\":\"gpt-4o\"`)
  expect(await importFile(app.ctx, project, rejectsFile)).toMatchObject({ accepted: 1, rejected: 4 })
  expect((await sumsOf(project)).events).toBe(4)

  const { code, output } = await runProgram(['import', file, '--project', 'Mended'], environment)
  expect(code).toBe(2)
  expect(output).toContain('8 lines: 0 stored, 3 were there already, 5 rejected.')
  expect(output).toContain('2 lines, 5 to 6; the first: /timestamp The timestamp is more than 365 days back.')
  expect(output).toContain(`${rejectsFile}: mend and import that file`)
  expect(readLines(rejectsFile)).toHaveLength(5)
  // What came in is looked through for savings.
  const searches = await app.ctx.db.execute(sql`
    select requested_at from savings_projects where project_id = ${Number(project)} and requested_at is not null`)
  expect(searches).toHaveLength(1)
})

test('a wrong row of CSV is rejected with its line and the others are stored', async () => {
  const project = await newProject('Rows')
  const at = agoMs(DAY_MS)
  const lines = [
    'timestamp,provider,model,usage.input,latencyMs,tags.note',
    `${at},openai,gpt-4o,1,,"two\nlines"`,
    `${at},openai,gpt-4o,some,,`,
    `${at},openai,gpt-4o,2,soon,`,
    `${at},openai,gpt-4o,3`,
    `${at},openai,"gpt"-4o,4,,`,
    `${at},openai,gpt-4o,5,12,'=1`,
  ]
  const file = writeFile('rows.csv', lines.join('\n'))
  const { rejectsFile, ...result } = await importFile(app.ctx, project, file)
  expect(result).toMatchObject({ lines: 6, accepted: 1, rejected: 5 })
  expect(readLines(rejectsFile).map(({ line, code, pointer }) => [line, code, pointer])).toEqual([
    [2, 'invalid_value', '/tags'],
    [4, 'not_a_count', '/usage/input'],
    [5, 'invalid_value', '/latencyMs'],
    [6, 'invalid_row', ''],
    [7, 'invalid_row', ''],
  ])
  mend(rejectsFile, String.raw`\"some\"`, '6')
  expect(await importFile(app.ctx, project, rejectsFile)).toMatchObject({ accepted: 1, rejected: 4 })
})

test.each([
  ['header.csv', 'timestamp,provider,model,latency_ms\n', /"latency_ms"; do you mean latencyMs/],
  ['semicolon.csv', 'timestamp;provider;model\n', /nothing is stored\. Columns are separated by commas/],
  ['empty.csv', '', /has no header/],
  ['array.ndjson', '[\n{"id":"x"}\n]\n', /one JSON array.*jq -c/],
  ['utf16.csv', Buffer.from('\uFEFFtimestamp,provider,model\n', 'utf16le'), /UTF-16/],
  ['cut.ndjson.gz', gzipSync(ndjson([chatEvent(), chatEvent()])).subarray(0, -20), /is damaged/],
  ['open-quote.csv', `timestamp,provider,model\n"${'x,y\n'.repeat(400_000)}`, /line 2 .*quote/],
])('%s is one clear error, and nothing is stored', async (name, content, message) => {
  const project = await newProject(name)
  await expect(importFile(app.ctx, project, writeFile(name, content))).rejects.toThrow(message)
  const stored = await app.ctx.db.execute(
    sql`select 1 from usage_events where project_id = ${Number(project)}`,
  )
  expect(stored).toHaveLength(0)
})

/** Events with and without ids; every thousandth is wrong. */
function mixedEvents(count: number): unknown[] {
  return Array.from({ length: count }, (_, i) => {
    const timestamp = agoMs(30 * DAY_MS - (i >> 1) * 1_000)
    const event = { timestamp, provider: 'openai', model: 'gpt-4o-mini', usage: { input: 1 + (i >> 1) } }
    if (i % 1_000 === 999) return { ...event, id: `wrong ${i}` }
    return i % 10 < 4 ? event : { ...event, id: `own-${i}` }
  })
}

/** Waits until an import has noted that so many lines are done. */
async function reached(run: Run, lines: number): Promise<void> {
  for (;;) {
    const files = existsSync(checkpoints) ? readdirSync(checkpoints) : []
    const [name] = files.filter((file) => file.endsWith('.json'))
    if (name && JSON.parse(readFileSync(join(checkpoints, name), 'utf8')).counts.lines >= lines) return
    if (run.process.exitCode !== null) throw new Error(`the import ended too early:\n${run.output()}`)
    await sleep(5)
  }
}

test('an import that is killed goes on where it was: every event once, every rejected line once', {
  timeout: 120_000,
}, async () => {
  const count = 8_000
  const project = await newProject('Killed')
  const file = writeFile('killed.ndjson.gz', gzipSync(ndjson(mixedEvents(count))))
  for (const lines of [1_000, 4_000]) {
    const run = startProgram(['import', file, '--project', 'Killed'], environment)
    await reached(run, lines)
    run.process.kill('SIGKILL')
    await run.exited
  }
  const { resumed, rejectsFile, ...result } = await importFile(app.ctx, project, file)
  expect(resumed!.lines).toBeGreaterThanOrEqual(4_000)
  expect(result).toMatchObject({ lines: count, rejected: 8, isComplete: true })
  expect(result.accepted + result.duplicates).toBe(count - 8)
  expect((await sumsOf(project)).events).toBe(count - 8)
  const thousands = Array.from({ length: 8 }, (_, i) => 1_000 * (i + 1))
  expect(readLines(rejectsFile).map(({ line }) => line)).toEqual(thousands)

  const again = await importFile(app.ctx, project, file)
  expect(again).toMatchObject({ resumed: undefined, accepted: 0, duplicates: count - 8, rejected: 8 })
})

test('Ctrl-C ends an import between two batches, and the next one goes on', {
  timeout: 120_000,
}, async () => {
  const project = await newProject('Stopped')
  const file = writeFile('stopped.ndjson', ndjson(mixedEvents(8_000)))
  const run = startProgram(['import', file, '--project', 'Stopped'], environment)
  await reached(run, 500)
  run.process.kill('SIGINT')
  expect(await run.exited).toBe(130)
  expect(run.output()).toContain('Run it again to go on')
  const { resumed, ...result } = await importFile(app.ctx, project, file)
  expect(resumed!.lines).toBeGreaterThanOrEqual(500)
  expect(result).toMatchObject({ lines: 8_000, accepted: 7_992, duplicates: 0 })
})

test('an import goes on only with the very same file, project and data', async () => {
  const project = await newProject('Careful')
  const events = mixedEvents(3_000).filter((_, i) => i % 1_000 !== 999)
  const file = writeFile('careful.ndjson', ndjson(events))
  const halfway = () => {
    const stop = new AbortController()
    const onProgress = () => stop.abort()
    return importFile(app.ctx, project, file, { signal: stop.signal, onProgress, restart: true })
  }
  expect(await halfway()).toMatchObject({ isComplete: false })
  expect((await importFile(app.ctx, await newProject('Another'), file)).resumed).toBeUndefined()

  await halfway()
  // As if a backup from before the import had been restored.
  await app.ctx.db.execute(sql`delete from usage_events where project_id = ${Number(project)}`)
  await rebuildRollups(app.ctx, { from: null, to: null })
  expect(await importFile(app.ctx, project, file)).toMatchObject({ resumed: undefined, accepted: 2_997 })

  await halfway()
  appendFileSync(file, ndjson([chatEvent()]))
  expect(await importFile(app.ctx, project, file)).toMatchObject({
    resumed: undefined,
    accepted: 1,
    duplicates: 2_997,
  })
  expect((await sumsOf(project)).events).toBe(2_998)
})
