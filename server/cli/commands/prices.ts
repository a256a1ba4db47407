import { SetupError } from '#server/errors.ts'
import type { Command } from '../command.ts'
import { editAliases } from '../prices/edit-aliases.ts'
import { editOverrides } from '../prices/edit-overrides.ts'
import { showDiff } from '../prices/show-diff.ts'
import { showUnpriced } from '../prices/show-unpriced.ts'

export const pricesCommand: Command = {
  usage: `spendscope prices                what has no price, own prices and names, news of the catalogue

  prices list-unpriced [--project NAME] [--json]
  prices override add PROVIDER/MODEL CLASS=USD[/UNITS]... [--project NAME] [--from TIME] [--until TIME] [--note TEXT]
  prices override list [--json]
  prices override retire ID
  prices alias add PROVIDER/NAME PROVIDER/MODEL [--project NAME] [--from TIME] [--until TIME]
  prices alias list [--json]
  prices alias retire ID
  prices diff [FOLDER]

USD are for a million units, or for UNITS: "input=2.5 output=10 webSearches=10/1000 images=0.04/1".
An own price or name counts in the project, or everywhere without --project; from TIME (2026-11-22T00:00:00Z) until
TIME, or always. Running servers know of it within 10 seconds. Unknown costs become known by themselves; known ones
change by a re-pricing only. diff compares with the catalogue in FOLDER; in a clone without FOLDER, with what
"npm run prices:update" would write.`,
  async run([verb, ...args], config) {
    switch (verb) {
      case 'list-unpriced':
        return showUnpriced(args, config)
      case 'override':
        return editOverrides(args, config)
      case 'alias':
        return editAliases(args, config)
      case 'diff':
        return showDiff(args)
      default:
        throw new SetupError(`Say what to do with prices.\n\n${pricesCommand.usage}`)
    }
  },
}
