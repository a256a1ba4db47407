/** The server was asked, and did not answer in time. A write that ends so may or may not have been stored. */
export class DeadlineError extends Error {
  /** Beside the codes of the driver, so that it is found inside Drizzle's error as they are. */
  readonly code = 'DEADLINE'

  constructor(milliseconds: number) {
    super(`the database did not answer within ${milliseconds} ms`)
    this.name = 'DeadlineError'
  }
}

/** Every connection was busy for too long: the query was never sent. */
export class NoConnectionError extends Error {
  readonly code = 'NO_FREE_CONNECTION'

  constructor(milliseconds: number) {
    super(`no connection to the database became free within ${milliseconds} ms`)
    this.name = 'NoConnectionError'
  }
}

/** Nobody is there to take a connection. */
const UNREACHABLE_CODES = new Set([
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  '57P03', // it is starting up
])

const BROKEN_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'DEADLINE',
])

export type DatabaseFailure = 'retry' | 'unavailable' | 'bad-value' | 'other'

/**
 * What to do about an error of the database, or of Drizzle around it.
 * `retry`: deadlock or serialisation, safe to run again at once. `bad-value`: the client's data (classes 22 and 54).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function classifyDatabaseError(error: unknown): DatabaseFailure {
  const code = databaseErrorCode(error)
  if (!code) return 'other'
  if (code === '40P01' || code === '40001') return 'retry'
  if (/^(22|54)[0-9A-Z]{3}$/.test(code) || code === '23514') return 'bad-value'
  if (isUnreachable(error) || isBroken(error) || code === 'NO_FREE_CONNECTION') return 'unavailable'
  return /^(08|25006|28|3D|53|55|57|58)/.test(code) ? 'unavailable' : 'other'
}

/** Whether a connection could not be made: whoever asks next would hear the same. */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE_CODES.has(databaseErrorCode(error) ?? '')
}

/** Whether nothing more can be said over the connection that the error came from. */
export function isBroken(error: unknown): boolean {
  const code = databaseErrorCode(error) ?? ''
  return BROKEN_CODES.has(code) || UNREACHABLE_CODES.has(code) || /^(08|57P)/.test(code)
}

export function databaseErrorCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string') return code
  }
  return undefined
}
