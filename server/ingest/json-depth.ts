/** Whether arrays and objects are nested deeper than `limit`. Iterative: a hostile body must not overflow the stack. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    const containers = level.filter((item) => typeof item === 'object' && item !== null)
    if (depth > limit && containers.length > 0) return true
    level = containers.flatMap((item) => Object.values(item as object))
  }
  return false
}

/** JSON pointer of the first text that Postgres cannot keep unchanged (U+0000, half of a surrogate pair). */
export function findUnstorableText(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : pointer
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, item] of Object.entries(value)) {
    const found = isStorable(key) ? findUnstorableText(item, `${pointer}/${escapePointer(key)}`) : pointer
    if (found !== undefined) return found
  }
  return undefined
}

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
