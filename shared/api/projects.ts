import { z } from 'zod'

export const CreateProject = z.strictObject({ name: z.string().trim().min(1).max(80) })
export type CreateProject = z.infer<typeof CreateProject>

export interface Project {
  id: string
  name: string
  /** Made by `spendscope demo`: invented events, removable as a whole. */
  demo: boolean
  createdAt: string
  lastEventAt: string | null
}
