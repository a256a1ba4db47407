import type { ComputedFields, ExportedEvent, ExportFormat } from '#shared/api/events.ts'
import { toCsvCell } from '#shared/csv/csv-cell.ts'
import { EVENT_FIELDS } from '#shared/csv/event-columns.ts'

/** One format of an export: what stands above the events, and one event. */
interface EventWriter {
  mediaType: string
  head: string
  write(event: ExportedEvent): string
}

/** All but the lines of the cost, which are no cell of a table. */
const COMPUTED_COLUMNS = [
  'projectId',
  'projectName',
  'costUsd',
  'costStatus',
  'costReason',
  'inputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'outputTokens',
  'reasoningTokens',
] as const satisfies (keyof ComputedFields)[]

export const EVENT_WRITERS: Record<ExportFormat, EventWriter> = {
  ndjson: {
    mediaType: 'application/x-ndjson',
    head: '',
    write: (event) => `${JSON.stringify(event)}\n`,
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    head: toRow([...EVENT_FIELDS, ...COMPUTED_COLUMNS.map((name) => `computed.${name}`)]),
    write: (event) =>
      toRow([
        ...EVENT_FIELDS.map((name) => event[name]),
        ...COMPUTED_COLUMNS.map((name) => event.computed[name]),
      ]),
  },
}

/** https://www.rfc-editor.org/rfc/rfc4180 */
function toRow(values: unknown[]): string {
  return `${values.map((value) => toCsvCell(toText(value))).join(',')}\r\n`
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
