/** The server was asked, and did not answer in time. A write that ends so may or may not have been stored. */
export class DeadlineError extends Error {
  /** Beside the codes of the driver, so that it is found inside Drizzle's error as they are. */
  readonly code = 'DEADLINE'

  constructor(milliseconds: number) {
    super(`the database did not answer within ${milliseconds} ms`)
    this.name = 'DeadlineError'
  }
}

const UNAVAILABLE_CODES = new Set([
  'DEADLINE',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
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
  if (UNAVAILABLE_CODES.has(code) || /^(08|25006|53|55|57|58)/.test(code)) return 'unavailable'
  return 'other'
}

export function databaseErrorCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string') return code
  }
  return undefined
}

/** Whether the database had all the time there is and did not answer. Others fail at once, as when it refuses. */
export function isSilence(error: unknown): boolean {
  const code = databaseErrorCode(error)
  return code === 'DEADLINE' || code === 'CONNECT_TIMEOUT' || code === 'CONNECTION_DESTROYED'
}
