import { type Logger, pino } from 'pino'

export type Log = Logger

/** JSON lines on stderr; stdout is left to what the operator asked for. */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}
