import { type RunningServer, startServer } from '#server/main.ts'
import { buildWeb } from '../build-web.ts'
import type { Command } from '../command.ts'

export const startCommand: Command = {
  usage: 'spendscope start                 run the server, with its own Postgres unless DATABASE_URL is set',
  async run(_, config) {
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
  let isStopping = false
  const onSignal = async () => {
    if (isStopping) process.exit(1) // asked twice: no more waiting
    isStopping = true
    const server = await starting
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  // Nothing is acknowledged before its commit, so a process in an unknown state had better end and be started again.
  process.on('uncaughtException', async (error) => {
    process.exitCode = 1
    const server = await starting.catch(() => undefined)
    server?.ctx.log.fatal({ err: error }, 'uncaught error: ending')
    process.exit(1)
  })
}
