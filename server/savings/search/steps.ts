/** Work that can be left for a moment at each `yield`, so that a server can answer others in between. */
export type Steps<T> = Generator<void, T>

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}
