import { z } from 'zod'
import { isCleanText } from './clean-text.ts'

/** Views of one person. */
export const MOST_VIEWS = 100

const name = z.string().trim().min(1).max(80).refine(isCleanText, 'has control characters')
/** The query of the address of Explore, without `?`. Its meaning is the page's; unknown names are left out there. */
const params = z.string().max(4_000).refine(isCleanText, 'has control characters')

export const CreateSavedView = z.strictObject({ name, params, shared: z.boolean().default(false) })
export type CreateSavedView = z.infer<typeof CreateSavedView>

export const UpdateSavedView = z
  .strictObject({ name: name.optional(), params: params.optional(), shared: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
export type UpdateSavedView = z.infer<typeof UpdateSavedView>

export interface SavedView {
  id: string
  name: string
  params: string
  /** Seen by everybody who may sign in. */
  shared: boolean
  ownerName: string
  /** Whether the one who asks made it, and so may change it. */
  own: boolean
  updatedAt: string
}
