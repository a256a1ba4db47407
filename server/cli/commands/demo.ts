import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { loadDemo, removeDemo } from '#server/demo/load-demo.ts'
import { SetupError } from '#server/errors.ts'
import { type Command, printJson, withContext } from '../command.ts'
import { showProgress } from '../progress.ts'

const MOST_DAYS = 365

export const demoCommand: Command = {
  usage: `spendscope demo                  load 90 days of invented events, or remove them

  demo [--days 90] [--seed TEXT] [--json]
  demo --remove [--json]

The events are in a project of their own, marked as demo on every screen. The same seed gives the same events.`,
  async run(args, config) {
    const { values } = parseArgs({
      args,
      options: {
        days: { type: 'string', default: '90' },
        seed: { type: 'string', default: 'spendscope' },
        remove: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const days = Number(values.days)
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
      throw new SetupError(`--days is a whole number from 1 to ${MOST_DAYS}.`)
    await (values.remove ? remove(config, values.json) : load(config, days, values.seed, values.json))
  },
}

async function load(config: Config, days: number, seed: string, json: boolean): Promise<void> {
  const events = await withContext(config, async (ctx) => {
    const bar = showProgress(days, 'days')
    let loaded = 0
    try {
      for await (const { day, events } of loadDemo(ctx, { seed, days })) {
        bar.update(day, `| ${events} events`)
        loaded = events
      }
    } finally {
      bar.stop()
    }
    return loaded
  })
  if (json) printJson({ loaded: events })
  else console.log(`Loaded ${events} demo events. Remove them with: npx spendscope demo --remove`)
}

async function remove(config: Config, json: boolean): Promise<void> {
  const removed = await withContext(config, removeDemo)
  if (json) printJson({ removed: removed ?? 0 })
  else console.log(removed === undefined ? 'There is no demo data.' : `Removed ${removed} demo events.`)
}
