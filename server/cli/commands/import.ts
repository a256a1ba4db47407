import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { SetupError } from '#server/errors.ts'
import { importEvents } from '#server/ingest/import-events.ts'
import { findOrCreateProject } from '#server/people/projects.ts'
import { type Command, printJson, withContext } from '../command.ts'
import { showProgress } from '../progress.ts'

const SHOWN_REJECTIONS = 20

export const importCommand: Command = {
  usage: `spendscope import FILE.ndjson    store events from a file, one JSON object a line

  import FILE.ndjson --project NAME [--json]

The lines are events as POST /v1/events takes them, with their timestamps. Interrupted? Run it again:
what is stored already is not stored twice. Lines older than 365 days are rejected. The exit code is 1 when lines were rejected.`,
  async run(args, config) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { project: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [file] = positionals
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile())
      throw new SetupError(`There is no file ${JSON.stringify(file ?? '')}.`)
    if (!values.project) throw new SetupError(`--project is missing.\n\n${importCommand.usage}`)
    const result = await withContext(config, async (ctx) => {
      const project = await findOrCreateProject(ctx, values.project!)
      const bar = showProgress(statSync(file).size, 'bytes')
      const done = await importEvents(ctx, Number(project.id), file, ({ bytes, lines }) =>
        bar.update(bytes, `| line ${lines}`),
      )
      bar.stop()
      return done
    })
    const { lines, accepted, duplicates, rejected } = result
    if (values.json) printJson({ lines, accepted, duplicates, rejected })
    else {
      console.log(
        `${lines} lines: ${accepted} stored, ${duplicates} were there already, ${rejected.length} rejected.`,
      )
      for (const { line, code, pointer, detail } of rejected.slice(0, SHOWN_REJECTIONS))
        console.error(`line ${line}: ${code} ${pointer} ${detail}`)
      if (rejected.length > SHOWN_REJECTIONS)
        console.error(`... and ${rejected.length - SHOWN_REJECTIONS} more (--json lists all)`)
    }
    if (rejected.length > 0) process.exitCode = 1
  },
}
