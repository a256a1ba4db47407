import type { Outcome } from '#server/channels/outgoing.ts'
import type { DeliveryKind } from '#shared/api/alerts.ts'

/** 5 s, 30 s, 2 min, 5 min, 15 min, and then every hour. */
const BACKOFF_SECONDS = [5, 30, 120, 300, 900, 3_600]
const JITTER = 0.2
const MOST_ATTEMPTS = 12
const MOST_AGE_SECONDS = 86_400
const MOST_RETRY_AFTER_SECONDS = 3_600
/** Answers from 400 to 499 that may be another one the next time; the others are given up soon. */
const TEMPORARY = [408, 409, 425, 429]
const MOST_REFUSALS = 3
const GONE = 410

interface Tried {
  kind: DeliveryKind
  /** With this one. */
  attempts: number
  /** Since the first attempt. */
  ageSeconds: number
}

export type Verdict =
  | { state: 'delivered' }
  | { state: 'pending'; delaySeconds: number }
  | { state: 'dead'; switchesOff: boolean }

/** What is to become of a message after an attempt. @param chance 0 to 1, so that not everybody comes back at once. */
export function judgeAttempt(
  { kind, attempts, ageSeconds }: Tried,
  outcome: Outcome,
  chance: number,
): Verdict {
  if (outcome.error === undefined) return { state: 'delivered' }
  const {
    status = 0,
    isFinal = isRefusal(status) && attempts >= MOST_REFUSALS,
    retryAfterSeconds = 0,
  } = outcome
  if (status === GONE) return { state: 'dead', switchesOff: true }
  const dead: Verdict = { state: 'dead', switchesOff: false }
  // Who tests wants to know now.
  if (kind === 'test' || isFinal || attempts >= MOST_ATTEMPTS) return dead
  const backoff = BACKOFF_SECONDS[Math.min(attempts, BACKOFF_SECONDS.length) - 1]!
  const wanted = Math.min(retryAfterSeconds, MOST_RETRY_AFTER_SECONDS)
  const delaySeconds = Math.max(backoff, wanted) * (1 + JITTER * chance)
  return ageSeconds + delaySeconds > MOST_AGE_SECONDS ? dead : { state: 'pending', delaySeconds }
}

const isRefusal = (status: number) => status >= 400 && status < 500 && !TEMPORARY.includes(status)
