import type { AppContext } from '#server/context.ts'
import { SetupError } from '#server/errors.ts'
import { type EventColumn, readHeader } from '#shared/csv/event-columns.ts'
import { findCheckpoint, removeCheckpoint, saveCheckpoint } from './checkpoint.ts'
import { countBatch, type ImportCounts, NOTHING_COUNTED } from './count-batch.ts'
import { inOrder } from './in-order.ts'
import type { ImportFormat, Source } from './open-source.ts'
import { csvParser, parseNdjson, parseRows } from './parse-records.ts'
import { type Batch, readBatches } from './read-batches.ts'
import { type FileRecord, readRecords } from './read-records.ts'
import { openRejectsFile } from './rejects-file.ts'
import { storeBatch } from './store-batch.ts'

export interface ImportRequest {
  projectId: number
  source: Source
  format: ImportFormat
  rejectsFile: string
  /** Begin anew, even where an earlier import of the same file did not come to its end. */
  restart: boolean
  /** Ends the import after the batches in work. */
  signal: AbortSignal
  /** `resumed`: the lines that an earlier import has dealt with. */
  onStart(resumed: ImportCounts | undefined): void
  onProgress(counts: ImportCounts, bytesRead: number): void
}

export interface ImportResult extends ImportCounts {
  /** Whether the file was read to its end. */
  isComplete: boolean
}

/** While one statement runs, the next batches are read and priced; they then share a statement. */
const BATCHES_AT_ONCE = 4

/**
 * Imports events from a file, through the same path as posts, with memory that does not grow with the file.
 * After each batch it notes how far it has come; an import that was killed goes on from there.
 * @throws SetupError for what is wrong with the file as a whole.
 */
export async function importEvents(ctx: AppContext, request: ImportRequest): Promise<ImportResult> {
  const { projectId, source, format, rejectsFile, signal } = request
  const subject = source.identity && { file: source.identity, projectId, format }
  const records = readRecords(source.chunks, { quoted: format === 'csv' })
  const parse = format === 'csv' ? csvParser(await readColumns(source.name, records)) : parseNdjson

  const earlier = subject && !request.restart ? await findCheckpoint(ctx, subject) : undefined
  const rejects = openRejectsFile(
    rejectsFile,
    earlier?.rejectsFile === rejectsFile ? earlier.rejectsBytes : 0,
  )
  const from = earlier ?? { end: 0, hasNamed: false }
  request.onStart(earlier?.counts)

  let counts = earlier?.counts ?? NOTHING_COUNTED
  let last = earlier?.last
  const batches = readBatches(records, { parse, from, signal, bytesRead: source.bytesRead })
  const store = async (batch: Batch) => ({ batch, stored: await storeBatch(ctx, projectId, batch.lines) })
  for await (const { batch, stored } of inOrder(batches, store, BATCHES_AT_ONCE)) {
    counts = countBatch(counts, stored)
    last = stored.last ?? last
    rejects.append(stored.rejected)
    const { end, hasNamed } = batch
    if (subject)
      saveCheckpoint(ctx, {
        ...subject,
        end,
        hasNamed,
        counts,
        rejectsFile,
        rejectsBytes: rejects.size(),
        last,
      })
    request.onProgress(counts, batch.read)
  }
  if (subject && !signal.aborted) removeCheckpoint(ctx, subject)
  return { ...counts, isComplete: !signal.aborted }
}

async function readColumns(name: string, records: AsyncGenerator<FileRecord>): Promise<EventColumn[]> {
  const { value: record } = await records.next()
  const names = record && parseRows(record.bytes?.toString() ?? '')?.[0]
  if (!names) throw new SetupError(`${name} has no header: its first row names the columns.`)
  const { columns, problems } = readHeader(names)
  if (problems.length === 0) return columns
  const hint = names.length === 1 ? ' Columns are separated by commas.' : ''
  throw new SetupError(
    `The header of ${name} is not right; nothing is stored.${hint}\n  ${problems.join('\n  ')}`,
  )
}
