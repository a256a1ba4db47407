import { parseConfig } from '#server/config.ts'
import { ClientError, SetupError } from '#server/errors.ts'
import type { Command } from './command.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { startCommand } from './commands/start.ts'

const COMMANDS: Record<string, Command> = {
  start: startCommand,
  migrate: migrateCommand,
  keys: keysCommand,
  demo: demoCommand,
  import: importCommand,
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
  const isExpected = error instanceof SetupError || error instanceof ClientError
  console.error(isExpected ? error.message : error)
  return 1
}

function usage(): string {
  const lines = Object.values(COMMANDS).map((command) => command.usage.split('\n')[0]!)
  return `Spendscope: what your AI API calls cost.\n\n${lines.join('\n')}\n\nspendscope COMMAND --help tells more.`
}
