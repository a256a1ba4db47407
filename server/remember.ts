/** Values that this instance remembers for a while to save a query each. */
export interface Remembered<Key, Value> {
  /** The value of `key`: as it was loaded less than the time to live ago, else loaded once for all who wait. */
  get(key: Key, now: Date, load: () => Promise<Value>): Promise<Value>
  forget(key: Key): void
  forgetWhere(matches: (value: Value | undefined) => boolean): void
  clear(): void
}

interface Entry<Value> {
  value: Promise<Value>
  loaded: Value | undefined
  until: number
}

/** `most`: with more keys than that it begins anew, so that unknown keys do not fill the memory. */
export function createRemembered<Key, Value>(ttlMs: number, most = 10_000): Remembered<Key, Value> {
  const entries = new Map<Key, Entry<Value>>()

  function load(key: Key, now: Date, read: () => Promise<Value>): Promise<Value> {
    if (entries.size >= most) entries.clear()
    const entry: Entry<Value> = { value: read(), loaded: undefined, until: now.getTime() + ttlMs }
    entries.set(key, entry)
    entry.value.then(
      (value) => {
        entry.loaded = value
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key)
      },
    )
    return entry.value
  }

  return {
    get(key, now, read) {
      const entry = entries.get(key)
      return entry && entry.until > now.getTime() ? entry.value : load(key, now, read)
    },
    forget: (key) => {
      entries.delete(key)
    },
    forgetWhere(matches) {
      for (const [key, { loaded }] of entries) if (matches(loaded)) entries.delete(key)
    },
    clear: () => entries.clear(),
  }
}
