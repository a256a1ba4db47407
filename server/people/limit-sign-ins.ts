import { TooManyRequestsError } from '#server/errors.ts'
import { secondsUntil, type TokenBucket, tokensAt } from './token-bucket.ts'

/** Five at once, then one in twelve seconds: nobody types more, and nobody guesses a password with as few. */
const LIMIT = { most: 5, perSecond: 1 / 12 }
/** Guesses must not fill the memory. */
const MOST_ACCOUNTS = 10_000

export interface SignInLimit {
  /** Before the password is looked at, which takes 100 ms of CPU. @throws TooManyRequestsError */
  take(email: string): void
  /** The password was right. */
  forget(email: string): void
}

/**
 * Limits how often passwords are tried for one account, from however many addresses. Accounts that do not exist
 * are limited like others, so that nobody learns which do.
 */
export function limitSignIns(clock: () => Date): SignInLimit {
  const accounts = new Map<string, TokenBucket>()
  return {
    take(email) {
      const account = email.toLowerCase()
      const atMs = clock().getTime()
      const tokens = tokensAt(accounts.get(account), LIMIT, atMs)
      if (tokens < 1) {
        const detail = 'Too many wrong passwords for this account. Wait a moment.'
        throw new TooManyRequestsError('too_many_attempts', detail, secondsUntil(1, tokens, LIMIT))
      }
      if (accounts.size >= MOST_ACCOUNTS) accounts.clear()
      accounts.set(account, { tokens: tokens - 1, atMs })
    },
    forget: (email) => {
      accounts.delete(email.toLowerCase())
    },
  }
}
