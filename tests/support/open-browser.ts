import type { Browser } from 'playwright-core'
import { launchBrowser } from '#scripts/launch-browser.ts'
import { afterFile } from './after-file.ts'

let launched: Promise<Browser> | undefined

/** The browser of this worker, which ends with it. Every context that the file opens is closed after the file. */
export async function openBrowser(): Promise<Browser> {
  if (!(await launched)?.isConnected()) launched = launchBrowser()
  const browser = await launched!
  afterFile(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  })
  return browser
}
