import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { listProjects } from '#server/people/projects.ts'
import { refreshProject } from '#server/savings/refresh-project.ts'
import { refreshNow } from '#server/savings/refresh-savings.ts'
import { printJson, withContext } from '../command.ts'
import { projectIdOf } from '../prices/project-id-of.ts'

/** Searches one project, or all of them, one after the other. */
export async function refreshAll(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      project: { type: 'string' },
      json: { type: 'boolean', default: false },
      // For a server, which holds the lease of the project meanwhile.
      leased: { type: 'string' },
    },
  })
  if (values.leased !== undefined) return refreshLeased(Number(values.leased), config)
  const searched = await withContext(config, async (ctx) => {
    const id = await projectIdOf(ctx, values.project)
    const projects = await listProjects(ctx, id === null ? undefined : [Number(id)])
    const results = []
    for (const project of projects) {
      const refreshed = await refreshNow(ctx, Number(project.id))
      results.push({ project: project.name, ...(refreshed ?? { isBusy: true }) })
      if (!values.json) console.log(describe(project.name, refreshed))
    }
    return results
  })
  if (values.json) printJson({ data: searched })
}

async function refreshLeased(projectId: number, config: Config): Promise<void> {
  printJson(await withContext(config, (ctx) => refreshProject(ctx, projectId)))
}

function describe(name: string, refreshed: { found: number; added: number } | undefined): string {
  if (!refreshed) return `${name}: a server searches it just now.`
  return `${name}: ${refreshed.found} found, ${refreshed.added} of them new.`
}
