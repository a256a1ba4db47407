import { NoConnectionError } from './errors.ts'

/** Those who wait for something that is in use, first come, first served. */
export interface Line<T> {
  /** @throws NoConnectionError after `waitMs`, or what `failAll` says. */
  wait(): Promise<T>
  /** Gives it to whoever has waited longest; false: nobody waits. */
  serve(thing: T): boolean
  failAll(error: unknown): void
}

interface Entry<T> {
  take(thing: T): void
  fail(error: unknown): void
}

export function createLine<T>(waitMs: number): Line<T> {
  const entries = new Set<Entry<T>>()

  function wait(): Promise<T> {
    return new Promise((done, failed) => {
      const leave = () => {
        clearTimeout(timer)
        entries.delete(entry)
      }
      const entry: Entry<T> = {
        take(thing) {
          leave()
          done(thing)
        },
        fail(error) {
          leave()
          failed(error)
        },
      }
      const timer = setTimeout(() => entry.fail(new NoConnectionError(waitMs)), waitMs)
      entries.add(entry)
    })
  }

  return {
    wait,
    serve(thing) {
      const [first] = entries
      first?.take(thing)
      return first !== undefined
    },
    failAll(error) {
      for (const entry of [...entries]) entry.fail(error)
    },
  }
}
