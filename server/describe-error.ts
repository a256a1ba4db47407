import { DrizzleQueryError } from 'drizzle-orm/errors'
import postgres from 'postgres'

interface DescribedError {
  type: string
  /** Left out where it holds SQL, parameters or values of a row. */
  message?: string
  code?: string
  table?: string
  constraint?: string
  stack?: string
  cause?: DescribedError
}

const DEEPEST = 5
const FRAMES = 12

/**
 * An error as the log takes it: what kind, where, and its causes. Drizzle puts the SQL with its parameters into the
 * message, Postgres the values of a row into message and detail; both stay out, and so does every further property.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, table_name: table, constraint_name: constraint } = error as unknown as Record<string, unknown>
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.constructor.name,
    ...(!quotesValues(error) && { message: error.message }),
    ...(typeof code === 'string' && { code }),
    ...(typeof table === 'string' && { table }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(frames.length > 0 && { stack: frames.slice(0, FRAMES).join('\n') }),
    ...(error.cause !== undefined && depth < DEEPEST && { cause: describeError(error.cause, depth + 1) }),
  }
}

const quotesValues = (error: Error) =>
  error instanceof DrizzleQueryError || error instanceof postgres.PostgresError
