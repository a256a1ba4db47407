import type { CallFacts } from './call-facts.ts'
import type { Traffic } from './traffic.ts'

/** The places of the requests that a test keeps. One on facts alone is asked once for each of them. */
export function select(traffic: Traffic, keeps: (facts: CallFacts, i: number) => boolean): Uint32Array {
  const { count, dictionary, facts } = traffic
  const places = new Uint32Array(count)
  const answers = keeps.length < 2 && dictionary.length < count ? new Int8Array(dictionary.length) : undefined
  let n = 0
  for (let i = 0; i < count; i++) {
    const index = facts[i]!
    const known = answers?.[index] || (keeps(dictionary[index]!, i) ? KEPT : LEFT)
    if (answers) answers[index] = known
    if (known === KEPT) places[n++] = i
  }
  return places.slice(0, n)
}

const KEPT = 1
const LEFT = -1

/** Served to somebody by the model that was meant: no pilot, no shadow, not routed here. These can be saved on. */
export const isOrdinary = ({ experiment, shadow, routedFrom }: CallFacts): boolean =>
  (experiment === '' || experiment === 'control') && !shadow && routedFrom === ''

const SCHEDULED = /^(?:cron|queue|schedule|scheduled|scheduler|batch|job|nightly|backfill)$/

/** A machine sent it by its own clock, as the app says. */
export const isScheduled = ({ trigger }: CallFacts): boolean => SCHEDULED.test(trigger)

/** Somebody may wait for the answer. The user of a scheduled call is only whom it is about. */
export function isInteractive(traffic: Traffic, i: number): boolean {
  const facts = traffic.factsOf(i)
  if (facts.streamed || traffic.session[i] !== 0) return true
  return traffic.user[i] !== 0 && !isScheduled(facts)
}
