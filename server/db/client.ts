import { connect } from 'node:net'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import type { Log } from '#server/log.ts'
import type { Metrics } from '#server/metrics/create-metrics.ts'
import { withDeadline } from './deadline.ts'
import { DeadlineError } from './errors.ts'

/** Where Postgres is: an ordinary URL, or the socket of the embedded one. */
export type DatabaseAddress =
  | { url: string }
  | { socketFolder: string; port: number; user: string; database: string }

export type Orm = PostgresJsDatabase

export interface Database {
  orm: Orm
  /** The same, but each connection keeps the plan of a statement: for a few texts that are always the same. */
  preparedOrm: Orm
  close(): Promise<void>
}

export interface DatabaseOptions {
  address: DatabaseAddress
  poolSize: number
  log: Log
  metrics: Metrics
  /** A query that takes longer is given up and rejects with a DeadlineError. */
  deadlineMs?: number
}

const DEADLINE_MS = 8_000
const MISSES_BEFORE_REPLACEMENT = 3
/** Whoever closes has no queries left, but after an outage postgres.js waits for connections that are gone. */
const CLOSE_TIMEOUT_SECONDS = 1

type Start = (client: Sql) => PromiseLike<unknown> & { execute(): unknown }

/**
 * Opens the pool. Drizzle sees one client for ever; behind it every query has a deadline, and a pool whose
 * queries miss theirs repeatedly is replaced, because postgres.js never gives up a half-open connection.
 */
export function openDatabase({
  address,
  poolSize,
  log,
  metrics,
  deadlineMs = DEADLINE_MS,
}: DatabaseOptions): Database {
  const open = () =>
    openClient(address, { max: poolSize, statementTimeoutMs: Math.max(deadlineMs - 2_000, 500) })
  metrics.poolSize.set(poolSize)
  let client = open()
  let misses = 0

  async function run(start: Start): Promise<unknown> {
    const used = client
    const observeSeconds = metrics.querySeconds.startTimer()
    metrics.queriesInFlight.inc()
    const query = start(used)
    query.execute()
    try {
      const result = await withDeadline(query, deadlineMs)
      misses = 0
      return result
    } catch (error) {
      if (error instanceof DeadlineError) {
        metrics.deadlineMisses.inc()
        if (used === client && ++misses >= MISSES_BEFORE_REPLACEMENT) replace()
      }
      throw error
    } finally {
      metrics.queriesInFlight.dec()
      observeSeconds()
    }
  }

  function replace() {
    log.warn({ misses }, 'the database does not answer: opening new connections')
    metrics.clientReplacements.inc()
    const old = client
    client = open()
    misses = 0
    old.end({ timeout: 0 }).catch((error) => log.warn({ err: error }, 'old connections did not close'))
  }

  const createFacade = (prepare: boolean) => ({
    options: { parsers: {}, serializers: {} },
    unsafe: (text: string, params: never[]) => ({
      // biome-ignore lint/suspicious/noThenProperty: it stands for postgres.js's lazy query, which is a thenable
      then: (done: (value: unknown) => unknown, failed: (error: unknown) => unknown) =>
        run((sql) => sql.unsafe(text, params, { prepare })).then(done, failed),
      values: () => run((sql) => sql.unsafe(text, params, { prepare }).values() as never),
    }),
  })
  return {
    orm: drizzle({ client: createFacade(false) as unknown as Sql }),
    preparedOrm: drizzle({ client: createFacade(true) as unknown as Sql }),
    close: () => client.end({ timeout: CLOSE_TIMEOUT_SECONDS }),
  }
}

interface ClientOptions {
  max: number
  statementTimeoutMs?: number
  /** 0: sessions stay open. */
  idleTimeoutSeconds?: number
}

/** A client on its own, without deadlines: for migrations and for the start. */
export function openClient(address: DatabaseAddress, options: ClientOptions): Sql {
  const { max, statementTimeoutMs, idleTimeoutSeconds = 60 } = options
  const settings = {
    max,
    connect_timeout: 5,
    idle_timeout: idleTimeoutSeconds,
    // Its own grows to 20 s: too long a wait once the database is back.
    backoff: () => 0.1 + Math.random() * 0.2,
    onnotice: () => {},
    connection: {
      application_name: 'spendscope',
      ...(statementTimeoutMs && { statement_timeout: statementTimeoutMs }),
    },
  }
  const client =
    'url' in address
      ? postgres(address.url, { ...settings, ...connectionOf(address.url) })
      : postgres({
          ...settings,
          host: address.socketFolder,
          port: address.port,
          user: address.user,
          database: address.database,
        })
  leaveValuesAsText(client)
  return client
}

/** As for libpq, a host that is a percent-encoded path is the folder of a socket. */
function connectionOf(url: string): object {
  const host = decodeURIComponent(new URL(url).hostname)
  return host.startsWith('/') ? { host } : { socket: openSocket }
}

/**
 * postgres.js never sets TCP_NODELAY, which costs 45 ms a write. The socket is handed over while it still connects:
 * writes are buffered, and a rejected promise here would lose the pool's slot for good.
 */
function openSocket({ host, port }: { host: string[]; port: number[] }) {
  const socket = connect({ host: host[0]!, port: port[0]! })
  socket.setNoDelay(true)
  return Object.assign(socket, { host: host[0] })
}

/** What drizzle() does to a client: dates and JSON pass as text, because Drizzle maps them itself. */
function leaveValuesAsText(client: Sql): void {
  const asIs = (value: unknown) => value
  const { parsers, serializers } = client.options as unknown as Record<string, Record<string, typeof asIs>>
  for (const type of ['1184', '1082', '1083', '1114', '1182', '1185', '1115', '1231']) {
    parsers![type] = asIs
    serializers![type] = asIs
  }
  serializers!['114'] = asIs
  serializers!['3802'] = asIs
}
