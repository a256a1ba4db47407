import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import type { ItemError } from '#shared/api/problem.ts'
import { MAX_JSON_DEPTH } from '#shared/api/usage-event.ts'
import type { PostedItem } from './from-native.ts'
import { ingestEvents } from './ingest-events.ts'
import { isDeeperThan } from './json-depth.ts'

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
const RETRY_FOR_MS = 60_000
const RETRY_AFTER_MS = 500
const BYTE_ORDER_MARK = '\uFEFF'

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
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    progress.bytes += Buffer.byteLength(line) + 1
    progress.lines++
    const text = progress.lines === 1 && line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line
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
  const items = batch.map((line) => line.item)
  const result = await retryWhileUnavailable(() => ingestEvents(ctx, projectId, items))
  progress.accepted += result.accepted
  progress.duplicates += result.duplicates
  for (const { index, ...problem } of result.rejected)
    progress.rejected.push({ line: batch[index]!.number, ...problem })
}

/** The database may be away for a moment; a batch that was stored after all is a duplicate the second time. */
async function retryWhileUnavailable<T>(work: () => Promise<T>): Promise<T> {
  for (const start = performance.now(); ; ) {
    try {
      return await work()
    } catch (error) {
      const isWorthIt =
        classifyDatabaseError(error) === 'unavailable' && performance.now() - start < RETRY_FOR_MS
      if (!isWorthIt) throw error
      await sleep(RETRY_AFTER_MS)
    }
  }
}

function readLine(text: string, seen: Map<string, number>): PostedItem {
  try {
    const value: unknown = JSON.parse(text)
    if (isDeeperThan(value, MAX_JSON_DEPTH + 1)) return { pointer: '', value: undefined, malformed: true }
    return { pointer: '', value: withId(value, text, seen) }
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
