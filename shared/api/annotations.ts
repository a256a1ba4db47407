import { z } from 'zod'
import { isCleanText } from './clean-text.ts'
import { RangeParam } from './spend.ts'

const ANNOTATION_KINDS = ['deploy', 'note', 'incident', 'experiment'] as const
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number]

const projectId = z.string().regex(/^\d{1,9}$/)

export const CreateAnnotation = z.strictObject({
  title: z.string().trim().min(1).max(120).refine(isCleanText, 'has control characters'),
  kind: z.enum(ANNOTATION_KINDS).default('note'),
  /** When it happened, RFC 3339; without it, now. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** null or absent: the project of the key; for a person, the whole installation. */
  projectId: projectId.nullish(),
  /** Where more is said, such as the release. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullish(),
})
export type CreateAnnotation = z.output<typeof CreateAnnotation>

export const ListAnnotationsQuery = z.strictObject({
  range: RangeParam.default('30d'),
  /** IANA name of the zone whose days the range means. */
  timeZone: z.string().max(64).default('UTC'),
  /** Those of this project and of the whole installation. */
  project: projectId.optional(),
  kind: z.enum(ANNOTATION_KINDS).optional(),
})
export type ListAnnotationsQuery = z.output<typeof ListAnnotationsQuery>

/** What happened at an instant, to be seen beside the spend. */
export interface Annotation {
  id: string
  /** null: the whole installation. */
  projectId: string | null
  /** RFC 3339 UTC. */
  at: string
  kind: AnnotationKind
  title: string
  url: string | null
  createdBy: string
  createdAt: string
}
