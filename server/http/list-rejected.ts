import type { ItemError } from '#shared/api/problem.ts'

const MOST_DETAILS = 50
/** With the rest of the answer below 64 KB. */
const MOST_BYTES = 60_000

/** What an answer says of rejected items: the first in full, more of them briefly, and how many it leaves out. */
export function listRejected(items: ItemError[]): { listed: Partial<ItemError>[]; omitted: number } {
  const listed: Partial<ItemError>[] = []
  let bytes = 0
  for (const [i, item] of items.entries()) {
    const { index, code, pointer } = item
    const entry = i < MOST_DETAILS ? item : { index, code, pointer }
    bytes += Buffer.byteLength(JSON.stringify(entry)) + 1
    if (bytes > MOST_BYTES) break
    listed.push(entry)
  }
  return { listed, omitted: items.length - listed.length }
}
