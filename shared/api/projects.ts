import { z } from 'zod'
import { isCleanText } from './clean-text.ts'

const name = z.string().trim().min(1).max(80).refine(isCleanText, 'has control characters')

export const CreateProject = z.strictObject({ name })
export type CreateProject = z.infer<typeof CreateProject>

/**
 * `automatic`: what the provider says that it charged, else what Spendscope computes, else what the caller was told.
 * `computed` and `reported` put that one first.
 */
const COST_BASES = ['automatic', 'computed', 'reported'] as const
export type CostBasis = (typeof COST_BASES)[number]

export const UpdateProject = z
  .strictObject({
    name,
    costBasis: z.enum(COST_BASES),
    /** An archived project takes no events; what it spent stays. */
    archived: z.boolean(),
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'names nothing to change')
export type UpdateProject = z.infer<typeof UpdateProject>

/** Tag keys of a project that may be labels of its series. */
export const MAX_DECLARED_TAGS = 5

export const DeclareTag = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'expected 1 to 64 of A-Z a-z 0-9 _ . -'),
})

export interface DeclaredTag {
  key: string
  /** From when on spend by this tag is known from sums; before, it is read from single events. */
  since: string
}

export interface Project {
  id: string
  name: string
  /** Made by `spendscope demo`: invented events, removable as a whole. */
  demo: boolean
  /** Which cost counts where the caller reported one as well; new events only. */
  costBasis: CostBasis
  declaredTags: DeclaredTag[]
  /** When a label set last found no place any more and was counted under `__other__`; null: never. */
  seriesCappedAt: string | null
  createdAt: string
  /** Takes no events since then; null: it does. */
  archivedAt: string | null
  lastEventAt: string | null
}
