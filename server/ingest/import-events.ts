import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { AppContext } from '#server/context.ts'
import type { ItemError } from '#shared/api/problem.ts'
import type { PostedItem } from './from-native.ts'
import { ingestEvents } from './ingest-events.ts'

export interface ImportProgress {
  bytes: number
  lines: number
  accepted: number
  duplicates: number
  /** What was not stored, by line number, counted from 1. */
  rejected: (Omit<ItemError, 'index'> & { line: number })[]
}

interface Line {
  number: number
  item: PostedItem
}

const LINES_A_BATCH = 500

/**
 * Imports a file with one event a line, through the same path as posts. To resume after an interruption, run it
 * again: what is stored already is a duplicate. A line without an id gets one from its content and its
 * place among equal lines, so that it is the same at every run.
 */
export async function importEvents(
  ctx: AppContext,
  projectId: number,
  file: string,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportProgress> {
  const progress: ImportProgress = { bytes: 0, lines: 0, accepted: 0, duplicates: 0, rejected: [] }
  const seen = new Map<string, number>()
  let batch: Line[] = []
  const flush = async () => {
    await importBatch(ctx, projectId, batch, progress)
    batch = []
    onProgress(progress)
  }
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    progress.bytes += Buffer.byteLength(text) + 1
    progress.lines++
    if (text.trim() === '') continue
    batch.push({ number: progress.lines, item: readLine(text, seen) })
    if (batch.length === LINES_A_BATCH) await flush()
  }
  await flush()
  return progress
}

async function importBatch(
  ctx: AppContext,
  projectId: number,
  batch: Line[],
  progress: ImportProgress,
): Promise<void> {
  const result = await ingestEvents(
    ctx,
    projectId,
    batch.map((line) => line.item),
  )
  progress.accepted += result.accepted
  progress.duplicates += result.duplicates
  for (const { index, ...problem } of result.rejected)
    progress.rejected.push({ line: batch[index]!.number, ...problem })
}

function readLine(text: string, seen: Map<string, number>): PostedItem {
  try {
    return { pointer: '', value: withId(JSON.parse(text), text, seen) }
  } catch {
    return { pointer: '', value: undefined, malformed: true }
  }
}

function withId(value: unknown, text: string, seen: Map<string, number>): unknown {
  const isNamed = typeof value !== 'object' || value === null || 'id' in value
  if (isNamed) return value
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  const nth = (seen.get(hash) ?? 0) + 1
  seen.set(hash, nth)
  return { ...value, id: `import-${hash}-${nth}` }
}
