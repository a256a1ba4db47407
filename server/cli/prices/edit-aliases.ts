import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { SetupError } from '#server/errors.ts'
import { addModelAlias, listModelAliases, retireEntry } from '#server/prices/edit-price-book.ts'
import { CreateModelAlias } from '#shared/api/prices.ts'
import { printJson, withContext } from '../command.ts'
import { ACTOR, describeEntry, ENTRY_OPTIONS, LIST_OPTIONS } from './entry-options.ts'
import { parseId, parseModelName } from './price-words.ts'
import { projectIdOf } from './project-id-of.ts'

/** `alias add | list | retire`: what a deployment or another name of one's own stands for. */
export async function editAliases([verb, ...args]: string[], config: Config): Promise<void> {
  switch (verb) {
    case 'add':
      return add(args, config)
    case 'list':
      return list(args, config)
    case 'retire':
      return retire(args, config)
    default:
      throw new SetupError('Say what to do with own names: prices alias add | list | retire')
  }
}

async function add(args: string[], config: Config): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: ENTRY_OPTIONS })
  const [own, target, ...rest] = positionals
  if (rest.length > 0) throw new SetupError('Name two: prices alias add PROVIDER/NAME PROVIDER/MODEL')
  const { provider, model: name } = parseModelName(own)
  const { provider: targetProvider, model: targetModel } = parseModelName(target)
  const { project, from: effectiveFrom, until: effectiveUntil } = values
  const names = { provider, name, targetProvider, targetModel }
  const wanted = CreateModelAlias.parse({ ...names, effectiveFrom, effectiveUntil })
  const id = await withContext(config, async (ctx) =>
    addModelAlias(ctx, { ...wanted, projectId: await projectIdOf(ctx, project) }, ACTOR),
  )
  console.log(`Own name ${id}: ${provider}/${name} stands for ${targetProvider}/${targetModel}.`)
}

async function list(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({ args, options: LIST_OPTIONS })
  const entries = await withContext(config, listModelAliases)
  if (values.json) return printJson({ data: entries })
  for (const entry of entries) {
    const { provider, name, targetProvider, targetModel } = entry
    console.log(describeEntry(entry, `${provider}/${name}\t${targetProvider}/${targetModel}`))
  }
  if (entries.length === 0) console.log('There are no own names.')
}

async function retire(args: string[], config: Config): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const id = parseId(positionals[0])
  await withContext(config, (ctx) => retireEntry(ctx, { table: 'model_aliases', id }, ACTOR))
  console.log(`Own name ${id} is retired. What it named keeps its cost.`)
}
