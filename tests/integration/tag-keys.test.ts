import { beforeAll, expect, test } from 'vitest'
import type { TagKeys } from '#shared/api/tag-keys.ts'
import { chatEvent } from '#tests/support/events.ts'
import { projectWith } from '#tests/support/project-with.ts'
import { send, startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
  app.setNow(NOW)
})

test('keys of tags are those that the newest events carry, the most frequent first', async () => {
  const at = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString()
  const tagged = (hours: number, tags?: object) => chatEvent({ timestamp: at(hours), ...(tags && { tags }) })
  const older = Array.from({ length: 5_000 }, (_, i) => tagged(2 + i / 1_000, { plan: 'pro' }))
  const newest = [tagged(1, { plan: 'pro', customer: 'acme' }), tagged(1, { plan: 'free' }), tagged(1)]
  const { key } = await projectWith(app, [...newest, ...older, tagged(900, { forgotten: 'yes' })])
  const { body } = await send<TagKeys>(app, '/v1/tag-keys', { key })
  expect(body).toEqual({
    data: [
      { key: 'plan', events: 4_999 },
      { key: 'customer', events: 1 },
    ],
    eventsRead: 5_000,
  })
  const { status } = await send(app, '/v1/tag-keys?project=all', { key })
  expect(status).toBe(400)
})
