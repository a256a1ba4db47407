import { createTurns } from '#server/create-turns.ts'

/** The identity of an event that this instance has just committed. */
export interface LiveKey {
  projectId: number
  id: string
  occurredAt: string
}

type Event = Omit<LiveKey, 'projectId'>

/** Tells those who follow what this instance commits. Costs nothing while nobody does. */
export interface LiveEvents {
  /** `events` is asked only when somebody wants events of the project. */
  publish(projectId: number, events: () => readonly Event[]): void
  follow(isWanted: (projectId: number) => boolean): Follower
  /** Lets few followers ask the database at once, so that posts find connections. */
  read<T>(work: () => Promise<T>): Promise<T>
}

export interface Follower {
  /** What came since it was last asked, oldest first; `lost` is how many found no place. */
  take(): { keys: LiveKey[]; lost: number }
  /** Settles when something has come or was there already, after that time, or when aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  leave(): void
}

/** What one follower may leave lying. */
const MOST_WAITING = 1_000
const READS_AT_ONCE = 2

interface Place {
  isWanted(projectId: number): boolean
  keys: LiveKey[]
  lost: number
  wake(): void
}

export function createLiveEvents(): LiveEvents {
  const places = new Set<Place>()
  return {
    read: createTurns(READS_AT_ONCE),
    publish(projectId, events) {
      for (const place of places) if (place.isWanted(projectId)) put(place, projectId, events())
    },
    follow(isWanted) {
      const place: Place = { isWanted, keys: [], lost: 0, wake() {} }
      places.add(place)
      return {
        take() {
          const { keys, lost } = place
          place.keys = []
          place.lost = 0
          return { keys, lost }
        },
        wait: (milliseconds, signal) => wait(place, milliseconds, signal),
        leave: () => places.delete(place),
      }
    },
  }
}

function put(place: Place, projectId: number, events: readonly Event[]): void {
  if (events.length === 0) return
  for (const { id, occurredAt } of events) place.keys.push({ projectId, id, occurredAt })
  const tooMany = Math.max(0, place.keys.length - MOST_WAITING)
  place.keys.splice(0, tooMany)
  place.lost += tooMany
  place.wake()
}

function wait(place: Place, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (place.keys.length > 0 || signal.aborted) {
      done()
      return
    }
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      place.wake = () => {}
      done()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
    place.wake = end
  })
}
