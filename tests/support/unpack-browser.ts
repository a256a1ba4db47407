import { findBrowser } from '#scripts/launch-browser.ts'

/** Before the workers start: two that unpack the browser at once write into the same file. */
export default async function setup(): Promise<void> {
  await findBrowser()
}
