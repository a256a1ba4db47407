/**
 * Whether arrays and objects are nested deeper than `limit`. It goes no deeper than that itself: a hostile body must
 * not overflow the stack.
 */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (limit < 0) return true
  for (const key in value) if (isDeeperThan((value as Record<string, unknown>)[key], limit - 1)) return true
  return false
}

/** JSON pointer of the first text that Postgres cannot keep unchanged (U+0000, half of a surrogate pair). */
export function findUnstorableText(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : pointer
  if (typeof value !== 'object' || value === null) return undefined
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key]
    if (!isStorable(key)) return pointer
    if (typeof item === 'number') continue
    const found = findUnstorableText(item, `${pointer}/${escapePointer(key)}`)
    if (found !== undefined) return found
  }
  return undefined
}

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
