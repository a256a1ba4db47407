/** The server was asked, and did not answer in time. A write that ends so may or may not have been stored. */
export class DeadlineError extends Error {
  constructor(milliseconds: number) {
    super(`the database did not answer within ${milliseconds} ms`)
    this.name = 'DeadlineError'
  }
}

const CONNECTION_CODES = new Set([
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
  if (error instanceof DeadlineError) return 'unavailable'
  const code = databaseErrorCode(error)
  if (!code) return 'other'
  if (code === '40P01' || code === '40001') return 'retry'
  if (/^(22|54)[0-9A-Z]{3}$/.test(code) || code === '23514') return 'bad-value'
  if (CONNECTION_CODES.has(code) || /^(08|25006|53|55|57|58)/.test(code)) return 'unavailable'
  return 'other'
}

export function databaseErrorCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof DeadlineError) return undefined
    const { code } = at as { code?: unknown }
    if (typeof code === 'string') return code
  }
  return undefined
}
