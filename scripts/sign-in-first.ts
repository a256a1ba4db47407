import type { Browser } from 'playwright-core'

const ADMIN = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'correct horse battery' }

/** Makes the first admin of a server by its setup link, and returns the session for new browser contexts. */
export async function signInFirst(browser: Browser, url: string, setupUrl: string) {
  const context = await browser.newContext()
  const token = new URL(setupUrl).searchParams.get('token')
  await context.request.post(`${url}/v1/setup`, { data: { ...ADMIN, token } })
  const session = await context.storageState()
  await context.close()
  return session
}
