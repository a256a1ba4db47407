import { createLineNamer } from './name-lines.ts'
import type { ImportLine, ParseRecords } from './parse-records.ts'
import type { FileRecord } from './read-records.ts'

export interface Batch {
  lines: ImportLine[]
  /** Where the next one begins, in bytes of the unpacked file. */
  end: number
  /** Whether a line up to here had no id. */
  hasNamed: boolean
  /** Bytes of the file read by then. */
  read: number
}

export interface BatchOptions {
  parse: ParseRecords
  /** Lines before this place are stored already. */
  from: { end: number; hasNamed: boolean }
  bytesRead(): number
  signal: AbortSignal
}

const MOST_LINES = 500
const MOST_BYTES = 1_048_576

/** Gathers records into batches of events with ids, up to the end of the file or until `signal` says to stop. */
export async function* readBatches(
  records: AsyncIterable<FileRecord>,
  { parse, from, bytesRead, signal }: BatchOptions,
): AsyncGenerator<Batch> {
  const nameLine = createLineNamer()
  let hasNamed = false
  let pending: FileRecord[] = []
  let bytes = 0

  function* flush(): Generator<Batch> {
    const named = parse(pending).map(nameLine)
    hasNamed ||= named.some(({ isNamed }) => isNamed)
    const lines = named.flatMap(({ line }) => (line.end > from.end ? [line] : []))
    if (lines.length > 0) yield { lines, end: lines.at(-1)!.end, hasNamed, read: bytesRead() }
    pending = []
    bytes = 0
  }
  for await (const record of records) {
    if (signal.aborted) return
    if (record.end <= from.end && !from.hasNamed) continue
    pending.push(record)
    bytes += record.bytes?.length ?? 0
    if (pending.length === MOST_LINES || bytes >= MOST_BYTES) yield* flush()
  }
  yield* flush()
}
