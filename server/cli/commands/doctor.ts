import { parseArgs } from 'node:util'
import { checkHealth } from '#server/doctor/check-health.ts'
import { SetupError } from '#server/errors.ts'
import type { HealthCheck } from '#shared/api/about.ts'
import { type Command, printJson, withContext } from '../command.ts'

const MARKS = { ok: 'ok     ', warning: 'WARNING', failed: 'FAILED ' }

export const doctorCommand: Command = {
  usage: `spendscope doctor                look for what is wrong

  doctor [--json]

The exit code is 1 when a check failed.`,
  async run(args, config) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    const checks = await withContext(config, checkHealth).catch(describeFailure)
    if (values.json) printJson({ checks })
    else
      for (const { name, state, detail } of checks)
        console.log(`${MARKS[state]}  ${name.padEnd(11)} ${detail}`)
    if (checks.some((check) => check.state === 'failed')) process.exitCode = 1
  },
}

function describeFailure(error: unknown): HealthCheck[] {
  if (!(error instanceof SetupError)) throw error
  return [{ name: 'start', state: 'failed', detail: error.message }]
}
