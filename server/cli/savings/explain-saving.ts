import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { SetupError } from '#server/errors.ts'
import { getOpportunity } from '#server/savings/lifecycle/get-opportunity.ts'
import { printJson, withContext } from '../command.ts'
import { describeOpportunity } from './describe-opportunity.ts'

export async function explainSaving(args: string[], config: Config): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [id] = positionals
  if (!id || !/^\d{1,9}$/.test(id))
    throw new SetupError('Name the opportunity by its id, as "spendscope savings list" shows it.')
  const opportunity = await withContext(config, (ctx) => getOpportunity(ctx, id, undefined))
  if (values.json) printJson(opportunity)
  else console.log(describeOpportunity(opportunity))
}
