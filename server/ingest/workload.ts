import { setImmediate as nextRound } from 'node:timers/promises'
import { createTurns } from '#server/create-turns.ts'
import { UnavailableError } from '#server/errors.ts'
import type { Metrics } from '#server/metrics/create-metrics.ts'

/** Bounds how much is worked on at a time. */
export interface Workload {
  /**
   * Runs `work` on a body of so many bytes, from parsing to the commit, as soon as there is room for it.
   * @throws UnavailableError when there is none in time.
   */
  run<T>(bytes: number, work: () => Promise<T>): Promise<T>
  /** Runs work that keeps the process busy, after all of it that was asked for before. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

/** Smaller ones take a millisecond or two, and never wait behind large ones. */
const SMALL_BYTES = 16_384
/** About what the writer stores with two statements while the next one is made. */
const MOST_BYTES = 4 * 1_048_576
const LONGEST_WAIT_MS = 2_000

interface Waiting {
  bytes: number
  enter(): void
}

/**
 * Large posts wait for each other here, and after too long they are told to come again: what is let in is answered
 * soon, however slow the machine. One is begun in each round of the event loop, because hundreds begun at once
 * would hold it for seconds, and queries answered long ago would miss their deadline.
 */
export function createWorkload({ requestsRefused }: Metrics): Workload {
  const queue: Waiting[] = []
  let bytesAtWork = 0
  let isAdmitting = false

  async function admit(): Promise<void> {
    if (isAdmitting) return
    isAdmitting = true
    for (let next = queue[0]; next && hasRoom(next.bytes); next = queue[0]) {
      queue.shift()
      bytesAtWork += next.bytes
      next.enter()
      await nextRound()
    }
    isAdmitting = false
  }

  const hasRoom = (bytes: number) => bytesAtWork === 0 || bytesAtWork + bytes <= MOST_BYTES

  const enter = (bytes: number) =>
    new Promise<void>((entered, refused) => {
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1)
        requestsRefused.inc({ reason: 'waited' })
        refused(new UnavailableError('The server is busy with other posts. Send this one again.'))
      }, LONGEST_WAIT_MS)
      const waiting = {
        bytes,
        enter() {
          clearTimeout(timer)
          entered()
        },
      }
      queue.push(waiting)
      void admit()
    })

  return {
    inTurn: createTurns(1),
    async run(bytes, work) {
      if (bytes <= SMALL_BYTES) return work()
      await enter(bytes)
      try {
        return await work()
      } finally {
        bytesAtWork -= bytes
        void admit()
      }
    },
  }
}
