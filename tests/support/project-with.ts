import { expect } from 'vitest'
import { createTestProject, send, type TestApplication } from './test-application.ts'

const MOST_A_POST = 1_000

/** A project of the test's own that holds these events, with a key for it. */
export async function projectWith(app: TestApplication, events: readonly object[]) {
  const created = await createTestProject(app)
  for (let from = 0; from < events.length; from += MOST_A_POST) {
    const body = events.slice(from, from + MOST_A_POST)
    const answer = await send(app, '/v1/events', { key: created.key, body })
    expect(answer.status, JSON.stringify(answer.body).slice(0, 500)).toBe(200)
  }
  return created
}
