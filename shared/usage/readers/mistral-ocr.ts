import type { Usage } from '#shared/usage/classes.ts'
import { toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

/** Mistral OCR: by the page (PAGE-01); pages read into a schema cost more. */
export function readMistralOcr(fields: UsageFields): Usage {
  const pages = fields.required('pages_processed')
  const annotatedPages = fields.optional('pages_processed_annotation')
  return toUsage({
    documentPages: fields.rest(pages, [annotatedPages], {
      code: 'details_exceed_total',
      at: ['pages_processed_annotation'],
    }),
    annotatedPages,
  })
}
