import { z } from 'zod'

export const CreateProject = z.strictObject({ name: z.string().trim().min(1).max(80) })
export type CreateProject = z.infer<typeof CreateProject>

/**
 * `automatic`: what the provider says that it charged, else what Spendscope computes, else what the caller was told.
 * `computed` and `reported` put that one first.
 */
const COST_BASES = ['automatic', 'computed', 'reported'] as const
export type CostBasis = (typeof COST_BASES)[number]

export const UpdateProject = z.strictObject({ costBasis: z.enum(COST_BASES) })
export type UpdateProject = z.infer<typeof UpdateProject>

export interface Project {
  id: string
  name: string
  /** Made by `spendscope demo`: invented events, removable as a whole. */
  demo: boolean
  /** Which cost counts where the caller reported one as well; new events only. */
  costBasis: CostBasis
  createdAt: string
  lastEventAt: string | null
}
