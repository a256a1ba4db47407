import { SetupError } from '#server/errors.ts'
import type { Command } from '../command.ts'
import { explainSaving } from '../savings/explain-saving.ts'
import { listSavings } from '../savings/list-savings.ts'
import { listSegmentsOf } from '../savings/list-segments-of.ts'
import { refreshAll } from '../savings/refresh-all.ts'

export const savingsCommand: Command = {
  usage: `spendscope savings               search events for savings, list and explain them

  savings refresh [--project NAME] [--json]
  savings list [--project NAME] [--all] [--json]
  savings explain ID [--json]
  savings segments [--project NAME] [--limit N] [--json]

refresh searches the last 30 days now, as the server does once a day, and brings the ledger of what was really saved up
to date. list shows what nobody has decided on yet; with --all the others too. segments shows what the
requests of each kind of work looked like in those 30 days, the most expensive kinds first.`,
  async run([verb, ...args], config) {
    switch (verb) {
      case 'refresh':
        return refreshAll(args, config)
      case 'list':
        return listSavings(args, config)
      case 'explain':
        return explainSaving(args, config)
      case 'segments':
        return listSegmentsOf(args, config)
      default:
        throw new SetupError(`Say what to do with savings.\n\n${savingsCommand.usage}`)
    }
  },
}
