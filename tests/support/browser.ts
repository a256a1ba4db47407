import type { BrowserContext, Page } from 'playwright-core'

export interface WatchedPage {
  page: Page
  /** Errors and warnings of the console, uncaught errors, and blocked or foreign requests, since the page was opened. */
  complaints: string[]
}

/** A page that notes whatever it complains about. */
export async function openPage(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      complaints.push(`foreign request: ${request.url()}`)
  })
  return { page, complaints }
}
