import { setTimeout as sleep } from 'node:timers/promises'

/** What this instance is sending. */
export interface Outbox {
  /** Messages may be due: whoever listens looks for them now instead of at the next time. */
  wake(): void
  onWake(listener: () => void): void
  /** How many messages are on the way. */
  readonly size: number
  /** Counts a message until its result is stored. */
  track(work: Promise<unknown>): void
  /** Resolves when nothing is on the way. */
  idle(): Promise<void>
  /** Aborted when what is on the way has to end. */
  giveUp: AbortSignal
  /** Lets what is on the way end for so long, then gives it up: it is tried again with the same id. */
  finish(withinMs: number): Promise<void>
}

export function createOutbox(): Outbox {
  const listeners: (() => void)[] = []
  const onTheWay = new Set<Promise<unknown>>()
  const end = new AbortController()
  const idle = async () => {
    while (onTheWay.size > 0) await Promise.allSettled(onTheWay)
  }
  return {
    wake: () => {
      for (const listener of listeners) listener()
    },
    onWake: (listener) => {
      listeners.push(listener)
    },
    get size() {
      return onTheWay.size
    },
    track(work) {
      const tracked = work.finally(() => onTheWay.delete(tracked))
      onTheWay.add(tracked)
    },
    idle,
    giveUp: end.signal,
    async finish(withinMs) {
      await Promise.race([idle(), sleep(withinMs, undefined, { ref: false })])
      end.abort()
      await idle()
    },
  }
}
