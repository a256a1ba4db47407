import type { AppContext } from '#server/context.ts'
import { SetupError } from '#server/errors.ts'
import { listProjects } from '#server/people/projects.ts'

/** The id of the project of that name; null for the whole installation. @throws SetupError when there is none. */
export async function projectIdOf(ctx: AppContext, name: string | undefined): Promise<string | null> {
  if (name === undefined) return null
  const wanted = name.trim().toLowerCase()
  const project = (await listProjects(ctx)).find((each) => each.name.toLowerCase() === wanted)
  if (!project) throw new SetupError(`There is no project ${JSON.stringify(name)}.`)
  return project.id
}
