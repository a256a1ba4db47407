import { connect, type Socket } from 'node:net'
import { parsePgArray } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import type { Log } from '#server/log.ts'
import type { Metrics } from '#server/metrics/create-metrics.ts'
import { createPool } from './pool.ts'

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

/** A request makes one slow query at the most before it ends, so these two and a wait for the writer stay below 10 s. */
const DEADLINE_MS = 6_500
const WAIT_MS = 1_500
/** Postgres gives up first: then the outcome is known, and the connection stays good. */
const EARLIER_MS = 500

/** Opens the pool. Drizzle sees one client for ever; behind it every query has a deadline, and connections come and go. */
export function openDatabase({
  address,
  poolSize,
  log,
  metrics,
  deadlineMs = DEADLINE_MS,
}: DatabaseOptions): Database {
  const open = (onSocket: (socket: Socket) => void) =>
    openClient(address, { max: 1, statementTimeoutMs: deadlineMs - EARLIER_MS, onSocket })
  const pool = createPool({ open, size: poolSize, log, metrics, deadlineMs, waitMs: WAIT_MS })
  const createFacade = (prepare: boolean) => ({
    options: { parsers: {}, serializers: {} },
    unsafe: (text: string, params: never[]) => ({
      // biome-ignore lint/suspicious/noThenProperty: it stands for postgres.js's lazy query, which is a thenable
      then: (done: (value: unknown) => unknown, failed: (error: unknown) => unknown) =>
        pool.run((sql) => sql.unsafe(text, params, { prepare })).then(done, failed),
      values: () => pool.run((sql) => sql.unsafe(text, params, { prepare }).values() as never),
    }),
  })
  return {
    orm: drizzle({ client: createFacade(false) as unknown as Sql }),
    preparedOrm: drizzle({ client: createFacade(true) as unknown as Sql }),
    close: pool.close,
  }
}

interface ClientOptions {
  max: number
  statementTimeoutMs?: number
  /** 0: sessions stay open. */
  idleTimeoutSeconds?: number
  /** How `pg_stat_activity` calls it. */
  applicationName?: string
  /** Told of every socket that is opened. */
  onSocket?: (socket: Socket) => void
}

/** A client on its own, without deadlines: for migrations and for the start. */
export function openClient(address: DatabaseAddress, options: ClientOptions): Sql {
  const { max, statementTimeoutMs, idleTimeoutSeconds = 60, onSocket = () => {} } = options
  const { applicationName = 'spendscope' } = options
  const settings = {
    max,
    // It would ask every new connection for them, and one that ends then ends the process.
    fetch_types: false,
    connect_timeout: 5,
    idle_timeout: idleTimeoutSeconds,
    // Its own grows to 20 s: too long a wait once the database is back.
    backoff: () => 0.1 + Math.random() * 0.2,
    onnotice: () => {},
    connection: {
      application_name: applicationName,
      ...(statementTimeoutMs && { statement_timeout: statementTimeoutMs }),
    },
    socket: (target: SocketTarget) => {
      const socket = openSocket(target)
      onSocket(socket)
      return socket
    },
  }
  const client =
    'url' in address
      ? postgres(address.url, { ...settings, ...hostOf(address.url) })
      : postgres({
          ...settings,
          host: address.socketFolder,
          port: address.port,
          user: address.user,
          database: address.database,
        })
  leaveValuesAsText(client)
  readArrays(client)
  return client
}

/** As for libpq, a host that is a percent-encoded path is the folder of a socket. */
function hostOf(url: string): { host?: string } {
  const host = decodeURIComponent(new URL(url).hostname)
  return host.startsWith('/') ? { host } : {}
}

interface SocketTarget {
  host: string[]
  port: number[]
  /** Of a unix socket; false without. */
  path: string | false
}

/**
 * postgres.js never sets TCP_NODELAY, which costs 45 ms a write. The socket is handed over while it still connects:
 * writes are buffered, and a rejected promise here would lose the pool's slot for good.
 */
function openSocket({ host, port, path }: SocketTarget): Socket {
  const socket = path ? connect({ path }) : connect({ host: host[0]!, port: port[0]!, noDelay: true })
  delayEarlyError(socket)
  // Who ends without an error (a balancer with nobody behind it) would be connected to again and again without a pause.
  socket.once('end', () => {
    const code = socket.bytesRead === 0 ? 'ECONNREFUSED' : 'CONNECTION_CLOSED'
    socket.destroy(Object.assign(new Error('the database ended the connection'), { code }))
  })
  return Object.assign(socket, { host: host[0] })
}

/** An unreachable network is known at once, before postgres.js listens: an error that nobody hears ends the process. */
function delayEarlyError(socket: Socket): void {
  const onEarly = (error: Error) => {
    if (socket.listenerCount('error') > 0) return
    setImmediate(() => {
      socket.emit('error', error)
      socket.emit('close', true)
    })
  }
  socket.once('error', onEarly)
  setImmediate(() => socket.off('error', onEarly))
}

/** https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const INT_ARRAY = '1007'
const TEXT_ARRAY = '1009'

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

/** Those that our SQL returns; arrays in columns are read by Drizzle. */
function readArrays(client: Sql): void {
  const parsers = client.options.parsers as Record<string, (text: string) => unknown>
  parsers[INT_ARRAY] = (text) => parsePgArray(text).map(Number)
  parsers[TEXT_ARRAY] = parsePgArray
}
