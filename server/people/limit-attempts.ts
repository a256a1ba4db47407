import { TooManyRequestsError } from '#server/errors.ts'
import { type BucketLimit, secondsUntil, type TokenBucket, tokensAt } from './token-bucket.ts'

/** Guesses must not fill the memory. */
const MOST_SUBJECTS = 10_000

export interface AttemptLimit {
  /** @throws TooManyRequestsError */
  take(subject: string): void
  /** It was no guess. */
  forget(subject: string): void
}

/** Limits how often something is tried for one subject: an account, an address. The count is of this instance. */
export function limitAttempts(clock: () => Date, limit: BucketLimit, detail: string): AttemptLimit {
  const subjects = new Map<string, TokenBucket>()
  return {
    take(subject) {
      const atMs = clock().getTime()
      const tokens = tokensAt(subjects.get(subject), limit, atMs)
      if (tokens < 1)
        throw new TooManyRequestsError('too_many_attempts', detail, secondsUntil(1, tokens, limit))
      if (subjects.size >= MOST_SUBJECTS) subjects.clear()
      subjects.set(subject, { tokens: tokens - 1, atMs })
    },
    forget: (subject) => {
      subjects.delete(subject)
    },
  }
}
