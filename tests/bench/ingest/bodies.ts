import type { EventMaker } from '../support/event-maker.ts'

export interface Bodies {
  /** One for each post, ready to send. */
  posts: Buffer[]
  firstId: string
  lastId: string
}

const EVENTS_A_MS = 20

/** Bodies of `posts` posts with `size` events each; made beforehand, so that making them is not measured. */
export function makeBodies(maker: EventMaker, posts: number, size: number): Bodies {
  const now = Date.now()
  const count = posts * size
  const events = Array.from({ length: count }, (_, n) => {
    const at = new Date(now - (count - n) / EVENTS_A_MS)
    return maker.next(at) as { id: string }
  })
  const ids = events.map((event) => event.id).sort()
  return {
    posts: Array.from({ length: posts }, (_, n) => toBody(events.slice(n * size, (n + 1) * size))),
    firstId: ids[0]!,
    lastId: ids.at(-1)!,
  }
}

/** A post of one event is that event, not a list. */
export function toBody(events: object[]): Buffer {
  return Buffer.from(JSON.stringify(events.length === 1 ? events[0] : events))
}
