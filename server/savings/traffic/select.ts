import type { CallFacts } from './call-facts.ts'
import type { Traffic } from './traffic.ts'

/** The places of the requests that a test on their facts keeps. */
export function select(traffic: Traffic, keeps: (facts: CallFacts, i: number) => boolean): Uint32Array {
  const places = new Uint32Array(traffic.count)
  let n = 0
  for (let i = 0; i < traffic.count; i++) if (keeps(traffic.factsOf(i), i)) places[n++] = i
  return places.slice(0, n)
}

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
