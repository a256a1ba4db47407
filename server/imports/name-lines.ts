import { createHash } from 'node:crypto'
import { canonicalJson } from '#server/ingest/canonical-json.ts'
import type { ImportLine } from './parse-records.ts'

/** Equal lines farther apart than this many lines without an id are one event. */
const REMEMBERED = 100_000

/**
 * Gives events without an id one that is the same whenever the line is imported again, from whatever file: from its
 * content, and from its place among equal ones, so that two calls that look the same count as two.
 */
export function createLineNamer(
  remembered = REMEMBERED,
): (line: ImportLine) => { line: ImportLine; isNamed: boolean } {
  const seen = new Map<string, number>()
  return function nameLine(line) {
    const value = 'value' in line ? line.value : undefined
    if (typeof value !== 'object' || value === null || 'id' in value) return { line, isNamed: false }
    const hash = createHash('sha256').update(canonicalJson(value)).digest('base64url').slice(0, 24)
    const nth = (seen.get(hash) ?? 0) + 1
    seen.set(hash, nth)
    if (seen.size > remembered) seen.delete(seen.keys().next().value!)
    return { line: { ...line, value: { ...value, id: `import-${hash}-${nth}` } }, isNamed: true }
  }
}
