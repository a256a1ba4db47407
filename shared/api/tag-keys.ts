import { z } from 'zod'

export const TagKeysQuery = z.strictObject({
  /** Id of a project; without it, all that may be seen. */
  project: z
    .string()
    .regex(/^\d{1,9}$/, 'expected the id of a project')
    .optional(),
})
export type TagKeysQuery = z.output<typeof TagKeysQuery>

/** Keys of tags that the newest events carry, declared or not, the most frequent first. */
export interface TagKeys {
  data: {
    key: string
    /** Among those that were read. */
    events: number
  }[]
  /** The newest of each project: keys that only older events carry are not listed. */
  eventsRead: number
}
