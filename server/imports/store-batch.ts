import { setTimeout as sleep } from 'node:timers/promises'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import type { ItemError } from '#shared/api/problem.ts'
import { parseInstant } from '#shared/time.ts'
import type { ImportLine } from './parse-records.ts'
import type { RejectedLine } from './rejected-line.ts'

export interface StoredBatch {
  lines: number
  accepted: number
  duplicates: number
  /** In the order of the lines. */
  rejected: RejectedLine[]
  /** One of the events that are stored now. */
  last: { id: string; timestamp: string } | undefined
}

const RETRY_FOR_MS = 60_000
const RETRY_AFTER_MS = 500

/** Stores the events of some lines, by the same way as a post. */
export async function storeBatch(
  ctx: AppContext,
  projectId: number,
  lines: readonly ImportLine[],
): Promise<StoredBatch> {
  const events = lines.flatMap((line) =>
    'value' in line ? [{ line, item: { pointer: '', value: line.value } }] : [],
  )
  const items = events.map(({ item }) => item)
  const result = await retryWhileUnavailable(() => ingestEvents(ctx, projectId, items))
  const rejected = [
    ...lines.flatMap((line) =>
      'problem' in line ? [{ ...line.problem, line: line.line, text: line.text }] : [],
    ),
    ...result.rejected.map(({ index, code, pointer, detail }) => {
      const { line, text } = events[index]!.line
      return { line, code, pointer, detail, text }
    }),
  ]
  return {
    lines: lines.length,
    accepted: result.accepted,
    duplicates: result.duplicates,
    rejected: rejected.sort((a, b) => a.line - b.line),
    last: lastStored(
      events.map(({ line }) => line.value),
      result.rejected,
    ),
  }
}

/** The identity of the last event that was not rejected; its fields have been checked. */
function lastStored(values: readonly unknown[], rejected: readonly ItemError[]): StoredBatch['last'] {
  const indexes = new Set(rejected.map(({ index }) => index))
  const value = values.findLast((_, index) => !indexes.has(index)) as
    | { id: string; timestamp: string }
    | undefined
  return value && { id: value.id, timestamp: parseInstant(value.timestamp)!.text }
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
