import type { Project } from '#shared/api/projects.ts'
import type { useSpendView } from '../features/filters/use-spend-view.ts'

/** What the sections of the Overview are about, and how they change it. */
export interface OverviewProps extends ReturnType<typeof useSpendView> {
  timeZone: string
  projects: readonly Project[]
  isAdmin: boolean
}
