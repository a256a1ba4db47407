import type { Usage } from '#shared/usage/classes.ts'
import type { CountReader, RawUsage } from '#shared/usage/count-reader.ts'

/** Mistral OCR: by the page (PAGE-01); pages read into a schema cost more. */
export function readMistralOcr(raw: RawUsage, counts: CountReader): Usage {
  const pages = counts.required(raw.pages_processed, 'pages_processed')
  const annotatedPages = counts.optional(raw.pages_processed_annotation, 'pages_processed_annotation')
  return {
    documentPages: counts.rest(pages, annotatedPages, 'details_exceed_total', 'pages_processed_annotation'),
    annotatedPages,
  }
}
