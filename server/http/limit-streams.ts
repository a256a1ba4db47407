import type { AppContext } from '#server/context.ts'
import { TooManyRequestsError, UnavailableError } from '#server/errors.ts'

/** Each stream asks the database every few seconds for as long as it lasts. */
const MOST = 100
/** A browser opens six connections to a server at the most. */
const MOST_EACH = 10
const RETRY_SECONDS = 30

/**
 * Bounds the streams that are open at the same time, in all and of each person or key. Returns what gives the place
 * back. @throws UnavailableError, TooManyRequestsError
 */
export function createStreamLimit({ metrics }: AppContext): (owner: string) => () => void {
  const taken = new Map<string, number>()
  let all = 0
  const add = (owner: string, count: number) => {
    all += count
    taken.set(owner, (taken.get(owner) ?? 0) + count)
    if (taken.get(owner) === 0) taken.delete(owner)
    metrics.eventStreams.set(all)
  }
  return function takePlace(owner) {
    if (all >= MOST)
      throw new UnavailableError(`There are ${MOST} streams open already. Try again later.`, RETRY_SECONDS)
    if ((taken.get(owner) ?? 0) >= MOST_EACH)
      throw new TooManyRequestsError('too_many_streams', `You have ${MOST_EACH} streams open.`, RETRY_SECONDS)
    add(owner, 1)
    return () => add(owner, -1)
  }
}
