import type { Socket } from 'node:net'
import type { Sql } from 'postgres'
import type { Log } from '#server/log.ts'
import type { Metrics } from '#server/metrics/create-metrics.ts'
import { createLine } from './create-line.ts'
import { withDeadline } from './deadline.ts'
import { DeadlineError, isBroken, isUnreachable } from './errors.ts'

/** Starts one query; it is sent when it is executed. */
type Start = (client: Sql) => PromiseLike<unknown> & { execute(): unknown }

export interface Pool {
  /** Runs a query on a free connection. @throws NoConnectionError, DeadlineError, or what the database says. */
  run(start: Start): Promise<unknown>
  close(): Promise<void>
}

export interface PoolOptions {
  /** Makes a client of one connection, and tells of every socket that it opens. */
  open(onSocket: (socket: Socket) => void): Sql
  size: number
  log: Log
  metrics: Metrics
  /** A query that takes longer is given up, and its connection with it. */
  deadlineMs: number
  /** How long a query waits for a connection before it is given up unsent. */
  waitMs: number
}

/** A client of one connection, so that a broken one is thrown away alone. */
interface Connection {
  client: Sql
  sockets: Set<Socket>
}

/** After nobody could be reached, nobody tries for so long: an outage is no reason to be busy. */
const AWAY_MS = 100
/** Whoever closes has no queries left, but after an outage postgres.js waits for connections that are gone. */
const CLOSE_TIMEOUT_SECONDS = 1

/**
 * Connections with one query each. postgres.js as a pool has queues without bounds, sends queries after one that
 * never settles, and does not give up a half-open connection; here it only speaks the protocol.
 */
export function createPool({ open, size, log, metrics, deadlineMs, waitMs }: PoolOptions): Pool {
  const idle = Array.from({ length: size }, connect)
  const all = new Set(idle)
  const line = createLine<Connection>(waitMs)
  let isClosed = false
  let away: { error: unknown; until: number } | undefined
  metrics.poolSize.set(size)

  function connect(): Connection {
    const sockets = new Set<Socket>()
    const client = open((socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    return { client, sockets }
  }

  function take(): Promise<Connection> {
    if (isClosed) return Promise.reject(closedError())
    if (away && performance.now() < away.until) return Promise.reject(away.error)
    const free = idle.pop()
    return free ? Promise.resolve(free) : line.wait()
  }

  function give(connection: Connection) {
    if (!line.serve(connection)) idle.push(connection)
  }

  function replace(broken: Connection): Connection {
    metrics.clientReplacements.inc()
    all.delete(broken)
    const fresh = connect()
    all.add(fresh)
    // Half-open sockets do not end: they are destroyed once the client has let go of its query.
    void broken.client.end({ timeout: 0 }).finally(() => {
      for (const socket of broken.sockets) socket.destroy()
    })
    return fresh
  }

  function tellAway(error: unknown) {
    away = { error, until: performance.now() + AWAY_MS }
    line.failAll(error)
  }

  async function runOn(connection: Connection, start: Start): Promise<unknown> {
    let next = connection
    try {
      const query = start(connection.client)
      query.execute()
      return await withDeadline(query, deadlineMs)
    } catch (error) {
      if (error instanceof DeadlineError) {
        metrics.deadlineMisses.inc()
        log.warn('the database does not answer: opening a new connection')
      }
      if (isBroken(error)) next = replace(connection)
      if (isUnreachable(error)) tellAway(error)
      throw error
    } finally {
      give(next)
    }
  }

  return {
    async run(start) {
      const observeSeconds = metrics.querySeconds.startTimer()
      metrics.queriesInFlight.inc()
      try {
        return await runOn(await take(), start)
      } finally {
        metrics.queriesInFlight.dec()
        observeSeconds()
      }
    },
    async close() {
      isClosed = true
      line.failAll(closedError())
      await Promise.all([...all].map(({ client }) => client.end({ timeout: CLOSE_TIMEOUT_SECONDS })))
    },
  }
}

/** In the words of the driver. */
const closedError = () => Object.assign(new Error('the pool is closed'), { code: 'CONNECTION_ENDED' })
