import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { listUnpriced } from '#server/prices/list-unpriced.ts'
import { printJson, withContext } from '../command.ts'
import { projectIdOf } from './project-id-of.ts'

/** The inbox: models whose events cost nobody knows what, most events first. */
export async function showUnpriced(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { project: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const models = await withContext(config, async (ctx) => {
    const project = await projectIdOf(ctx, values.project)
    return listUnpriced(ctx, project === null ? undefined : [Number(project)])
  })
  if (values.json) return printJson({ data: models })
  for (const { provider, model, reason, events, projectName, lastSeen } of models)
    console.log(`${provider}/${model}\t${reason}\t${events} events\t${projectName}\tlast ${lastSeen}`)
  if (models.length === 0) console.log('Every event has a price.')
}
