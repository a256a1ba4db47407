import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { SetupError } from '#server/errors.ts'
import type { DateRange } from '#server/rollups/day-bounds.ts'
import { rebuildRollups } from '#server/rollups/rebuild-rollups.ts'
import { type DayMismatch, verifyRollups } from '#server/rollups/verify-rollups.ts'
import { type Command, printJson, withContext } from '../command.ts'
import { showProgress } from '../progress.ts'

export const rollupsCommand: Command = {
  usage: `spendscope rollups verify|rebuild  compare the sums with the events, or make them again

  rollups verify  [--from 2026-11-01] [--to 2026-11-30] [--json]
  rollups rebuild [--from 2026-11-01] [--to 2026-11-30] [--json]

verify ends with exit code 1 when a row differs. Both may run beside the server: rebuild lets it wait for
a moment at each day. Days whose events were dropped by the retention are left alone.`,
  async run([verb, ...args], config) {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const range = { from: dateOf('--from', values.from), to: dateOf('--to', values.to) }
    if (verb === 'verify') await verify(config, range, values.json)
    else if (verb === 'rebuild') await rebuild(config, range, values.json)
    else throw new SetupError(`Say what to do with rollups.\n\n${rollupsCommand.usage}`)
  },
}

async function verify(config: Config, range: DateRange, json: boolean): Promise<void> {
  const result = await withContext(config, (ctx) => withProgress((onDay) => verifyRollups(ctx, range, onDay)))
  if (result.mismatches.length > 0) process.exitCode = 1
  if (json) return printJson(result)
  for (const mismatch of result.mismatches) console.log(describe(mismatch))
  const { days, mismatches } = result
  if (mismatches.length === 0) console.log(`${days} days: every sum is that of its events.`)
  else console.log(`${mismatches.length} of ${days} days differ. Mend them with: spendscope rollups rebuild`)
}

async function rebuild(config: Config, range: DateRange, json: boolean): Promise<void> {
  const days = await withContext(config, (ctx) => withProgress((onDay) => rebuildRollups(ctx, range, onDay)))
  if (json) printJson({ days })
  else console.log(`Made the sums of ${days} days again.`)
}

async function withProgress<T>(work: (onDay: (done: number, of: number) => void) => Promise<T>): Promise<T> {
  let bar: ReturnType<typeof showProgress> | undefined
  const onDay = (done: number, of: number) => {
    bar ??= showProgress(of, 'days')
    bar.update(done)
  }
  return work(onDay).finally(() => bar?.stop())
}

const describe = ({ date, labels, labelDays, seriesDays, userDays }: DayMismatch) =>
  `${date}: ${labels} label rows, ${labelDays} label days, ${seriesDays} series, ${userDays} users differ`

function dateOf(option: string, text: string | undefined): string | null {
  if (text === undefined) return null
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
  if (!isDate) throw new SetupError(`${option} is a date such as 2026-11-01.`)
  return text
}
