import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import type { AppContext } from '#server/context.ts'
import { SetupError } from '#server/errors.ts'
import { exportEvents } from '#server/exports/export-events.ts'
import { COMMAND_LINE } from '#server/people/audit.ts'
import { listProjects } from '#server/people/projects.ts'
import { ExportEventsQuery } from '#shared/api/events.ts'
import type { Project } from '#shared/api/projects.ts'
import { type Command, withContext } from '../command.ts'

const OPTIONS = {
  project: { type: 'string' },
  range: { type: 'string' },
  'time-zone': { type: 'string' },
  format: { type: 'string' },
  filter: { type: 'string', multiple: true, default: [] as string[] },
  out: { type: 'string' },
} as const

export const exportCommand: Command = {
  usage: `spendscope export                write events as NDJSON or CSV

  export [--project NAME] [--range 30d] [--time-zone UTC] [--filter model=gpt-4o,o3] [--format ndjson|csv] [--out FILE]

Writes to stdout, or to FILE, packed when that ends in .gz. Range, zone and filters are those of GET /v1/events/export;
--filter may be given several times; --filter=-team=qa leaves a team out. "spendscope import" reads what this writes.`,
  async run(args, config) {
    const { values } = parseArgs({ args, options: OPTIONS })
    const { range, 'time-zone': timeZone, format = formatOf(values.out), out } = values
    const filters = Object.fromEntries(values.filter.map(readFilter))
    const wanted = ExportEventsQuery.parse(withoutAbsent({ range, timeZone, format, ...filters }))
    await withContext(config, async (ctx) => {
      const project = values.project === undefined ? undefined : await findProject(ctx, values.project)
      const query = project ? { ...wanted, project: [project.id] } : wanted
      const { chunks } = await exportEvents(ctx, query, { actor: COMMAND_LINE, visible: undefined })
      await (out === undefined ? writeToStdout(chunks) : writeToFile(chunks, out))
    })
  },
}

const formatOf = (out: string | undefined) => (/\.csv(\.gz)?$/i.test(out ?? '') ? 'csv' : undefined)

function readFilter(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at === -1) throw new SetupError(`--filter ${text}: write it as model=gpt-4o or -team=qa.`)
  return [text.slice(0, at), text.slice(at + 1)]
}

async function findProject(ctx: AppContext, name: string): Promise<Project> {
  const project = (await listProjects(ctx)).find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (!project) throw new SetupError(`There is no project ${JSON.stringify(name)}.`)
  return project
}

const withoutAbsent = (values: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** The file appears when it is whole. */
async function writeToFile(chunks: AsyncIterable<string>, out: string): Promise<void> {
  const draft = `${out}.part`
  const file = createWriteStream(draft)
  try {
    await (/\.gz$/i.test(out)
      ? pipeline(Readable.from(chunks), createGzip(), file)
      : pipeline(Readable.from(chunks), file))
    renameSync(draft, out)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Whoever reads may have enough before the end: `| head`. */
async function writeToStdout(chunks: AsyncIterable<string>): Promise<void> {
  await pipeline(Readable.from(chunks), process.stdout, { end: false }).catch((error) => {
    if (error.code !== 'EPIPE') throw error
  })
}
