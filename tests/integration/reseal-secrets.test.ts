import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { rotateSecret } from '#server/channels/rotate-secret.ts'
import { createSealer } from '#server/seal-secrets.ts'
import { makeChannel } from '#tests/support/alerts.ts'
import { toUrl } from '#tests/support/database-address.ts'
import { runProgram } from '#tests/support/run-program.ts'
import { startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

const NEXT_KEY = 'another secret of the tests, longer than 32 characters'

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

/** The command of an operator who has given the server another key. */
function reseal(previousKey: string) {
  const file = join(app.ctx.config.dataFolder, 'previous-key')
  writeFileSync(file, `${previousKey}\n`)
  const environment = { DATABASE_URL: toUrl(app.address), SECRET_KEY: NEXT_KEY }
  return runProgram(['channels', 'reseal', '--previous-key-file', file], environment)
}
const sealed = () =>
  app.ctx.db.execute<{ id: number; secret: string; previous: string | null }>(
    sql`select id, secret, previous_secret as previous from channels order by id`,
  )

test('after a change of SECRET_KEY the secrets are sealed again, those of a rotation too, all or none', async () => {
  const webhookUrl = 'https://hooks.slack.com/services/planted'
  await makeChannel(app.ctx, { kind: 'slack', name: 'S', isDefault: false, webhookUrl })
  const webhook = { kind: 'webhook', name: 'W', isDefault: false, url: 'https://example.com' } as const
  const { id, secret: first } = await makeChannel(app.ctx, webhook)
  const { secret: second } = await rotateSecret(app.ctx, String(id), 'test')
  const before = await sealed()

  const wrong = await reseal('a key that has sealed nothing at all here')
  expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('"S" was sealed with neither key')])
  expect(await sealed()).toEqual(before)

  const done = await reseal(app.ctx.config.secretKey!)
  expect([done.code, done.output]).toEqual([0, '2 channels are sealed again.\n'])
  expect(done.output).not.toContain('planted')
  const next = createSealer(NEXT_KEY)
  const [slack, rotated] = await sealed()
  expect([
    next.open(slack!.secret, `channels:secret:${slack!.id}`),
    next.open(rotated!.secret, `channels:secret:${id}`),
    next.open(rotated!.previous!, `channels:secret:${id}`),
  ]).toEqual([webhookUrl, second, first])
  expect((await reseal(app.ctx.config.secretKey!)).output).toBe('0 channels are sealed again.\n')
  const audited = await app.ctx.db.execute(
    sql`select count(*)::int as n from audit_entries where action = 'channel.reseal'`,
  )
  expect(audited).toEqual([{ n: 2 }])
})
