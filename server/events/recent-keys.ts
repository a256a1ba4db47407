/** Remembers the last keys, at least `most` and at most twice as many. */
export function createRecentKeys(most: number): { add(key: string): boolean } {
  let young = new Set<string>()
  let old = new Set<string>()
  return {
    /** Whether the key was new. */
    add(key) {
      if (young.has(key) || old.has(key)) return false
      if (young.size >= most) [old, young] = [young, new Set()]
      young.add(key)
      return true
    },
  }
}
