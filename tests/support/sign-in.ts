import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'drizzle-orm'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { issueSetupToken } from '#server/people/setup.ts'
import type { Role } from '#shared/api/people.ts'
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
export async function adminCookie(app: Pick<TestApplication, 'ctx' | 'url'>): Promise<string> {
  const { headers } = await send(app, '/v1/setup', {
    body: { ...ADMIN, token: await issueSetupToken(app.ctx) },
  })
  return cookieOf(headers)
}

interface NewMember {
  role: Role
  /** Ids of the projects that they see; all without it. */
  projects?: string[]
}

const PASSWORD = 'correct horse battery'

/** A member of the test's own, with the cookie of a session. */
export async function createMember(app: TestApplication, { role, projects }: NewMember) {
  const id = randomUUID()
  const email = `${id}@example.com`
  const password = await hashPassword(PASSWORD)
  await app.ctx.db.execute(sql`
    with person as (
      insert into users (id, name, email, role, all_projects)
      values (${id}, ${role}, ${email}, ${role}, ${projects === undefined}) returning id
    ), access as (
      insert into member_projects (user_id, project_id)
      select person.id, p.id::int from person, jsonb_array_elements_text(${JSON.stringify(projects ?? [])}::text::jsonb) as p(id)
    )
    insert into accounts (id, user_id, account_id, provider_id, password)
    select ${randomUUID()}, id, id, 'credential', ${password} from person`)
  return { id, email, password: PASSWORD, cookie: await signInCookie(app, email, PASSWORD) }
}

/** The cookie of a new session, past the limit of sign-ins from one address. */
export async function signInCookie(app: TestApplication, email: string, password: string): Promise<string> {
  const body = { email, password }
  const answer = await app.ctx.auth.api.signInEmail({ body, headers: new Headers(), asResponse: true })
  if (answer.status !== 200) throw new Error(`the sign-in was answered ${answer.status}`)
  return cookieOf(answer.headers)
}

const cookieOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
