import { type AttemptLimit, limitAttempts } from './limit-attempts.ts'

/** Five at once, then one in twelve seconds: nobody types more, and nobody guesses a password with as few. */
const LIMIT = { most: 5, perSecond: 1 / 12 }

/** Of accounts, by their email. `take` comes before the password is looked at, which takes 100 ms of CPU. */
export type SignInLimit = AttemptLimit

/**
 * Limits how often passwords are tried for one account, from however many addresses. Accounts that do not exist
 * are limited like others, so that nobody learns which do.
 */
export function limitSignIns(clock: () => Date): SignInLimit {
  const limit = limitAttempts(clock, LIMIT, 'Too many wrong passwords for this account. Wait a moment.')
  return {
    take: (email) => limit.take(email.toLowerCase()),
    forget: (email) => limit.forget(email.toLowerCase()),
  }
}
