import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Config } from '#server/config.ts'
import { openPage, type WatchedPage } from './browser.ts'
import { openBrowser } from './open-browser.ts'
import { createAdmin, type Session } from './sign-in.ts'
import { startDemoApplication, startTestApplication, type TestApplication } from './test-application.ts'

export interface OpenPages extends WatchedPage {
  app: TestApplication
  context: BrowserContext
}

interface OpenPagesOptions extends BrowserContextOptions {
  /** With the demo events of the last 40 days. */
  demo?: boolean
  /** What the server is told otherwise than other tests; not with the demo. */
  config?: Partial<Config>
  /** Makes what the pages of the file show. */
  fill?: (app: TestApplication) => Promise<unknown>
}

/**
 * A server and a browser for the test file, and a page of an admin for each of its tests, which fails when its page
 * complained. Take them in a `beforeEach`.
 */
export function openPages({ demo, config, fill, ...options }: OpenPagesOptions = {}): () => OpenPages {
  let app: TestApplication
  let browser: Browser
  let session: Session
  let opened: OpenPages
  beforeAll(async () => {
    app = await (demo ? startDemoApplication() : startTestApplication(config))
    await fill?.(app)
    browser = await openBrowser()
    session = await createAdmin(app, browser)
  }, 180_000)
  beforeEach(async () => {
    const viewport = { width: 1440, height: 900 }
    const context = await browser.newContext({ viewport, storageState: session, ...options })
    opened = { app, context, ...(await openPage(context, app.url)) }
  })
  afterEach(async () => {
    expect(opened.complaints).toEqual([])
    await opened.context.close()
  })
  return () => opened
}
