import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import { isDeeperThan } from '#server/ingest/json-depth.ts'
import { MAX_JSON_DEPTH } from '#shared/api/usage-event.ts'
import type { EventColumn } from '#shared/csv/event-columns.ts'
import { eventOfRow } from '#shared/csv/event-of-row.ts'
import type { FileRecord } from './read-records.ts'
import { type LineProblem, openRejectedLine } from './rejected-line.ts'

type Content = { value: unknown } | { problem: LineProblem }

/** A record as the event that it says, or what is wrong with it. */
export type ImportLine = Pick<FileRecord, 'line' | 'end'> &
  Content & {
    /** For the file of rejected lines: NDJSON, whatever the format of this one, where the record can be read at all. */
    text: string
  }

export type ParseRecords = (records: readonly FileRecord[]) => ImportLine[]

/** Reads lines of NDJSON: events, events of an export, and lines of a file of rejected lines. */
export const parseNdjson: ParseRecords = (records) =>
  records.map((record) => {
    const text = textOf(record)
    return {
      ...placeOf(record),
      text: text ?? '',
      ...(text === undefined ? unreadable(record) : readJson(text)),
    }
  })

/** Reads rows of CSV: all at once, which is quicker, and one by one only to find the row that is none. */
export function csvParser(columns: readonly EventColumn[]): ParseRecords {
  return function parseCsv(records) {
    const texts = records.map(textOf)
    const together = texts.includes(undefined) ? undefined : parseRows(texts.join('\n'))
    const rows = together?.length === records.length ? together : undefined
    return records.map((record, i) => {
      const text = texts[i]
      if (text === undefined) return { ...placeOf(record), text: '', ...unreadable(record) }
      const content = readRow(columns, rows ? rows[i] : parseRows(text)?.[0])
      return {
        ...placeOf(record),
        text: 'value' in content ? JSON.stringify(content.value) : text,
        ...content,
      }
    })
  }
}

/** The cells of CSV text, row by row; undefined when it is no CSV. */
export function parseRows(text: string): string[][] | undefined {
  try {
    return parse(text, { record_delimiter: '\n', relax_column_count: true })
  } catch {
    return undefined
  }
}

function readRow(columns: readonly EventColumn[], cells: string[] | undefined): Content {
  if (!cells)
    return problem('invalid_row', 'The row is not CSV: a quote stands where none may be, or is not closed.')
  if (cells.length !== columns.length)
    return problem('invalid_row', `The row has ${cells.length} cells, the header ${columns.length}.`)
  return { value: eventOfRow(columns, cells) }
}

function readJson(text: string): Content {
  let value: unknown
  try {
    value = openRejectedLine(JSON.parse(text))
  } catch {
    return problem('invalid_json', 'The line is not valid JSON.')
  }
  if (isDeeperThan(value, MAX_JSON_DEPTH + 1))
    return problem('invalid_event', `The event is nested deeper than ${MAX_JSON_DEPTH} levels.`)
  return { value: withoutComputed(value) }
}

/** An exported event says what Spendscope computed; it is computed again. */
function withoutComputed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('computed' in value)) return value
  const { computed: _, ...event } = value
  return event
}

const placeOf = ({ line, end }: FileRecord) => ({ line, end })

const textOf = ({ bytes }: FileRecord) => (bytes && isUtf8(bytes) ? bytes.toString() : undefined)

const unreadable = ({ bytes }: FileRecord): Content =>
  bytes
    ? problem('invalid_encoding', 'The line is not UTF-8.')
    : problem('payload_too_large', 'The line is longer than 1 MiB.')

const problem = (code: string, detail: string): Content => ({ problem: { code, pointer: '', detail } })
