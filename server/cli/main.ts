import { z } from 'zod'
import { parseConfig } from '#server/config.ts'
import { classifyDatabaseError, databaseErrorCode } from '#server/db/errors.ts'
import { ClientError, SetupError } from '#server/errors.ts'
import type { Command } from './command.ts'
import { budgetsCommand } from './commands/budgets.ts'
import { channelsCommand } from './commands/channels.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { pricesCommand } from './commands/prices.ts'
import { rollupsCommand } from './commands/rollups.ts'
import { savingsCommand } from './commands/savings.ts'
import { startCommand } from './commands/start.ts'

const COMMANDS: Record<string, Command> = {
  start: startCommand,
  migrate: migrateCommand,
  keys: keysCommand,
  demo: demoCommand,
  import: importCommand,
  export: exportCommand,
  prices: pricesCommand,
  rollups: rollupsCommand,
  budgets: budgetsCommand,
  savings: savingsCommand,
  channels: channelsCommand,
  doctor: doctorCommand,
}

/** The command line. Sets the exit code: 1 when something failed, 2 when the words are not understood. */
export async function runCli(words: string[]): Promise<void> {
  const [name = 'start', ...args] = words
  if (name === '--help' || name === '-h' || name === 'help') {
    console.log(usage())
    return
  }
  const command = COMMANDS[name]
  if (!command) {
    console.error(`There is no command ${JSON.stringify(name)}.\n\n${usage()}`)
    process.exitCode = 2
    return
  }
  if (args.includes('--help') || args.includes('-h')) {
    console.log(command.usage)
    return
  }
  try {
    await command.run(args, parseConfig(process.env))
  } catch (error) {
    process.exitCode = report(error, command)
  }
}

function report(error: unknown, command: Command): number {
  if (error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) {
    console.error(`${error.message}\n\n${command.usage}`)
    return 2
  }
  console.error(explain(error))
  return 1
}

/** A sentence where one will do; a database error without its SQL and values, which belong on no screen. */
function explain(error: unknown): unknown {
  if (error instanceof SetupError || error instanceof ClientError) return error.message
  if (error instanceof z.ZodError) return z.prettifyError(error)
  const code = databaseErrorCode(error)
  if (classifyDatabaseError(error) === 'unavailable')
    return `The database does not answer (${code}). Try again.`
  return code ? `The database refused: error ${code}.` : error
}

function usage(): string {
  const lines = Object.values(COMMANDS).map((command) => command.usage.split('\n')[0]!)
  return `Spendscope: what your AI API calls cost.\n\n${lines.join('\n')}\n\nspendscope COMMAND --help tells more.`
}
