import type { Config } from './config.ts'
import { type AppContext, createContext } from './context.ts'
import { type DatabaseAddress, openDatabase } from './db/client.ts'
import { readDatabaseClock } from './db/database-clock.ts'
import { startEmbedded } from './db/embedded.ts'
import { databaseErrorCode } from './db/errors.ts'
import { migrateDatabase } from './db/migrate.ts'
import { openOwnConnection } from './db/own-connection.ts'
import { makePartitions } from './db/partitions.ts'
import { createLog, type Log } from './log.ts'
import { createMetrics } from './metrics/create-metrics.ts'
import { programPaths } from './paths.ts'
import { createAuth } from './people/auth.ts'
import { loadSecretKey } from './people/secret-key.ts'
import { loadCatalogue } from './prices/load-catalogue.ts'
import { createSealer } from './seal-secrets.ts'

/** Spendscope without its doors: what the server and every command work with. */
export interface Application {
  ctx: AppContext
  /** For people: where the data is. */
  dataAt: string
  /** Lets jobs end and `/readyz` say no, while answers in flight are finished. */
  beginStop(): void
  close(): Promise<void>
}

/** Opens the database, embedded or not, and everything on top of it. @throws SetupError for what the operator must change. */
export async function openApplication(config: Config): Promise<Application> {
  const log = createLog(config.logLevel)
  if (config.databaseUrl) {
    const application = await connectApplication({ config, log, address: { url: config.databaseUrl } })
    return { ...application, dataAt: withoutPassword(config.databaseUrl) }
  }
  const embedded = await startEmbedded(config.dataFolder, log)
  try {
    const { close, ...application } = await connectApplication({ config, log, address: embedded.address })
    return { ...application, dataAt: embedded.folder, close: () => close().then(embedded.stop) }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

interface Connection {
  config: Config
  address: DatabaseAddress
  log: Log
  clock?: () => Date
  databaseClock?: () => Promise<Date>
}

/** Brings the schema up to date and builds the context. */
export async function connectApplication(connection: Connection): Promise<Omit<Application, 'dataAt'>> {
  const { config, address, log, clock = () => new Date() } = connection
  const paths = programPaths()
  await migrateDatabase(address, paths.migrations)
  const metrics = createMetrics()
  const database = openDatabase({ address, poolSize: config.databasePoolSize, log, metrics })
  const stopping = new AbortController()
  const { publicUrl, port } = config
  const secret = loadSecretKey(config)
  const ctx = createContext({
    config,
    clock,
    databaseClock: connection.databaseClock ?? (() => readDatabaseClock(database.orm)),
    log,
    metrics,
    db: database.orm,
    preparedDb: database.preparedOrm,
    connect: () => openOwnConnection(address),
    auth: createAuth({ orm: database.orm, secret, publicUrl, port, log, clock }),
    sealer: createSealer(secret),
    catalogue: loadCatalogue(paths.catalogue),
    stopping: stopping.signal,
  })
  // Events find a place without it, in the default partition: not a reason to stay down.
  await makePartitions(database.orm, clock()).catch((error) =>
    log.error({ code: databaseErrorCode(error) }, 'a partition could not be made: see "spendscope doctor"'),
  )
  const beginStop = () => stopping.abort()
  const close = () => {
    beginStop()
    return database.close()
  }
  return { ctx, beginStop, close }
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  if (url.password) url.password = '***'
  return url.href
}
