import type { Config } from '#server/config.ts'
import { createLog } from '#server/log.ts'
import { type RunningServer, startServer } from '#server/main.ts'
import { buildWeb } from '../build-web.ts'
import type { Command } from '../command.ts'

/** Two signals within this time are one wish. */
const SAME_SIGNAL_MS = 1_000

export const startCommand: Command = {
  usage: 'spendscope start                 run the server, with its own Postgres unless DATABASE_URL is set',
  async run(_, config) {
    endWhenUncaught(config)
    await buildWeb()
    const starting = startServer(config)
    stopOnSignal(starting)
    announce(await starting)
  },
}

function announce({ url, dataAt, setupUrl }: RunningServer): void {
  console.log(`Spendscope runs at ${url}`)
  console.log(`Data is in ${dataAt}`)
  if (setupUrl) console.log(`Make the first admin: ${setupUrl}`)
}

/** A signal while the server still starts waits for the start, so that its Postgres is stopped too. */
function stopOnSignal(starting: Promise<RunningServer>): void {
  let askedAt: number | undefined
  const onSignal = async () => {
    // A terminal and npm both pass a Ctrl-C on; only a later one means: no more waiting.
    if (askedAt !== undefined && performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(1)
    if (askedAt !== undefined) return
    askedAt = performance.now()
    const server = await starting
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/**
 * Nothing is acknowledged before its commit, so a process in an unknown state had better end and be started again.
 * A rejection that nobody handles comes here too.
 */
function endWhenUncaught(config: Config): void {
  const log = createLog(config.logLevel)
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught error: ending')
    process.exit(1)
  })
}
