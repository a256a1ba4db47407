import { expect, test } from 'vitest'
import { issueSetupToken } from '#server/people/setup.ts'
import { send, startTestApplication } from '#tests/support/test-application.ts'

const ADMIN = { name: 'Ada', email: 'Ada@example.com', password: 'correct horse battery' }

test('guessing passwords is slowed down, whatever address the client claims, and only for a while', async () => {
  const app = await startTestApplication()
  const token = (await issueSetupToken(app.ctx))!
  expect((await send(app, '/v1/setup', { body: { ...ADMIN, token } })).status).toBe(200)
  const start = new Date()
  app.setNow(start)
  const signIn = (password: string, address: string) =>
    send(app, '/v1/auth/sign-in/email', {
      body: { email: ADMIN.email, password },
      headers: { origin: app.url, 'x-forwarded-for': address, 'x-spendscope-client-address': address },
    })

  const statuses: number[] = []
  for (let n = 0; n < 7; n++) statuses.push((await signIn('wrong password', `10.0.0.${n}`)).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  const refused = await signIn(ADMIN.password, '10.0.0.8')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '12'])
  expect(refused.body).toMatchObject({ code: 'too_many_attempts', requestId: expect.any(String) })

  app.setNow(new Date(start.getTime() + 12_000))
  expect((await signIn(ADMIN.password, '10.0.0.9')).status).toBe(200)
  expect((await signIn('wrong password', '10.0.0.10')).status).toBe(401)
})
