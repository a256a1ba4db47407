import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type ArbitraryPost, arbitraryPost } from '#tests/support/arbitrary-posts.ts'
import { byEffort } from '#tests/support/effort.ts'
import { expectRollupsEqualEvents } from '#tests/support/rollup-invariants.ts'
import {
  type Answer,
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const RUNS = byEffort(500, 20_000)
/** Keeps counting cheap. */
const RUNS_A_PROJECT = 500
const STATUSES = [200, 207, 400, 401, 403, 409, 413, 415, 422]
const POINTER = /^(\/([^~/]|~[01])*)*$/

interface Item {
  index: number
  code: string
  pointer: string
}

interface Body {
  accepted?: number
  duplicates?: number
  omitted?: number
  rejected?: Item[]
  errors?: Item[]
  code?: string
  detail?: string
  requestId?: string
  pointer?: string
}

let app: TestApplication
beforeAll(async () => {
  app = await startTestApplication()
})

async function countEvents(projectId: string): Promise<number> {
  const [row] = await app.ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from usage_events where project_id = ${Number(projectId)}`,
  )
  return row!.n
}

function expectWellFormed({ status, headers, body }: Answer<Body>, post: ArbitraryPost): void {
  const said = JSON.stringify(body).slice(0, 500)
  expect(STATUSES, said).toContain(status)
  if (status >= 400) {
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ status, requestId: expect.any(String), detail: expect.any(String) })
    expect(body.code).toMatch(/^[a-z0-9_]+$/)
    expect(body.pointer ?? '').toMatch(POINTER)
  }
  const items = body.rejected ?? body.errors ?? []
  for (const { index, code, pointer } of items) {
    expect(code).toMatch(/^[a-z0-9_]+$/)
    expect(pointer).toMatch(POINTER)
    if (post.items !== undefined) expect([index, index < post.items]).toEqual([expect.any(Number), true])
  }
  const sorted = items.map(({ index }) => index)
  expect(sorted).toEqual([...new Set(sorted)].sort((a, b) => a - b))
  const { accepted = 0, duplicates = 0, omitted = 0 } = body
  const isSorted = post.items !== undefined && [200, 207, 409, 422].includes(status)
  if (isSorted) expect(accepted + duplicates + items.length + omitted, said).toBe(post.items)
}

test(`whatever is posted: a listed status, a reason, and exactly what was accepted is stored (${RUNS} runs)`, {
  timeout: byEffort(60_000, 1_200_000),
}, async () => {
  let { key, project } = await createTestProject(app)
  let stored = 0
  let runs = 0
  const property = fc.asyncProperty(arbitraryPost, async (post) => {
    if (++runs % RUNS_A_PROJECT === 0) {
      await expectRollupsEqualEvents(app.ctx, project.id)
      const next = await createTestProject(app)
      key = next.key
      project = next.project
      stored = 0
    }
    const start = performance.now()
    const answer = await send<Body>(app, '/v1/events', { key, body: post.body, headers: post.headers })
    expect(performance.now() - start).toBeLessThan(5_000)
    const before = stored
    stored = await countEvents(project.id)
    expect(stored - before).toBe(answer.body.accepted ?? 0)
    expectWellFormed(answer, post)
  })
  // A failure is reported with the seed and the path that repeat it.
  await fc.assert(property, { numRuns: RUNS })
  await expectRollupsEqualEvents(app.ctx, project.id)
})
