import type { AppContext } from '#server/context.ts'
import { toCostLines } from '#server/prices/to-cost-lines.ts'
import type { CostStatus } from '#shared/api/cost-status.ts'
import type { CostLine } from '#shared/api/events.ts'
import type { ItemError } from '#shared/api/problem.ts'
import { formatUsd } from '#shared/money.ts'
import { findStoredEvents, type StoredEvent } from './find-stored-events.ts'
import type { Priced } from './read-items.ts'
import type { PendingEvent } from './to-row.ts'

/** What became of a post. Every item is in exactly one of the counts; `rejected` names conflicts too. */
export interface IngestResult {
  accepted: number
  duplicates: number
  conflicts: number
  rejected: ItemError[]
  /** The accepted and the repeated events with what they cost: for those who ask. */
  describeEvents(): IngestedEvent[]
}

interface IngestedEvent {
  index: number
  id: string
  timestamp: string
  duplicate: boolean
  costUsd: string | null
  costStatus: CostStatus
  lines: CostLine[]
}

interface Outcome {
  first: Priced[]
  pending: PendingEvent[]
  /** Whether each of `first` was new. */
  stored: boolean[]
  repeats: { item: Priced; of: Priced }[]
  rejected: ItemError[]
}

/** An event that is stored now; `earlier` is what was there before it. */
interface Kept {
  item: Priced
  duplicate: boolean
  earlier?: StoredEvent
}

/** Tells new events, repeats and conflicts apart. */
export async function summariseIngest(
  ctx: AppContext,
  projectId: number,
  { first, pending, stored, repeats, rejected }: Outcome,
): Promise<IngestResult> {
  const kept: Kept[] = first.flatMap((item, i) => (stored[i] ? [{ item, duplicate: false }] : []))
  const accepted = kept.length
  const conflicting: Priced[] = []

  const known = first.flatMap((item, i) => (stored[i] ? [] : [{ item, row: pending[i]!.row }]))
  const rows = known.map(({ row }) => row)
  const before = rows.length === 0 ? [] : await findStoredEvents(ctx, projectId, rows)
  for (const [i, { item }] of known.entries()) {
    const earlier = before[i]
    if (earlier && earlier.contentHash !== String(item.contentHash)) conflicting.push(item)
    else kept.push({ item, duplicate: true, earlier })
  }
  for (const { item, of } of repeats) {
    if (item.contentHash === of.contentHash) kept.push({ item, duplicate: true })
    else conflicting.push(item)
  }
  return {
    accepted,
    duplicates: kept.length - accepted,
    conflicts: conflicting.length,
    rejected: [...rejected, ...conflicting.map(conflict)].sort((a, b) => a.index - b.index),
    describeEvents: () => kept.map(describe).sort((a, b) => a.index - b.index),
  }
}

function describe({ item, duplicate, earlier }: Kept): IngestedEvent {
  const { index, id, occurredAt } = item
  return { index, id, timestamp: occurredAt, duplicate, ...(earlier ? storedCost(earlier) : newCost(item)) }
}

const newCost = ({ cost }: Priced) => ({
  costUsd: cost.amount === null ? null : formatUsd(cost.amount),
  costStatus: cost.status,
  lines: toCostLines(cost.lines),
})

const storedCost = ({ costPicoUsd, costStatus, lines }: StoredEvent) => ({
  costUsd: costPicoUsd === null ? null : formatUsd(BigInt(costPicoUsd)),
  costStatus,
  lines: lines ?? [],
})

function conflict({ index, id, pointer }: Priced): ItemError {
  const detail = 'An event with this id and timestamp but other content is stored; the first one stays.'
  return { index, id, code: 'id_conflict', pointer: `${pointer}/id`, detail }
}
