import { UnavailableError } from '#server/errors.ts'

/** Each export asks the database again and again for as long as it lasts. */
const MOST = 4

/** Bounds the exports that go on at the same time. Returns what gives the place back. @throws UnavailableError when all are taken. */
export function createExportLimit(): () => () => void {
  let taken = 0
  return function takePlace() {
    if (taken >= MOST)
      throw new UnavailableError(`There are ${MOST} exports at work already. Try again later.`, 30)
    taken++
    return () => taken--
  }
}
