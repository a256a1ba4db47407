/** `TEST_EFFORT=full`: faults and fuzz tests run for as long as a release deserves; otherwise they are brief. */
const isFull = process.env.TEST_EFFORT === 'full'

export function byEffort<T>(brief: T, full: T): T {
  return isFull ? full : brief
}
