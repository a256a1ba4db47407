import { SetupError } from '#server/errors.ts'

/** One line of NDJSON or one row of CSV, as it stands in the file. */
export interface FileRecord {
  /** The line of the file where it begins, counted from 1. */
  line: number
  /** Where the next record begins, in bytes of the unpacked file. */
  end: number
  /** Undefined when it is longer than any event may be: it is not kept in memory. */
  bytes: Buffer | undefined
}

const MAX_RECORD_BYTES = 1_048_576
const NEWLINE = 0x0a
const RETURN = 0x0d
const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const EMPTY = Buffer.alloc(0)
const BYTE_ORDER_MARK = Buffer.from('\uFEFF')

/**
 * Cuts a file into its records, blank ones left out. With `quoted`, a newline inside a quoted cell ends no record.
 * @throws SetupError for a CSV row without an end: it would take the rest of the file with it.
 */
export async function* readRecords(
  chunks: AsyncIterable<Buffer>,
  { quoted }: { quoted: boolean },
): AsyncGenerator<FileRecord> {
  const findEnd = quoted ? findRowEnd : findLineEnd
  let rest: Buffer = EMPTY
  let line = 1
  let end = 0
  let isTooLong = false

  function take(bytes: Buffer): FileRecord {
    const record = { line, end: end + bytes.length, bytes: isTooLong ? undefined : strip(bytes, end === 0) }
    line += quoted ? countNewlines(bytes) : 1
    end = record.end
    isTooLong = false
    return record
  }
  for await (const chunk of chunks) {
    const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let start = 0
    for (let next = findEnd(buffer, 0); next !== -1; next = findEnd(buffer, start)) {
      const record = take(buffer.subarray(start, next))
      start = next
      if (record.bytes?.length !== 0) yield record
    }
    rest = buffer.subarray(start)
    if (rest.length <= MAX_RECORD_BYTES) continue
    if (quoted)
      throw new SetupError(
        `The row in line ${line} does not end within 1 MiB. Is there a quote that is not closed?`,
      )
    isTooLong = true
    end += rest.length
    rest = EMPTY
  }
  const last = take(rest)
  if (last.bytes?.length !== 0) yield last
}

/** Without byte order mark and line end; nothing at all when it is blank. */
function strip(bytes: Buffer, isFirst: boolean): Buffer {
  const start = isFirst && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0
  let end = bytes.length
  while (end > start && (bytes[end - 1] === NEWLINE || bytes[end - 1] === RETURN)) end--
  const text = bytes.subarray(start, end)
  return text.every((byte) => byte <= SPACE) ? EMPTY : text
}

/** Where the line that begins at `start` ends, its newline included; -1 when that is not in the buffer. */
function findLineEnd(buffer: Buffer, start: number): number {
  return buffer.indexOf(NEWLINE, start) + 1 || -1
}

/** As `findLineEnd`, by RFC 4180: a quote at the beginning of a cell opens it, and `""` inside is no end. */
function findRowEnd(buffer: Buffer, start: number): number {
  for (let at = start; at < buffer.length; at++) {
    if (buffer[at] === QUOTE) {
      at = findQuoteEnd(buffer, at + 1)
      if (at === -1) return -1
    }
    while (at < buffer.length && buffer[at] !== COMMA && buffer[at] !== NEWLINE) at++
    if (buffer[at] === NEWLINE) return at + 1
  }
  return -1
}

/** The place after the quote that closes a cell. Whether it does is not known before the byte behind it is. */
function findQuoteEnd(buffer: Buffer, start: number): number {
  let at = buffer.indexOf(QUOTE, start)
  while (at !== -1 && buffer[at + 1] === QUOTE) at = buffer.indexOf(QUOTE, at + 2)
  return at === -1 || at + 1 === buffer.length ? -1 : at + 1
}

function countNewlines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++
  return count
}
