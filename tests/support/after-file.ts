/** Work that is done when the test file is over, the last one first. */
const ends: (() => Promise<void>)[] = []

/**
 * Keeps what a helper has to take down again. An `afterAll` that a hook registers while it runs is never called by
 * vitest, without a word: hence this list, which `end-file.ts` works off.
 */
export function afterFile(end: () => Promise<void>): void {
  ends.push(end)
}

/** @throws the first error, after all the others have been tried. */
export async function endFile(): Promise<void> {
  const errors: unknown[] = []
  for (const end of ends.splice(0).reverse()) await end().catch((error) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}
