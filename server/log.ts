import { type Logger, pino } from 'pino'
import { describeError } from './describe-error.ts'
import { limitRepeatedLines } from './repeated-lines.ts'

export type Log = Logger

/** JSON lines on stderr; stdout is left to what the operator asked for. */
export function createLog(level: string): Log {
  const letThrough = limitRepeatedLines()
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      hooks: {
        logMethod(args, method, number) {
          // Who asks for debug lines wants all of them; a fatal one is the last.
          const isLimited = number > pino.levels.values.debug! && number < pino.levels.values.fatal!
          const [first, message] = args
          const text = typeof first === 'string' ? first : message
          const heldBack = isLimited ? letThrough(String(text), performance.now()) : 0
          if (heldBack === undefined) return
          if (heldBack === 0) method.apply(this, args)
          else method.apply(this, [{ ...(typeof first === 'object' && first), heldBack }, text])
        },
      },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}
