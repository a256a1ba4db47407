import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SetupError } from '#server/errors.ts'
import { type ImportCounts, NOTHING_COUNTED } from '#server/imports/count-batch.ts'
import { type ImportResult, importEvents } from '#server/imports/import-events.ts'
import { type ImportFormat, openFile, openStream, type Source } from '#server/imports/open-source.ts'
import { findOrCreateProject } from '#server/people/projects.ts'
import { requestRefresh } from '#server/savings/settings/request-refresh.ts'
import { type Command, printJson, withContext } from '../command.ts'
import { count, describeImport, describeProblem, type ImportState } from '../describe-import.ts'
import { showNotes } from '../progress.ts'

const REJECTED = 2
const INTERRUPTED = 130

const OPTIONS = {
  project: { type: 'string' },
  format: { type: 'string' },
  rejects: { type: 'string' },
  restart: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

export const importCommand: Command = {
  usage: `spendscope import FILE           store events from NDJSON or CSV, also .gz

  import FILE --project NAME [--format ndjson|csv] [--rejects FILE] [--restart] [--json]

FILE is - for stdin. The events are those of POST /v1/events, with timestamps of the last 365 days.
Interrupted? Run it again: it goes on where it was; --restart begins anew. Nothing is ever stored twice.
Lines that are wrong are written to FILE.rejected.ndjson, to be mended and imported.
Exit code: 0 all is stored, 2 some lines were rejected, 130 interrupted, 1 it failed.`,
  async run(args, config) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS })
    const [file = ''] = positionals
    if (file !== '-' && !statSync(file, { throwIfNoEntry: false })?.isFile())
      throw new SetupError(`There is no file ${JSON.stringify(file)}.`)
    if (!values.project) throw new SetupError(`--project is missing.\n\n${importCommand.usage}`)
    const format = chooseFormat(file, values.format)
    const rejectsFile = resolve(values.rejects ?? `${file === '-' ? 'stdin' : file}.rejected.ndjson`)
    if (rejectsFile === resolve(file)) throw new SetupError('--rejects is the file that is imported.')
    const result = await withContext(config, async (ctx) => {
      const project = await findOrCreateProject(ctx, values.project!)
      const source = file === '-' ? openStream('stdin', process.stdin) : openFile(file)
      const { restart } = values
      const signal = stopOnSignal()
      const report = showImport(source, values.json)
      const request = {
        projectId: Number(project.id),
        source,
        format,
        rejectsFile,
        restart,
        signal,
        ...report,
      }
      const result = await importEvents(ctx, request).finally(report.stop)
      // A search that ran in between has not seen all of it.
      await requestRefresh(ctx, project.id, undefined)
      return result
    })
    process.exitCode = exitCode(result)
    if (values.json) printJson({ ...result, ...(result.rejected > 0 && { rejectsFile }) })
    else printResult(result, rejectsFile)
  },
}

function chooseFormat(file: string, wanted: string | undefined): ImportFormat {
  const [, extension] = /\.(ndjson|jsonl|csv)(?:\.gz)?$/i.exec(file) ?? []
  const format = wanted ?? (extension?.toLowerCase() === 'jsonl' ? 'ndjson' : extension?.toLowerCase())
  if (format === 'ndjson' || format === 'csv') return format
  throw new SetupError('Say what it is: --format ndjson or --format csv.')
}

/** The first signal ends the import between two batches; a second one, at once. */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => (stop.signal.aborted ? process.exit(INTERRUPTED) : stop.abort()))
  return stop.signal
}

function showImport({ total, bytesRead }: Source, quiet: boolean) {
  let start: ImportState | undefined
  const notes = quiet ? undefined : showNotes(total)
  return {
    onStart(resumed = NOTHING_COUNTED) {
      start = { counts: resumed, bytesRead: bytesRead(), at: performance.now() }
      if (resumed.lines > 0 && !quiet)
        console.error(
          `Going on after ${count(resumed.lines)} lines of an earlier import; --restart begins anew.`,
        )
    },
    onProgress(counts: ImportCounts, read: number) {
      const now = { counts, bytesRead: read, at: performance.now() }
      notes?.update(read, describeImport(start!, now, total))
    },
    stop: () => notes?.stop(),
  }
}

function exitCode({ isComplete, rejected }: ImportResult): number {
  if (!isComplete) return INTERRUPTED
  return rejected > 0 ? REJECTED : 0
}

function printResult(result: ImportResult, rejectsFile: string): void {
  const { lines, accepted, duplicates, rejected, problems, isComplete } = result
  const numbers = `${count(accepted)} stored, ${count(duplicates)} were there already, ${count(rejected)} rejected.`
  console.log(`${count(lines)} lines: ${numbers}`)
  for (const problem of problems) console.error(`  ${describeProblem(problem)}`)
  if (rejected > 0) console.error(`The rejected lines are in ${rejectsFile}: mend and import that file.`)
  if (!isComplete) console.error('Interrupted. Run it again to go on from here.')
}
