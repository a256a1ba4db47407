import type { Browser, BrowserContextOptions } from 'playwright-core'
import { issueSetupToken } from '#server/people/setup.ts'
import { send, type TestApplication } from './test-application.ts'

export const ADMIN = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'correct horse battery' }

export type Session = NonNullable<BrowserContextOptions['storageState']>

/** Makes the first admin, as the setup page does, and returns the session for new browser contexts. */
export async function createAdmin(app: TestApplication, browser: Browser): Promise<Session> {
  const context = await browser.newContext()
  const data = { ...ADMIN, token: await issueSetupToken(app.ctx) }
  const answer = await context.request.post(`${app.url}/v1/setup`, { data })
  if (!answer.ok()) throw new Error(`the admin was not made: ${answer.status()}`)
  const session = await context.storageState()
  await context.close()
  return session
}

/** Makes the first admin and returns the cookie of the session, for requests without a browser. */
export async function adminCookie(app: TestApplication): Promise<string> {
  const { headers } = await send(app, '/v1/setup', {
    body: { ...ADMIN, token: await issueSetupToken(app.ctx) },
  })
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
