import { cut } from '../support/cut.ts'
import type { EventMaker } from '../support/event-maker.ts'
import { toBody } from '../support/to-body.ts'

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
    posts: cut(events, size).map(toBody),
    firstId: ids[0]!,
    lastId: ids.at(-1)!,
  }
}
