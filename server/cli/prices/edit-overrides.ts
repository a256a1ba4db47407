import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { SetupError } from '#server/errors.ts'
import { addPriceOverride, listPriceOverrides, retireEntry } from '#server/prices/edit-price-book.ts'
import { CreatePriceOverride, type PriceOverride } from '#shared/api/prices.ts'
import { printJson, withContext } from '../command.ts'
import { ACTOR, describeEntry, ENTRY_OPTIONS, LIST_OPTIONS } from './entry-options.ts'
import { parseId, parseModelName, parseRates } from './price-words.ts'
import { projectIdOf } from './project-id-of.ts'

/** `override add | list | retire`: prices of one's own. */
export async function editOverrides([verb, ...args]: string[], config: Config): Promise<void> {
  switch (verb) {
    case 'add':
      return add(args, config)
    case 'list':
      return list(args, config)
    case 'retire':
      return retire(args, config)
    default:
      throw new SetupError('Say what to do with own prices: prices override add | list | retire')
  }
}

async function add(args: string[], config: Config): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...ENTRY_OPTIONS, note: { type: 'string', default: '' } },
  })
  const [name, ...words] = positionals
  const { provider, model } = parseModelName(name)
  const prices = { rates: parseRates(words) }
  const { project, from: effectiveFrom, until: effectiveUntil, note } = values
  const wanted = CreatePriceOverride.parse({ provider, model, prices, effectiveFrom, effectiveUntil, note })
  const id = await withContext(config, async (ctx) =>
    addPriceOverride(ctx, { ...wanted, projectId: await projectIdOf(ctx, project) }, ACTOR),
  )
  console.log(`Own price ${id} of ${provider}/${model} counts within 10 seconds.`)
}

async function list(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({ args, options: LIST_OPTIONS })
  const entries = await withContext(config, listPriceOverrides)
  if (values.json) return printJson({ data: entries })
  for (const entry of entries)
    console.log(describeEntry(entry, `${entry.provider}/${entry.model}\t${describeRates(entry)}`))
  if (entries.length === 0) console.log('There are no own prices.')
}

const describeRates = ({ prices }: PriceOverride) =>
  Object.entries(prices.rates)
    .map(([name, rate]) => `${name}=${typeof rate === 'string' ? rate : `${rate?.usd}/${rate?.per}`}`)
    .join(' ')

async function retire(args: string[], config: Config): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const id = parseId(positionals[0])
  await withContext(config, (ctx) => retireEntry(ctx, { table: 'price_overrides', id }, ACTOR))
  console.log(`Own price ${id} is retired. What it priced keeps its cost.`)
}
