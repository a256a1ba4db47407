import type { Project } from '#shared/api/projects.ts'

/** When an event last arrived, in any project. */
export function lastEvent(projects: readonly Project[]): string | null {
  const times = projects.flatMap(({ lastEventAt }) => lastEventAt ?? []).sort()
  return times.at(-1) ?? null
}
