import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { deliverAlerts } from './alerts/deliver-alerts.ts'
import { openApplication } from './application.ts'
import { watchBudgets } from './budgets/watch-budgets.ts'
import type { Config } from './config.ts'
import type { AppContext } from './context.ts'
import { lockDataFolder } from './db/instance-lock.ts'
import { SetupError } from './errors.ts'
import { createServer } from './http/create-server.ts'
import { createJobs } from './jobs/jobs.ts'
import { startScheduler } from './jobs/scheduler.ts'
import { issueSetupToken } from './people/setup.ts'

export interface RunningServer {
  ctx: AppContext
  url: string
  /** For people: where the data is. */
  dataAt: string
  /** Makes the first admin; undefined when there is one. */
  setupUrl: string | undefined
  stop(): Promise<void>
}

/** How long answers in flight may take while the server stops. */
const DRAIN_MS = 10_000

/** Starts to serve. Resolves when requests are answered. @throws SetupError for what the operator must change. */
export async function startServer(config: Config): Promise<RunningServer> {
  const lock = config.databaseUrl
    ? undefined
    : lockDataFolder(config.dataFolder, addressOf(config, config.port), new Date())
  try {
    const application = await openApplication(config)
    const { ctx, dataAt } = application
    const { token, server } = await openDoor(ctx).catch(async (error) => {
      await application.close()
      throw error
    })
    startScheduler(ctx, createJobs())
    ctx.outbox.onWake(() => deliverSoon(ctx))
    void watchBudgets(ctx)
    const url = addressOf(config, (server.address() as AddressInfo).port)
    const stop = async () => {
      application.beginStop()
      // Load balancers learn from /readyz, and until then still send requests, which are answered.
      await sleep(config.shutdownDelaySeconds * 1000)
      await Promise.all([drain(server), ctx.outbox.finish(DRAIN_MS)])
      await application.close()
      lock?.release()
    }
    return { ctx, url, dataAt, setupUrl: token && `${url}/setup?token=${token}`, stop }
  } catch (error) {
    lock?.release()
    throw error
  }
}

/** What fails here is tried again by the job, within a second. */
function deliverSoon(ctx: AppContext): void {
  deliverAlerts(ctx).catch((error) => ctx.log.warn({ err: error }, 'messages could not be looked for'))
}

function addressOf({ publicUrl, host }: Config, port: number): string {
  return publicUrl ?? `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`
}

/** The setup link first: once a server answers, no link that was made meanwhile stops working. */
async function openDoor(ctx: AppContext): Promise<{ token: string | undefined; server: Server }> {
  const token = await issueSetupToken(ctx)
  return { token, server: await listen(ctx) }
}

/** Opens the port. @throws SetupError when it cannot be had. */
export async function listen(ctx: AppContext): Promise<Server> {
  const { host, port } = ctx.config
  const server = createServer(ctx)
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return server
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new SetupError(`Port ${port} is in use by another program. Set PORT to a free one.`)
    if (code === 'EACCES') throw new SetupError(`Port ${port} may not be opened. Set PORT to one above 1023.`)
    throw error
  }
}

/** No new connections; those that are idle end now, those in use when they have their answer. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise((done) => server.close(done))
  server.closeIdleConnections()
  await Promise.race([closed, sleep(DRAIN_MS, undefined, { ref: false })])
  server.closeAllConnections()
}
